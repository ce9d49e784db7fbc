import { findDns, toDns } from '../dns.ts'
import { toSpec } from '../isolate-policies.ts'
import { planPolicies } from '../write-policies.ts'
import { DIRECTION_OPTIONS, directionsOf } from './directions.ts'
import { choiceField } from './field.ts'
import { namespaceField } from './pods-fields.ts'
import { blocked, frame, outside, passes, pods } from './small-picture.ts'
import { defineTemplate, podsOf } from './template.ts'
import { policyFor } from './template-pods.ts'

const WORDS = {
  id: 'same-namespace',
  title: 'Same namespace only',
  sentence: 'Isolates a namespace and lets its pods reach each other; for egress, DNS too.',
  picture: {
    nodes: [outside('others', 0), frame('namespace', 1), pods('a', 1, 0, 'namespace'), pods('b', 2, 0, 'namespace')],
    edges: [passes('a', 'b'), blocked('others', 'a')],
  },
}

/** A namespace among itself; whoever may send nowhere else still looks names up. */
export const SAME_NAMESPACE = defineTemplate(
  WORDS,
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
