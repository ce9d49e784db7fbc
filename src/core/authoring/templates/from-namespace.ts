import { toSpec } from '../isolate/isolate-policies.ts'
import type { PlanContext } from '../plan-context.ts'
import { toRule } from '../policy-manifest.ts'
import { formatWanted } from '../wanted-ports.ts'
import { planPolicies } from '../write-policies.ts'
import { type PodsField, podsField } from './field.ts'
import { portsOf, targetField } from './pods-fields.ts'
import { namespaceOptions } from './suggestions.ts'
import { defineTemplate, podsOf } from './template.ts'
import { policyFor, toPeer } from './template-pods.ts'
import { FROM_NAMESPACE_WORDS } from './words.ts'

/** A whole namespace as the source, by the name that every namespace is labelled with (END-3). */
export const FROM_NAMESPACE = defineTemplate(
  FROM_NAMESPACE_WORDS,
  (context, given) => {
    const target = targetField(context, given.target)
    return { target, source: sourceField(context, given.source, target), ports: portsOf(context, given.ports, target) }
  },
  (context, { target, source, ports }) => {
    const [subject, from] = [podsOf(context, target), podsOf(context, source)]
    const rule = toRule('ingress', [toPeer(from, subject.namespace)], ports.value)
    const spec = toSpec(subject.podSelector, ['ingress'], { ingress: [rule] })
    const label = `Allow ${from.title} → ${subject.title} ${formatWanted(ports.value)}`
    return planPolicies(context, label, [policyFor(subject, `allow-${from.slug}-to-${subject.slug}`, spec)])
  },
)

/** Another namespace than the target's. */
function sourceField(context: PlanContext, given: unknown, { value }: PodsField): PodsField {
  const own = value && podsOf(context, { kind: 'pods', label: '', isNamespace: false, options: [], value }).namespace
  const options = namespaceOptions(context)
  const other = options.find((option) => option.value.kind === 'namespace' && option.value.namespace !== own)
  return podsField('From namespace', given, options, other?.value, true)
}
