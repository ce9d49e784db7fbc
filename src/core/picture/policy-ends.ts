import type { Prepared } from '../engine/prepare.ts'
import { peerMatches, subjectsOf } from '../engine/rule-matches.ts'
import type { ResourcePath } from '../model/path.ts'
import { DIRECTIONS } from '../model/policy.ts'
import { finish, type Work } from '../model/work.ts'
import { gatheringAdmissions } from './admissions.ts'
import { ANY_POD, ANYONE } from './peer-nodes.ts'
import type { Picture } from './picture.ts'
import { frameId, leavesOf } from './workload-leaves.ts'

/** The nodes of a picture that a policy is about. */
export interface PolicyEnds {
  /** Those it selects. */
  readonly subjects: readonly string[]
  /** Those its rules name; a rule without peers names "anyone". */
  readonly peers: readonly string[]
}

/** Where a policy is on the picture: nodes drawn for what it selects and for what its rules name. */
export function policyEnds(prepared: Prepared, picture: Picture, path: ResourcePath): PolicyEnds {
  return finish(findingPolicyEnds(prepared, picture, path))
}

/** {@link policyEnds} in steps. */
export function* findingPolicyEnds(prepared: Prepared, picture: Picture, path: ResourcePath): Work<PolicyEnds> {
  const policy = prepared.cluster.policies.find((each) => each.path === path)
  if (!policy) return { subjects: [], peers: [] }
  const toNodes = yield* findingNodes(prepared, picture)
  const rules = DIRECTIONS.flatMap((direction) => (policy.isolates[direction] ? policy.rules[direction] : []))
  const named = rules.flatMap(({ peers }) => (peers === 'any' ? [] : peers))
  const endpoints = named.flatMap((peer) => peerMatches(prepared, peer.path).map(({ endpoint }) => endpoint))
  const everyone = rules.some(({ peers }) => peers === 'any') ? [ANYONE, ANY_POD] : []
  const drawn = new Set(picture.nodes.map(({ id }) => id))
  const subjects = toNodes(subjectsOf(prepared, path))
  const peers = [...toNodes(endpoints), ...everyone.filter((id) => drawn.has(id))]
  return { subjects, peers: peers.filter((id) => !subjects.includes(id)) }
}

/** From endpoints to the nodes drawn for them: cards, the frames they are folded into, and what holds addresses. */
function* findingNodes(
  prepared: Prepared,
  picture: Picture,
): Work<(endpoints: readonly string[]) => readonly string[]> {
  const { all } = leavesOf(yield* gatheringAdmissions(prepared))
  const drawn = new Set(picture.nodes.map(({ id }) => id))
  const nodes = new Map<string, string>()
  for (const { id, namespace, parts } of all) {
    const node = [id, frameId(namespace)].find(
      (each) => drawn.has(each) && (each === id || picture.folded.has(namespace)),
    )
    for (const part of node === undefined ? [] : parts) nodes.set(prepared.endpoints[part]?.id ?? '', node ?? '')
  }
  const blocks = picture.nodes.flatMap((node) =>
    node.kind === 'outside' && (node.role === 'block' || node.role === 'internet') ? node : [],
  )
  return (endpoints) => {
    const wanted = new Set(endpoints)
    const outside = blocks.filter((node) => node.endpoints.length > 0 && node.endpoints.every((id) => wanted.has(id)))
    return [...new Set([...endpoints.flatMap((id) => nodes.get(id) ?? []), ...outside.map(({ id }) => id)])]
  }
}
