import type { EndRow } from '../../engine/end-rows.ts'
import { memberAt } from '../../engine/judge.ts'
import { judgedFamilies } from '../../engine/match-rule.ts'
import { isSinglePod, type Member } from '../../engine/member.ts'
import type { Prepared } from '../../engine/prepare.ts'
import { remember } from '../../engine/remember.ts'
import { resolvePorts } from '../../engine/rule-ports.ts'
import type { CompiledRule } from '../../engine/tiers.ts'
import type { Direction } from '../../model/policy.ts'
import type { Family } from '../../net/address.ts'
import { type BitSet, hasBit, intersectsBits, listBits, toBits, unionAllBits } from '../../net/bit-set.ts'
import { isEmptyPorts, type PortsByProtocol } from '../../net/ports.ts'

/** Tells whether anything that a rule in force admits may pass between some places of its own end and some of its peers. */
export type IsMet = (rule: CompiledRule, subjects: readonly number[], others: readonly number[]) => boolean

/** What is asked of ends: whether they may let something of the own places pass on some ports. */
interface Ask {
  readonly direction: Direction
  readonly own: BitSet
  readonly ports: PortsByProtocol
}

/** The rule admits it at its own end, so that only the other ends are asked (ISO-6). */
export function createIsMet(prepared: Prepared): IsMet {
  const bitsOf = remember((places: readonly number[]) => toBits(places))
  const mayPass = createMayPass(prepared)
  return (rule, subjects, others) => {
    const asks = listAsks(prepared, rule, subjects, others, bitsOf).filter(([ask]) => !isEmptyPorts(ask.ports))
    // A rule that admits no port there lacks one, not the other end.
    if (asks.length === 0) return true
    return asks.some(([ask, places]) => places.some(mayPass(ask)))
  }
}

/** What to ask of whom: one thing of all, but where a port name means something else at each destination (POR-4). */
function listAsks(
  prepared: Prepared,
  { rule, ports }: CompiledRule,
  subjects: readonly number[],
  others: readonly number[],
  bitsOf: (places: readonly number[]) => BitSet,
): readonly (readonly [Ask, readonly number[]])[] {
  const direction = rule.direction === 'egress' ? 'ingress' : 'egress'
  const own = bitsOf(subjects)
  if (ports.named.length === 0) return [[{ direction, own, ports: ports.possible }, others]]
  const at = (destination: number) => resolvePorts(ports, memberAt(prepared, destination)).possible
  return direction === 'ingress'
    ? others.map((other) => [{ direction, own, ports: at(other) }, [other]])
    : subjects.map((subject) => [{ direction, own: toBits([subject]), ports: at(subject) }, others])
}

/** Whether some of the own places may pass at an end, by its row. */
function createMayPass(prepared: Prepared): (ask: Ask) => (place: number) => boolean {
  const { sets, atoms, endRow } = prepared.rows()
  const families = [...sets.keys()]
  const maskOf = remember((ports: PortsByProtocol) => atoms.maskOf(ports))
  /** Who may pass on some port: where none of those asked for does, no class of ports has to be looked at. */
  const reachOf = remember(({ passing }: EndRow) => unionAllBits(passing.map(({ possible }) => possible)))
  return ({ direction, own, ports }) => {
    const mask = maskOf(ports)
    const letsPass = (row: EndRow, judged: BitSet) =>
      intersectsBits(reachOf(row), judged) &&
      row.passing.some(
        ({ possible }, index) =>
          intersectsBits(row.classes[index]?.mask ?? mask, mask) && intersectsBits(possible, judged),
      )
    return (place) => {
      const member = memberAt(prepared, place)
      if (hasBit(own, place) && isSinglePod(member)) return true
      return families.some((family) => {
        const judged = families.length === 1 ? own : judgedAmong(prepared, own, member, family)
        return letsPass(endRow(family, direction, place), judged)
      })
    }
  }
}

/** Those places that a member can speak with in an address family. */
function judgedAmong(prepared: Prepared, places: BitSet, member: Member, family: Family): BitSet {
  return toBits(listBits(places).filter((one) => judgedFamilies(memberAt(prepared, one), member).includes(family)))
}
