import { knownName } from '../engine/name-addresses.ts'
import { formatSelector } from '../model/matching.ts'
import type { BlockPeer, NetworkPolicy, Peer } from '../model/policy.ts'
import { listBits } from '../net/bit-set.ts'
import type { Admissions } from './admissions.ts'
import { counted } from './card-nodes.ts'
import type { GroupNode, OutsideNode } from './picture.ts'
import { type PeerTable, type PolicyTable, selectorKey } from './policy-tables.ts'
import { frameId, type Leaf, type Leaves } from './workload-leaves.ts'

/** Nodes that are drawn only because an edge needs them: each is made when it is first asked for. */
export interface PeerNodes {
  /** Everyone, inside and outside the cluster. */
  anyone(): string
  anyPod(): string
  internet(): string
  block(table: PeerTable, peer: BlockPeer): string
  group(wanted: WantedGroup): string
  /** In the order in which they were asked for; all of them, or those wanted. */
  made(isWanted?: (id: string) => boolean): readonly (OutsideNode | GroupNode)[]
  find(id: string): OutsideNode | GroupNode | undefined
}

export interface WantedGroup {
  /** Equal for selectors that mean the same. */
  readonly key: string
  readonly title: string
  readonly detail: string
  readonly leaves: readonly Leaf[]
  /** Member node ids, when they are not the cards. */
  readonly members?: readonly string[]
}

export const ANYONE = 'outside:anyone'
export const ANY_POD = 'outside:any-pod'
export const INTERNET = 'outside:internet'
/** One node for all address blocks, where there are too many of them. */
export const ALL_BLOCKS = 'group:address blocks'
/** Ids of groups begin with it. */
export const GROUP_PREFIX = 'group:'

type PeerNode = OutsideNode | GroupNode

export function createPeerNodes(admissions: Admissions, leaves: Leaves, joinsBlocks = false): PeerNodes {
  const nodes = new Map<string, () => PeerNode>()
  const idsOf = (numbers: readonly number[]) => numbers.flatMap((number) => admissions.endpoints[number]?.id ?? [])
  const keep = (id: string, make: () => PeerNode): string => {
    if (!nodes.has(id)) nodes.set(id, once(make))
    return id
  }
  const pods = () => leaves.all.flatMap(({ parts }) => parts)
  const outside = (
    told: Pick<OutsideNode, 'id' | 'role' | 'title' | 'detail'>,
    endpoints: readonly number[],
    notes: readonly string[] = [],
  ): OutsideNode => ({
    ...told,
    kind: 'outside',
    notes,
    endpoints: idsOf(endpoints),
    accessibleName: '',
    stale: false,
  })
  const block = (id: string, table: PeerTable, peer: BlockPeer): OutsideNode => {
    const role = isEverything(peer) ? 'internet' : 'block'
    const title = role === 'internet' ? titleOfInternet(peer) : titleOfBlock(peer)
    const endpoints = listBits(table.certain).filter((number) => admissions.endpoints[number]?.kind === 'outside')
    return outside({ id, role, title, detail: describeBlock(peer) }, endpoints, blockNotes(admissions, table))
  }
  /** What the internet was asked for as, in order: the words it is told in. */
  const internetAs = new Map<string, readonly string[]>()
  const internet = (detail: string, notes: () => readonly string[] = () => []) => {
    if (!internetAs.has(detail)) internetAs.set(detail, notes())
    nodes.delete(INTERNET)
    return keep(INTERNET, () =>
      outside(
        { id: INTERNET, role: 'internet', title: 'internet', detail: [...internetAs.keys()].join(', ') },
        leaves.outside,
        [...new Set([...internetAs.values()].flat())],
      ),
    )
  }
  return {
    anyone: () =>
      keep(ANYONE, () =>
        outside({ id: ANYONE, role: 'anyone', title: 'anyone', detail: 'every address and every pod' }, [
          ...pods(),
          ...leaves.outside,
        ]),
      ),
    anyPod: () =>
      keep(ANY_POD, () =>
        outside({ id: ANY_POD, role: 'any-pod', title: 'any pod', detail: 'every pod of every namespace' }, pods()),
      ),
    internet: () => internet('every address outside'),
    block(table, peer) {
      if (isEverything(peer) && peer.except.length === 0)
        return internet(peer.cidr, () => blockNotes(admissions, table))
      if (joinsBlocks && !isEverything(peer)) return keep(ALL_BLOCKS, () => joinedBlocks(admissions))
      const id = `outside:${table.key}`
      return keep(id, () => block(id, table, peer))
    },
    group({ key, title, detail, leaves: members, members: ids }) {
      const id = `${GROUP_PREFIX}${key}`
      return keep(id, () => {
        const [only, ...others] = new Set(members.map(({ namespace }) => namespace))
        return {
          kind: 'group',
          id,
          title,
          detail,
          members: ids ?? members.map((member) => member.id),
          endpoints: idsOf(members.flatMap(({ parts }) => parts)),
          accessibleName: '',
          stale: false,
          ...(only !== undefined && others.length === 0 && !ids ? { parent: frameId(only) } : {}),
        }
      })
    },
    made: (isWanted = () => true) => [...nodes].flatMap(([id, make]) => (isWanted(id) ? make() : [])),
    find: (id) => nodes.get(id)?.(),
  }
}

function once(make: () => PeerNode): () => PeerNode {
  let made: PeerNode | undefined
  return () => {
    made ??= make()
    return made
  }
}

const listed = new WeakMap<Admissions, ReadonlyMap<string, PeerTable>>()

/** The blocks of a cluster that are written otherwise than as all addresses, by what they mean. */
export function blockTables(admissions: Admissions): ReadonlyMap<string, PeerTable> {
  const blocks = listed.get(admissions) ?? findBlocks(admissions)
  listed.set(admissions, blocks)
  return blocks
}

function findBlocks({ tables }: Admissions): ReadonlyMap<string, PeerTable> {
  const blocks = new Map<string, PeerTable>()
  for (const policy of tables.values()) for (const table of blocksOf(policy)) blocks.set(table.key, table)
  return blocks
}

const found = new WeakMap<PolicyTable, readonly PeerTable[]>()

function blocksOf(policy: PolicyTable): readonly PeerTable[] {
  const blocks =
    found.get(policy) ??
    policy.rules.flatMap(({ isOfPods, peers }) =>
      isOfPods ? [] : peers.filter(({ peer }) => peer !== 'anyone' && peer.kind === 'block' && !isEverything(peer)),
    )
  found.set(policy, blocks)
  return blocks
}

function joinedBlocks(admissions: Admissions): GroupNode {
  const blocks = blockTables(admissions)
  const numbers = new Set([...blocks.values()].flatMap(({ certain }) => listBits(certain)))
  const endpoints = [...numbers].flatMap((number) => {
    const endpoint = admissions.endpoints[number]
    return endpoint?.kind === 'outside' ? endpoint.id : []
  })
  return {
    kind: 'group',
    id: ALL_BLOCKS,
    title: `address blocks · ${blocks.size}`,
    detail: 'too many to draw one by one',
    members: [],
    endpoints,
    accessibleName: '',
    stale: false,
  }
}

/** Whether a block is written as all addresses of its family, exceptions aside. */
export function isEverything({ cidr }: BlockPeer): boolean {
  return /\/0+$/.test(cidr)
}

function describeBlock({ cidr, except }: BlockPeer): string {
  return except.length === 0 ? cidr : `${cidr} except ${except.join(', ')}`
}

/** Longer than this a block with its exceptions is told by their number. */
const MOST_TITLE = 30

function titleOfBlock(peer: BlockPeer): string {
  const known = peer.except.length === 0 ? knownName(peer.cidr) : undefined
  if (known) return known
  const whole = describeBlock(peer)
  return whole.length <= MOST_TITLE ? whole : `${peer.cidr}${exceptWords(peer)}`
}

/** All addresses but private ones is what people call the internet. */
function titleOfInternet(peer: BlockPeer): string {
  return peer.except.every((cidr) => PRIVATE.test(cidr)) ? 'internet' : `internet${exceptWords(peer)}`
}

/** Ranges within 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16, 100.64.0.0/10, 169.254.0.0/16, fc00::/7 and fe80::/10. */
const PRIVATE =
  /^(10\..*\/([89]|[123]\d)|172\.(1[6-9]|2\d|3[01])\..*\/(1[2-9]|[23]\d)|(192\.168|169\.254)\..*\/(1[6-9]|[23]\d)|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\..*\/([1-3]\d)|f[cd].*\/([7-9]|\d\d+)|fe[89ab].*\/\d\d+)$/

function exceptWords({ except }: BlockPeer): string {
  return except.length === 0 ? '' : ` except ${except.length}`
}

/** What a block means for pods (IPB-3, IPB-4): those it covers, and the question it leaves open about others. */
function blockNotes({ endpoints }: Admissions, { certain, maybe }: PeerTable): readonly string[] {
  const podsAmong = (numbers: readonly number[]) =>
    numbers.reduce((sum, number) => {
      const endpoint = endpoints[number]
      return endpoint?.kind === 'pods' && !endpoint.implied ? sum + Math.max(1, endpoint.pods.length) : sum
    }, 0)
  const covered = podsAmong(listBits(certain))
  const open = maybe ? podsAmong(listBits(maybe)) : 0
  return [
    ...(covered > 0 ? [`covers ${counted(covered, 'pod')} too`] : []),
    ...(open > 0 ? [`may cover ${counted(open, 'pod')}: which addresses do pods have?`] : []),
  ]
}

/** The group node of all that a pod peer matches: "namespaces env=prod · 17", "tier=backend · 3". */
export function groupOfPeer(table: PeerTable, peer: Peer, policy: NetworkPolicy, leaves: readonly Leaf[]): WantedGroup {
  const namespaces = [...new Set(leaves.map(({ namespace }) => namespace))]
  if (peer.kind === 'pods' && (peer.podSelector?.requirements.length ?? 0) === 0) {
    const words = peer.namespaceSelector ? formatSelector(peer.namespaceSelector) : policy.namespace
    return {
      key: table.key,
      title: `namespaces ${words} · ${namespaces.length}`,
      detail: counted(leaves.length, 'workload'),
      leaves,
      members: namespaces.map(frameId),
    }
  }
  const selector = peer.kind === 'pods' && peer.podSelector ? formatSelector(peer.podSelector) : table.key
  const scope =
    peer.kind === 'pods' && peer.namespaceSelector
      ? ` in namespaces ${formatSelector(peer.namespaceSelector) || 'all'}`
      : ''
  return {
    key: table.key,
    title: `${selector} · ${leaves.length}`,
    detail: `${counted(leaves.length, 'workload')}${scope}`,
    leaves,
  }
}

/** The group node of all that a policy selects. */
export function groupOfSubjects(policy: NetworkPolicy, leaves: readonly Leaf[]): WantedGroup {
  return {
    key: `${policy.namespace}/${selectorKey(policy.podSelector)}`,
    title: `${formatSelector(policy.podSelector) || 'all pods'} · ${leaves.length}`,
    detail: counted(leaves.length, 'workload'),
    leaves,
  }
}
