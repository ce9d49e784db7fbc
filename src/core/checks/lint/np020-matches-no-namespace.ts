import { NAME_KEY } from '../../authoring/connect/resolved-end.ts'
import { formatRequirement, formatSelector, matchSelector } from '../../model/matching.ts'
import type { NetworkPolicy, PodPeer } from '../../model/policy.ts'
import type { LabelSelector, Requirement } from '../../model/selector.ts'
import { asks, type LintContext, podPeers } from './lint-context.ts'
import { each, type Hit, type LintFix, type LintRule } from './lint-rule.ts'
import { SYSTEM_NAMESPACES } from './system-namespaces.ts'

export const NP020: LintRule = {
  id: 'NP020',
  code: 'PEE-2',
  severity: 'warning',
  title: 'Matches no namespace',
  why: 'Kubernetes itself sets one label on a namespace, kubernetes.io/metadata.name. A peer whose namespaceSelector matches none admits nothing.',
  check: (context) =>
    each(context.policies, (policy) => podPeers(policy).flatMap((peer) => checkPeer(context, policy, peer))),
}

function checkPeer({ cluster }: LintContext, policy: NetworkPolicy, { namespaceSelector }: PodPeer): readonly Hit[] {
  const names = [...cluster.namespaces.values()]
  if (!asks(namespaceSelector) || names.length === 0 || isElsewhere(namespaceSelector)) return []
  if (names.some(({ labels }) => matchSelector(namespaceSelector, labels) === 'yes')) return []
  const meant = namespaceSelector.requirements.filter((one) => asksForName(one, cluster.namespaces))
  const said = meant[0] ? `; label ${meant[0].key} is not set by Kubernetes, ${NAME_KEY} is` : ''
  const message = `no namespace of this document has ${formatSelector(namespaceSelector)}${said}`
  return [{ path: namespaceSelector.path, message, fixes: meant.map((one) => renameFix(policy, one)) }]
}

/** Every cluster has these, and hardly any document shows them. */
const isOfTheCluster = (name: string) => name === 'default' || SYSTEM_NAMESPACES.has(name)

function isElsewhere({ requirements }: LabelSelector): boolean {
  return requirements.some(
    ({ key, operator, values }) => key === NAME_KEY && operator === 'In' && values.some(isOfTheCluster),
  )
}

/** Whether a label is asked for the name of a namespace that is there. */
function asksForName({ key, operator, values }: Requirement, namespaces: ReadonlyMap<string, unknown>): boolean {
  return (
    key !== NAME_KEY &&
    operator === 'In' &&
    values.length > 0 &&
    values.every((value) => namespaces.has(value) || isOfTheCluster(value))
  )
}

function renameFix(policy: NetworkPolicy, requirement: Requirement): LintFix {
  const title = `Rename ${requirement.key} to ${NAME_KEY}`
  const finding = {
    code: 'PEE-2',
    message: `${policy.name}: ${formatRequirement(requirement)} finds no namespace`,
    place: { kind: 'path', path: requirement.path } as const,
  }
  return { title, intention: { kind: 'fix', finding, title } }
}
