import { findDns, toDns } from '../dns.ts'
import { toSpec } from '../isolate/isolate-policies.ts'
import { planPolicies } from '../write-policies.ts'
import { DIRECTION_OPTIONS, directionsOf } from './directions.ts'
import { choiceField } from './field.ts'
import { namespaceField } from './pods-fields.ts'
import { defineTemplate, podsOf } from './template.ts'
import { policyFor } from './template-pods.ts'
import { SAME_NAMESPACE_WORDS } from './words.ts'

/** A namespace among itself; whoever may send nowhere else still looks names up. */
export const SAME_NAMESPACE = defineTemplate(
  SAME_NAMESPACE_WORDS,
  (context, given) => ({
    namespace: namespaceField(context, given.namespace),
    directions: choiceField('Directions', given.directions, DIRECTION_OPTIONS),
  }),
  (context, { namespace, directions }) => {
    const target = podsOf(context, namespace)
    const chosen = directionsOf(directions.value)
    const among = [{ podSelector: {} }]
    const spec = toSpec({}, chosen, {
      ...(chosen.includes('ingress') ? { ingress: [{ from: among }] } : {}),
      ...(chosen.includes('egress') ? { egress: [{ to: among }, toDns(findDns(context.prepared.cluster))] } : {}),
    })
    const label = `Allow ${target.title} only within the namespace (${chosen.join(' and ')})`
    return planPolicies(context, label, [policyFor(target, 'allow-same-namespace', spec)])
  },
)
