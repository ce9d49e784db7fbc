import { nameDenying, toSpec } from '../isolate/isolate-policies.ts'
import { planIsolate } from '../isolate/plan-isolate.ts'
import { planPolicies } from '../write-policies.ts'
import { DIRECTION_OPTIONS, directionsOf } from './directions.ts'
import { choiceField } from './field.ts'
import { namespaceField } from './pods-fields.ts'
import { defineTemplate, podsOf } from './template.ts'
import { policyFor } from './template-pods.ts'
import { DEFAULT_DENY_WORDS } from './words.ts'

/** Default deny for one namespace, which may not be in the document yet. */
export const DEFAULT_DENY = defineTemplate(
  DEFAULT_DENY_WORDS,
  (context, given) => ({
    namespace: namespaceField(context, given.namespace),
    directions: choiceField('Directions', given.directions, DIRECTION_OPTIONS),
  }),
  (context, { namespace, directions }) => {
    const chosen = directionsOf(directions.value)
    const target = podsOf(context, namespace)
    if (target.endpoints.length > 0) {
      const scope = { kind: 'namespace', namespace: target.namespace } as const
      return planIsolate(context, { kind: 'isolate', scope, directions: chosen, keepDns: false })
    }
    const policy = policyFor(target, nameDenying(chosen), toSpec({}, chosen, {}))
    return planPolicies(context, `Isolate namespace ${target.title} (${chosen.join(' and ')})`, [policy])
  },
)
