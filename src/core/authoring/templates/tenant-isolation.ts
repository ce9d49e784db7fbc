import type { Cluster } from '../../model/cluster.ts'
import { startDraft } from '../draft.ts'
import { toSpec } from '../isolate/isolate-policies.ts'
import { addNamespaceLabels } from '../namespace-labels.ts'
import type { LackingLabel, NamespaceLabel } from '../plan.ts'
import type { PlanContext } from '../plan-context.ts'
import { planPolicies, refuseChange } from '../write-policies.ts'
import { choiceField, listField, type Option } from './field.ts'
import { defineTemplate } from './template.ts'
import { findPods, policyFor } from './template-pods.ts'
import { TENANT_ISOLATION_WORDS } from './words.ts'

/** Namespaces among themselves. Those that lack the label get it: otherwise the rule would not mean them (END-3). */
export const TENANT_ISOLATION = defineTemplate(
  TENANT_ISOLATION_WORDS,
  ({ prepared: { cluster } }, given) => {
    const key = choiceField(
      'Label key',
      given.key,
      keyOptions(cluster),
      keyOptions(cluster)[0]?.value ?? 'tenant',
      true,
    )
    const values = valueOptions(cluster, key.value)
    const tenant = choiceField('Tenant', given.tenant, values, values[0]?.value ?? '', true)
    const named = membersOf(cluster, { key: key.value, value: tenant.value })
    const options = [...cluster.namespaces.keys()].map((name) => ({ value: name, label: name }))
    return { key, tenant, namespaces: listField('Namespaces', given.namespaces, named, options) }
  },
  (context, { key, tenant, namespaces }) => {
    const label = { key: key.value, value: tenant.value }
    const title = `Isolate tenant ${label.value} (${label.key})`
    const { cluster } = context.prepared
    const taken = namespaces.value.filter((name) => isOfAnother(cluster, name, label))
    if (taken.length > 0) {
      const words = `${taken.join(', ')}: of another tenant by ${label.key}; change that label first`
      return refuseChange(title, [{ code: 'not-valid', words }])
    }
    const lacking = namespaces.value.flatMap((name) => lackingIn(cluster, name, label))
    const labelled = addNamespaceLabels(startDraft(context), lacking)
    if (labelled.kind === 'refused') return refuseChange(title, [labelled.obstacle])
    const policies = namespaces.value.map((name) => policyOf(context, name, label))
    const notes = notesOn(cluster, namespaces.value, label, lacking)
    return planPolicies(withLabels(context, namespaces.value, label), title, policies, notes, labelled.draft)
  },
)

function policyOf(context: PlanContext, namespace: string, { key, value }: NamespaceLabel) {
  const peer = { namespaceSelector: { matchLabels: { [key]: value } } }
  const spec = toSpec({}, ['ingress'], { ingress: [{ from: [peer] }] })
  return policyFor(findPods(context, { kind: 'namespace', namespace }), 'allow-same-tenant', spec)
}

/** The context as it is with the label added, so that the rules' selectors say whom they match then. */
function withLabels(context: PlanContext, members: readonly string[], { key, value }: NamespaceLabel): PlanContext {
  const { namespaceLabels } = context.prepared
  const labelsAfter = (name: string) =>
    members.includes(name) ? new Map(namespaceLabels(name)).set(key, value) : namespaceLabels(name)
  return { ...context, prepared: { ...context.prepared, namespaceLabels: labelsAfter } }
}

function notesOn(
  cluster: Cluster,
  namespaces: readonly string[],
  label: NamespaceLabel,
  lacking: readonly LackingLabel[],
): readonly string[] {
  const others = membersOf(cluster, label).filter((name) => !namespaces.includes(name))
  return [
    ...lacking.map(({ namespace }) => `adds the label ${label.key}=${label.value} to namespace ${namespace}`),
    ...(others.length > 0 ? [`${others.join(', ')} have the label too: their pods reach these namespaces`] : []),
  ]
}

function isOfAnother({ namespaces }: Cluster, name: string, { key, value }: NamespaceLabel): boolean {
  const own = namespaces.get(name)?.labels.get(key)
  return own !== undefined && own !== value
}

function lackingIn(
  { namespaces }: Cluster,
  namespace: string,
  { key, value }: NamespaceLabel,
): readonly LackingLabel[] {
  if (namespaces.get(namespace)?.labels.get(key) === value) return []
  return [{ namespace, key, value, words: `namespace ${namespace} has no label ${key}=${value}`, needed: true }]
}

function membersOf({ namespaces }: Cluster, { key, value }: NamespaceLabel): readonly string[] {
  return [...namespaces.values()].filter(({ labels }) => labels.get(key) === value).map(({ name }) => name)
}

/** Words for whom namespaces belong to, the clearest first. */
const OWNERS = [/tenant/, /customer|client/, /team/, /owner|org|project|group/]

/** Labels that authors gave to namespaces; those of Kubernetes itself say nothing of tenants. */
function keyOptions({ namespaces }: Cluster): readonly Option<string>[] {
  const keys = new Set([...namespaces.values()].flatMap(({ labels }) => [...labels.keys()]))
  const own = [...keys].filter((key) => !/(?:^|\.)(?:kubernetes|k8s)\.io\//.test(key))
  const rank = (key: string) => OWNERS.findIndex((words) => words.test(key)) + 1 || OWNERS.length + 1
  return own.sort((a, b) => rank(a) - rank(b)).map((key) => ({ value: key, label: key }))
}

function valueOptions({ namespaces }: Cluster, key: string): readonly Option<string>[] {
  const values = new Set([...namespaces.values()].flatMap(({ labels }) => labels.get(key) ?? []))
  return [...values].map((value) => ({ value, label: value }))
}
