import { supportOf } from '../model/cni-profiles.ts'
import { DIRECTIONS, type Direction } from '../model/policy.ts'
import type { Family } from '../net/address.ts'
import type { BitSet } from '../net/bit-set.ts'
import { createDivider, findDoubts } from './basis.ts'
import { createClauses, createPortsTable } from './clauses.ts'
import type { Passing } from './decide.ts'
import type { EndRow } from './end-rows.ts'
import { createFamilyRows } from './family-rows.ts'
import { mergeFamilyRows } from './merge-families.ts'
import { createPlaceSets, type PlaceSets } from './place-sets.ts'
import { createPortAtoms, type PortAtoms } from './port-atoms.ts'
import type { Profile } from './profile.ts'
import type { Stage } from './stage.ts'
import type { TierPolicy } from './tiers.ts'

/** What passes on one class of ports from one place, or to one: the places at the other end. */
export interface FlowCell extends Passing {
  readonly ports: BitSet
}

/** All pairs, one place at a time. */
export interface FlowRows {
  readonly atoms: PortAtoms
  /** Who peers are, by the families in which ends can differ. */
  readonly sets: ReadonlyMap<Family, PlaceSets>
  /** What may pass from a place to the others; classes of ports on which nothing may are left out. */
  readonly rowFrom: (from: number) => readonly FlowCell[]
  /** What may pass to a place from the others. */
  readonly columnTo: (to: number) => readonly FlowCell[]
  /** What the end at a place lets pass, by its whole profile or by another. */
  readonly endRow: (family: Family, direction: Direction, place: number, profile?: Profile<TierPolicy>) => EndRow
}

export function createFlowRows(stage: Stage): FlowRows {
  const table = createPortsTable()
  const families = familiesThatMatter(stage).map((family) => {
    const sets = createPlaceSets(stage, family)
    const ingress = createClauses('ingress', sets, table)
    const egress = createClauses('egress', sets, table)
    return { family, sets, clauses: { ingress, egress } }
  })
  // All ports must be known before they are cut into atoms.
  for (const { clauses } of families)
    compileAll(stage, (policy) => DIRECTIONS.map((direction) => clauses[direction](policy)))
  const atoms = createPortAtoms(table.list)
  const rows = families.map(({ family, sets, clauses }) => {
    const doubts = findDoubts(stage, family, atoms)
    const shared = { stage, sets, table, atoms, doubts, divide: createDivider(atoms, table, doubts.mask) }
    const basisOf = (direction: Direction) => ({ ...shared, direction, clausesOf: clauses[direction] })
    return { family, ...createFamilyRows({ ingress: basisOf('ingress'), egress: basisOf('egress') }) }
  })
  const [first] = rows
  if (!first) throw new Error('some family always matters')
  const cellsOf = (place: number, direction: Direction) => {
    if (rows.length === 1) return first.meet(place, direction)
    const byFamily = new Map(rows.map(({ family, meet }) => [family, meet(place, direction)]))
    return mergeFamilyRows(stage, atoms, place, byFamily)
  }
  return {
    atoms,
    sets: new Map(families.map(({ family, sets }) => [family, sets])),
    rowFrom: (from) => cellsOf(from, 'egress'),
    columnTo: (to) => cellsOf(to, 'ingress'),
    endRow: (family, direction, place, profile) =>
      (rows.find((one) => one.family === family) ?? first).endRow(direction, place, profile),
  }
}

function compileAll({ tiers }: Stage, compile: (policy: TierPolicy) => unknown): void {
  for (const { policies } of tiers) for (const policy of policies) compile(policy)
}

/** Where neither blocks nor the plugin tell families apart they cannot disagree, and one stands for all. */
function familiesThatMatter({ tiers, members, listed, settings }: Stage): readonly Family[] {
  const isTrusted = supportOf(settings.cni, 'IPv6') === 'yes'
  const isBlockless = ({ rules }: TierPolicy) =>
    DIRECTIONS.every((direction) => rules[direction].every(({ blocks }) => blocks === undefined))
  if (isTrusted && tiers.every(({ policies }) => policies.every(isBlockless))) return [4]
  const seen = isTrusted ? members.slice(0, listed) : members
  const used = new Set(seen.flatMap(({ location }) => [...location.possible.keys()]))
  const families = ([4, 6] as const).filter((family) => used.has(family))
  return families.length > 0 ? families : [4]
}
