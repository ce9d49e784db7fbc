import { effectiveRules } from '../../engine/effective-rules.ts'
import { joinPath } from '../../model/path.ts'
import { DIRECTIONS, type NetworkPolicy } from '../../model/policy.ts'
import { each, type Hit, type LintRule } from './lint-rule.ts'
import { nameSome, peerWords } from './words.ts'

export const NP035: LintRule = {
  id: 'NP035',
  code: 'SEL-5',
  severity: 'info',
  title: 'Admits, though it looks like a denial',
  why: 'A policy only admits: who is named may, everybody else may not. One for every pod of a namespace, or one whose name denies, is easily taken for a wall around what it names.',
  check: ({ policies }) => each(policies, checkPolicy),
}

function checkPolicy(policy: NetworkPolicy): readonly Hit[] {
  const { path, name, namespace, podSelector } = policy
  if (effectiveRules(policy).length === 0) return []
  if (podSelector.requirements.length === 0) {
    const message = `${name} selects every pod of ${namespace}, and admits something at all of them`
    return [{ path: joinPath(path, 'spec', 'podSelector'), message }]
  }
  if (!DENIES.test(name)) return []
  const message = `${name} is called a denial, and admits ${whomWords(policy)}: whoever it does not name is closed out`
  return [{ path: joinPath(path, 'metadata', 'name'), message }]
}

const DENIES = /(?:^|[-.])(?:deny|denies|block|blocks|drop|reject|forbid|restrict)(?:$|[-.])/

function whomWords(policy: NetworkPolicy): string {
  const peers = DIRECTIONS.flatMap((direction) => (policy.isolates[direction] ? policy.rules[direction] : [])).map(
    (rule) => rule.peers,
  )
  if (peers.includes('any')) return 'everybody'
  return nameSome(
    peers
      .flatMap((list) => (list === 'any' ? [] : list))
      .map((peer) => (peer.kind === 'block' ? peer.cidr : peerWords(peer, policy.namespace))),
  )
}
