import { matchPods } from '../authoring/policy-form/policy-form-matches.ts'
import type { Prepared } from '../engine/prepare.ts'
import { assertNever } from '../model/assert-never.ts'
import { type CniProfile, supportOf } from '../model/cni-profiles.ts'
import { joinPath } from '../model/path.ts'
import type { BlockPeer, NetworkPolicy, Peer, PodPeer } from '../model/policy.ts'
import type { LabelSelector } from '../model/selector.ts'
import { listSentences, type Phrase, type Sentence, say } from './phrase.ts'
import { sayMatches } from './say-matches.ts'
import { saySelector } from './say-selector.ts'

/** One peer, which all that it says must fit at once (PEE-1 to PEE-3, IPB-1), and whom it means in this document. */
export function sayPeer(prepared: Prepared, policy: NetworkPolicy, peer: Peer): Sentence {
  if (peer.kind === 'block') return sayBlock(peer, prepared.settings.cni)
  const { podSelector, namespaceSelector } = peer
  const matches = matchPods(prepared, {
    namespace: policy.namespace,
    ...(podSelector ? { podSelector } : {}),
    ...(namespaceSelector ? { namespaceSelector } : {}),
  })
  return [...sayPods(peer), ...saySpace(peer, policy.namespace), sayMatches(matches, policy.namespace)]
}

function sayPods({ path, podSelector }: PodPeer): Sentence {
  if (!podSelector || podSelector.requirements.length === 0) return [{ words: 'every pod', path }]
  return [{ words: 'pods ', path }, ...saySelector(podSelector)]
}

function saySpace({ podSelector, namespaceSelector }: PodPeer, home: string): Sentence {
  if (!namespaceSelector) return [say(` of ${home}, its own namespace`)]
  const { path, requirements } = namespaceSelector
  if (requirements.length === 0) return [{ words: ' of every namespace', path }]
  const isBoth = podSelector !== undefined && podSelector.requirements.length > 0
  const space = sayNamed(namespaceSelector) ?? [
    { words: 'any namespace with ', path },
    ...saySelector(namespaceSelector),
  ]
  return isBoth ? [say(' '), AND_IN, ...space, BOTH] : [say(' in '), ...space]
}

/** What distinguishes one peer with two selectors from two peers (V1). */
const AND_IN: Phrase = { words: 'and in ', role: 'and' }
const BOTH: Phrase = say(', both at once')

/** Kubernetes gives every namespace a label with its name (END-3). */
const NAME_KEY = 'kubernetes.io/metadata.name'

function sayNamed({ requirements }: LabelSelector): Sentence | undefined {
  const [only, ...others] = requirements
  if (!only || others.length > 0 || only.key !== NAME_KEY || only.operator !== 'In' || only.values.length !== 1)
    return undefined
  return [say('namespace '), { words: only.values[0] ?? '', role: 'written', path: only.path }]
}

function sayBlock({ path, cidr, except }: BlockPeer, cni: CniProfile): Sentence {
  const excepted = except.map(
    (block, index): Sentence => [{ words: block, role: 'written', path: joinPath(path, 'ipBlock', 'except', index) }],
  )
  return [
    say('addresses '),
    { words: cidr, role: 'written', path: joinPath(path, 'ipBlock', 'cidr') },
    ...(excepted.length > 0 ? [say(' except '), ...listSentences(excepted, 'and')] : []),
    { words: ` (${whoseAddresses(cni)})`, role: 'now' },
  ]
}

/** Whether a block means pods as well (IPB-3, CNI-2e). */
function whoseAddresses(cni: CniProfile): string {
  const support = supportOf(cni, 'blocks-match-pods')
  switch (support) {
    case 'yes':
      return 'outside, and pods with such an address'
    case 'no':
      return `outside only: ${cni} finds no pods by address`
    case 'unknown':
      return `outside; whether ${cni} finds pods by address is not known`
    default:
      return assertNever(support)
  }
}
