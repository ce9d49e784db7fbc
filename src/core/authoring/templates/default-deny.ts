import { nameDenying, toSpec } from '../isolate-policies.ts'
import { planIsolate } from '../plan-isolate.ts'
import { planPolicies } from '../write-policies.ts'
import { DIRECTION_OPTIONS, directionsOf } from './directions.ts'
import { choiceField } from './field.ts'
import { namespaceField } from './pods-fields.ts'
import { blocked, frame, outside, pods } from './small-picture.ts'
import { defineTemplate, podsOf } from './template.ts'
import { policyFor } from './template-pods.ts'

const WORDS = {
  id: 'default-deny',
  title: 'Default deny',
  sentence: 'Isolates every pod of a namespace: only what other policies admit passes.',
  picture: {
    nodes: [outside('anyone', 0), frame('namespace', 1), pods('pods', 1, 0, 'namespace'), outside('anywhere', 2)],
    edges: [blocked('anyone', 'pods'), blocked('pods', 'anywhere')],
  },
}

/** Default deny for one namespace, which may not be in the document yet. */
export const DEFAULT_DENY = defineTemplate(
  WORDS,
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
