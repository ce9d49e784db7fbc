import { podsOf, type WeighedPod } from '../authoring/policy-form/policy-form-matches.ts'
import type { Prepared } from '../engine/prepare.ts'
import { toSelector } from '../manifest/to-policy.ts'
import { matchSelector } from '../model/matching.ts'
import { joinPath } from '../model/path.ts'
import type { LabelSelector } from '../model/selector.ts'
import { type LooseNode, looseAt, type Steps, toLooseJson } from './loose-tree.ts'
import type { Position } from './position.ts'

const OPERATORS: ReadonlySet<string> = new Set(['In', 'NotIn', 'Exists', 'DoesNotExist'])

/** A selector as it is being typed: conditions that are not finished are left out, and the one at `without`. */
export function looseSelector(node: LooseNode | undefined, without: Steps = []): LabelSelector {
  const { path, requirements } = toSelector(toLooseJson(node), '')
  const left = joinPath('', ...without.slice(0, 2))
  return {
    path,
    requirements: requirements.filter(
      (one) => one.key !== '' && OPERATORS.has(one.operator) && one.path !== left && !isEmpty(one),
    ),
  }
}

/** A condition whose value is not written yet. */
function isEmpty({ operator, values }: LabelSelector['requirements'][number]): boolean {
  return (operator === 'In' || operator === 'NotIn') && values.every((value) => value === '')
}

/** Pods of one namespace, or of those a selector matches, that satisfy a selector; perhaps satisfied counts. */
export function podsWithin(
  prepared: Prepared,
  namespaces: string | LabelSelector | 'all',
  selector?: LabelSelector,
): readonly WeighedPod[] {
  const isWithin = namespaceTest(prepared, namespaces)
  return podsOf(prepared).pods.filter(
    ({ pod, workload }) =>
      isWithin(workload.namespace) &&
      (selector === undefined || matchSelector(selector, pod.labels, pod.unknownLabels) !== 'no'),
  )
}

/** The names of the namespaces that satisfy a selector. */
export function namespacesWithin({ cluster, namespaceLabels }: Prepared, selector: LabelSelector): readonly string[] {
  return [...cluster.namespaces.keys()].filter((name) => matchSelector(selector, namespaceLabels(name)) === 'yes')
}

function namespaceTest(prepared: Prepared, namespaces: string | LabelSelector | 'all'): (name: string) => boolean {
  if (namespaces === 'all') return () => true
  if (typeof namespaces === 'string') return (name) => name === namespaces
  const names = new Set(namespacesWithin(prepared, namespaces))
  return (name) => names.has(name)
}

/** The pods a rule's ports are about: those selected for ingress, those of the peers for egress. */
export function destinationsOf(prepared: Prepared, position: Position): readonly WeighedPod[] {
  const [, direction = '', rule = 0] = position.steps
  if (direction === 'ingress') return subjectsOf(prepared, position)
  const peers = looseAt(position.object, ['spec', direction, rule, 'to'])
  if (peers?.kind !== 'list' || peers.items.length === 0) return podsWithin(prepared, 'all')
  return [...new Set(peers.items.flatMap(({ value }) => podsOfPeer(prepared, position, value)))]
}

/** The pods that the policy at a position selects (SEL-5). */
export function subjectsOf(prepared: Prepared, { object, namespace }: Position): readonly WeighedPod[] {
  return podsWithin(prepared, namespace, looseSelector(looseAt(object, ['spec', 'podSelector'])))
}

/** The pods a peer matches as it is written so far (PEE-1 to PEE-3). */
function podsOfPeer(prepared: Prepared, { namespace }: Position, peer: LooseNode | undefined): readonly WeighedPod[] {
  const podSelector = looseAt(peer, ['podSelector'])
  const namespaceSelector = looseAt(peer, ['namespaceSelector'])
  if (!podSelector && !namespaceSelector) return []
  const within = namespaceSelector ? looseSelector(namespaceSelector) : namespace
  return podsWithin(prepared, within, podSelector && looseSelector(podSelector))
}
