import { hasBit, listBits } from '../net/bit-set.ts'
import { type Admissions, passingBetween } from './admissions.ts'
import { rulePortsAt } from './admitted-ports.ts'
import { ALL_BLOCKS, ANYONE, INTERNET, isEverything } from './peer-nodes.ts'
import type { Picture, PictureEdge } from './picture.ts'
import type { PeerTable, RuleTable } from './policy-tables.ts'
import { NO_PORTS, type PortsId } from './port-sets.ts'
import { isSelf, passingByRule } from './rule-passing.ts'

/** One flow that an edge stands for: endpoint numbers, and the ports that pass between them. */
export interface ExpandedFlow {
  readonly source: number
  readonly target: number
  readonly ports: PortsId
}

/** Which endpoints a node of the picture stands for. */
export interface NodeEndpoints {
  /** Endpoint numbers of a node; all of a frame's for a namespace. */
  numbersOf(node: string): ReadonlySet<number>
}

export function nodeEndpoints({ endpoints, indexOf }: Admissions, picture: Picture): NodeEndpoints {
  const nodes = new Map(picture.nodes.map((node) => [node.id, node]))
  const known = new Map<string, ReadonlySet<number>>()
  const find = (id: string): ReadonlySet<number> => {
    const node = nodes.get(id)
    if (!node) return new Set()
    if (node.kind !== 'namespace') return new Set(node.endpoints.flatMap((endpoint) => indexOf.get(endpoint) ?? []))
    const numbers = [...endpoints.keys()].filter((index) => {
      const endpoint = endpoints[index]
      return endpoint?.kind === 'pods' && endpoint.namespace === node.namespace
    })
    return new Set(numbers)
  }
  return {
    numbersOf(id) {
      const numbers = known.get(id) ?? find(id)
      known.set(id, numbers)
      return numbers
    },
  }
}

/**
 * The flows an edge stands for, each pair once for every rule that admits it: between its two nodes exactly what its
 * rules admit and the other end lets pass, without those that it excepts. An address block's edge stands for the pods it covers as well (IPB-3).
 */
export function* expandEdge(admissions: Admissions, nodes: NodeEndpoints, edge: PictureEdge): Generator<ExpandedFlow> {
  const excepted = new Set((edge.except?.endpoints ?? []).flatMap((id) => admissions.indexOf.get(id) ?? []))
  for (const path of edge.rules) {
    const rule = admissions.rules.find((table) => table.rule.path === path)
    if (!rule) continue
    const [near, far] = rule.direction === 'ingress' ? [edge.to, edge.from] : [edge.from, edge.to]
    const subjects = rule.subjects.filter((subject) => nodes.numbersOf(near).has(subject))
    for (const table of rule.peers) {
      const others = farMembers(admissions, table, far, nodes).filter((number) => !excepted.has(number))
      for (const own of subjects) for (const other of others) yield* flowOf(admissions, rule, table, own, other)
    }
  }
}

/** The endpoints of a peer that an edge at `far` stands for. */
function farMembers(admissions: Admissions, table: PeerTable, far: string, nodes: NodeEndpoints): readonly number[] {
  if (far === ANYONE) return table.peer === 'anyone' ? listBits(table.certain) : []
  if (table.peer !== 'anyone' && table.peer.kind === 'block') {
    if (far !== blockNodeId(table, nodes)) return []
    return [...new Set([...listBits(table.certain), ...(table.maybe ? listBits(table.maybe) : [])])]
  }
  const numbers = nodes.numbersOf(far)
  const isOutside = far === INTERNET
  return listBits(table.certain).filter(
    (number) => numbers.has(number) && (!isOutside || admissions.endpoints[number]?.kind === 'outside'),
  )
}

/** A block without exceptions that holds everything is the internet's node; every other block has its own. */
function blockNodeId(table: PeerTable, nodes: NodeEndpoints): string {
  const own = `outside:${table.key}`
  if (nodes.numbersOf(own).size > 0) return own
  return table.peer !== 'anyone' && table.peer.kind === 'block' && isEverything(table.peer) ? INTERNET : ALL_BLOCKS
}

function* flowOf(
  admissions: Admissions,
  rule: RuleTable,
  table: PeerTable,
  own: number,
  other: number,
): Generator<ExpandedFlow> {
  if (isSelf(admissions, own, other)) return
  const [source, target] = rule.direction === 'ingress' ? [other, own] : [own, other]
  const ports = hasBit(table.certain, other)
    ? passingByRule(admissions, rule, own, other)
    : admissions.ports.intersect(
        rulePortsAt(admissions, rule, target),
        passingBetween(admissions, source, target).certain,
      )
  if (ports !== NO_PORTS) yield { source, target, ports }
}
