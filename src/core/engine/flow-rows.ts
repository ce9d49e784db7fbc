import { supportOf } from '../model/cni-profiles.ts'
import { DIRECTIONS, type Direction } from '../model/policy.ts'
import type { Family } from '../net/address.ts'
import { type Basis, createDivider, type Divider, findDoubts } from './basis.ts'
import {
  type ClauseBook,
  type ClausesOf,
  compileClauses,
  createClauseBook,
  createPortsTable,
  type PortsTable,
} from './clauses.ts'
import type { EndRow } from './end-rows.ts'
import { type FacingGroups, findFacingGroups } from './facing-groups.ts'
import { createFamilyRows, type MeetOptions } from './family-rows.ts'
import { flat } from './flat.ts'
import type { FlowCell } from './flow-cell.ts'
import { mergeFamilyRows } from './merge-families.ts'
import { createPlaceSets, type PlaceSets } from './place-sets.ts'
import { createPortAtoms, type PortAtoms } from './port-atoms.ts'
import type { Profile } from './profile.ts'
import type { Stage } from './stage.ts'
import type { TierPolicy } from './tiers.ts'

/** All pairs, one place at a time. */
export interface FlowRows {
  readonly atoms: PortAtoms
  /** Who peers are, by the families in which ends can differ. */
  readonly sets: ReadonlyMap<Family, PlaceSets>
  /** What may pass from a place to the others; classes of ports on which nothing may are left out. */
  readonly rowFrom: (from: number, options?: MeetOptions) => readonly FlowCell[]
  /** What may pass to a place from the others. */
  readonly columnTo: (to: number, options?: MeetOptions) => readonly FlowCell[]
  /** What the end at a place lets pass, by its whole profile or by another. */
  readonly endRow: (family: Family, direction: Direction, place: number, profile?: Profile<TierPolicy>) => EndRow
  readonly workshop: Workshop
}

/** What rows are made with, and can be made with again while nothing but policies changes. */
interface Workshop {
  readonly stage: Stage
  readonly table: PortsTable
  /** How many ports the table had when it was new. */
  readonly startingPorts: number
  /** How many it had when these atoms were cut: rows that came of the same ones since may have added some. */
  readonly portsInAtoms: number
  readonly atoms: PortAtoms
  readonly benches: readonly Bench[]
  readonly dividers: readonly Divider[]
}

/** The tools of one family. */
interface Bench {
  readonly family: Family
  readonly sets: PlaceSets
  readonly book: ClauseBook
  readonly clauses: Readonly<Record<Direction, ClausesOf>>
  readonly facing: Readonly<Record<Direction, FacingGroups>>
}

/** With `previous`, what was made for the same places is used again; `setsOf` has the places of the stage. */
export function createFlowRows(stage: Stage, previous?: FlowRows, setsOf?: SetsOf): FlowRows {
  return openRows(setUpWorkshop(stage, previous, setsOf))
}

/** Apart from the rows, whose functions would hold on to what they see here: all rows that ever were. */
function setUpWorkshop(stage: Stage, previous: FlowRows | undefined, setsOf: SetsOf | undefined): Workshop {
  const families = familiesThatMatter(stage)
  const kept = previous && isReusable(previous.workshop, stage, families) ? previous.workshop : undefined
  const table = kept?.table ?? createPortsTable()
  // All ports must be known before they are cut into atoms.
  const benches = families.map((family, index) => setUp(stage, family, table, kept?.benches[index], setsOf))
  const atoms = kept?.portsInAtoms === table.list.length ? kept.atoms : createPortAtoms(table.list)
  const dividers =
    kept?.atoms === atoms
      ? kept.dividers
      : benches.map(({ family }) => createDivider(atoms, table, findDoubts(stage, family, atoms).mask))
  const startingPorts = kept?.startingPorts ?? table.list.length
  return { stage, table, startingPorts, portsInAtoms: table.list.length, atoms, benches, dividers }
}

function openRows(workshop: Workshop): FlowRows {
  const { stage, atoms, benches, dividers } = workshop
  const rows = new Map(
    benches.map((bench, index) => [
      bench.family,
      createFamilyRows(basesOf(bench, workshop, dividers[index] as Divider)),
    ]),
  )
  const [first] = rows.values()
  if (!first) throw new Error('some family always matters')
  const cellsOf = (place: number, direction: Direction, options?: MeetOptions) => {
    if (rows.size === 1) return first.meet(place, direction, options)
    const byFamily = new Map([...rows].map(([family, { meet }]) => [family, meet(place, direction, options)]))
    return mergeFamilyRows(stage, atoms, place, byFamily)
  }
  return {
    atoms,
    sets: new Map(benches.map(({ family, sets }) => [family, sets])),
    rowFrom: (from, options) => cellsOf(from, 'egress', options),
    columnTo: (to, options) => cellsOf(to, 'ingress', options),
    endRow: (family, direction, place, profile) => (rows.get(family) ?? first).endRow(direction, place, profile),
    workshop,
  }
}

type SetsOf = (family: Family) => PlaceSets

function setUp(
  stage: Stage,
  family: Family,
  table: PortsTable,
  kept: Bench | undefined,
  setsOf: SetsOf | undefined,
): Bench {
  const sets = kept?.sets ?? setsOf?.(family) ?? createPlaceSets(stage, family)
  const book = kept?.book ?? createClauseBook(sets, table)
  const policies = flat(stage.tiers.map((tier) => tier.policies))
  const compile = (direction: Direction) => compileClauses(policies, direction, book, kept?.clauses[direction])
  const clauses = { ingress: compile('ingress'), egress: compile('egress') }
  const face = (direction: Direction) =>
    findFacingGroups({ stage, direction, table, clausesOf: clauses[direction] }, kept?.facing[direction])
  return { family, sets, book, clauses, facing: { ingress: face('ingress'), egress: face('egress') } }
}

function basesOf(
  { family, sets, clauses, facing }: Bench,
  { stage, table, atoms }: Workshop,
  divide: Divider,
): Readonly<Record<Direction, Basis>> {
  const anyone = { certain: sets.everyone, possible: sets.everyone }
  const shared = { stage, sets, anyone, table, atoms, divide, doubts: findDoubts(stage, family, atoms) }
  const basisOf = (direction: Direction) => ({
    ...shared,
    direction,
    clausesOf: clauses[direction],
    facing: facing[direction],
  })
  return { ingress: basisOf('ingress'), egress: basisOf('egress') }
}

/** The same places in the same families under the same plugin; and not too many ports that nobody uses any more. */
function isReusable(
  { stage, benches, table, startingPorts }: Workshop,
  next: Stage,
  families: readonly Family[],
): boolean {
  return (
    stage.members === next.members &&
    stage.settings.cni === next.settings.cni &&
    benches.map(({ family }) => family).join() === families.join() &&
    table.list.length < 2 * startingPorts + 64
  )
}

/** Where neither blocks nor the plugin tell families apart they cannot disagree, and one stands for all. */
export function familiesThatMatter({ tiers, members, listed, settings }: Stage): readonly Family[] {
  const isTrusted = supportOf(settings.cni, 'IPv6') === 'yes'
  const isBlockless = ({ rules }: TierPolicy) =>
    DIRECTIONS.every((direction) => rules[direction].every(({ blocks }) => blocks === undefined))
  if (isTrusted && tiers.every(({ policies }) => policies.every(isBlockless))) return [4]
  const seen = isTrusted ? members.slice(0, listed) : members
  const families = ([4, 6] as const).filter((family) => seen.some(({ location }) => location.possible.has(family)))
  return families.length > 0 ? families : [4]
}
