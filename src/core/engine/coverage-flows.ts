import type { Direction } from '../model/policy.ts'
import type { Flow } from '../model/verdict.ts'
import type { Family } from '../net/address.ts'
import { type BitSet, countBits, listBits, unionAllBits } from '../net/bit-set.ts'
import type { Audience } from './coverage-audiences.ts'
import { compareCells, type Loss, type PassingCell, placesOf, showLosses, toCells } from './coverage-loss.ts'
import type { Scope } from './coverage-scope.ts'
import { toCell } from './flow-cell.ts'
import { memberAt } from './judge.ts'
import { mergeFamilyRows } from './merge-families.ts'
import type { Prepared } from './prepare.ts'
import type { Profile } from './profile.ts'
import { createSpread } from './spread-row.ts'
import type { TierPolicy } from './tiers.ts'

/**
 * Flows that something alone lets pass: `allowed` on ports where they would not be allowed without it (but denied, or
 * open to doubt), `depends` where they may pass and would be denied. Found when they are asked for.
 */
export interface LoneFlows {
  /** How many pairs of endpoints. */
  readonly count: () => number
  /** Subject by subject. */
  readonly each: () => Iterable<Flow>
}

/** What is lost when some audiences have other policies. */
export interface Change {
  readonly audiences: readonly Audience[]
  readonly instead: (profile: Audience['profile']) => Profile<TierPolicy>
}

/** What a change takes from the subjects' own ends, whatever the other ends say and whatever the plugin supports. */
export function lostAtEnds(prepared: Prepared, scope: Scope, change: Change): LoneFlows {
  return toFlows(prepared, scope, change, ({ direction, profile }, place) =>
    compareCells(
      ownCells(prepared, direction, place, profile),
      ownCells(prepared, direction, place, change.instead(profile)),
    ),
  )
}

/** What a change takes from the flows that pass both ends. */
export function lostFlows(prepared: Prepared, scope: Scope, change: Change): LoneFlows {
  const { rowFrom, columnTo } = prepared.rows()
  const cellsOf = (direction: Direction, place: number, profile: Profile<TierPolicy>) =>
    direction === 'egress' ? rowFrom(place, { profile }) : columnTo(place, { profile })
  return toFlows(prepared, scope, change, ({ direction, profile }, place) =>
    compareCells(cellsOf(direction, place, profile), cellsOf(direction, place, change.instead(profile))),
  )
}

function ownCells(
  prepared: Prepared,
  direction: Direction,
  place: number,
  profile: Profile<TierPolicy>,
): readonly PassingCell[] {
  const { sets, endRow, atoms } = prepared.rows()
  const cellsIn = (family: Family) => toCells(endRow(family, direction, place, profile))
  const [only, ...others] = sets.keys()
  if (only !== undefined && others.length === 0) return cellsIn(only)
  const byFamily = [...sets.keys()].map(
    (family) => [family, cellsIn(family).map((cell) => toCell(cell.ports, cell))] as const,
  )
  return mergeFamilyRows(prepared, atoms, place, new Map(byFamily))
}

function toFlows(
  prepared: Prepared,
  scope: Scope,
  { audiences }: Change,
  lossesAt: (audience: Audience, place: number) => readonly Loss[],
): LoneFlows {
  return {
    count: () => {
      let count = 0
      for (const { audience, place } of eachSubject(audiences))
        count += countBits(endsOf(scope, place, lossesAt(audience, place)))
      return count
    },
    *each() {
      for (const { audience, place } of eachSubject(audiences))
        yield* spreadLosses(prepared, scope, audience.direction, place, lossesAt(audience, place))
    },
  }
}

function* eachSubject(audiences: readonly Audience[]) {
  for (const audience of audiences) for (const place of audience.places) yield { audience, place }
}

function endsOf(scope: Scope, subject: number, losses: readonly Loss[]): BitSet {
  return scope.seenFrom(subject, unionAllBits(losses.map(placesOf)))
}

function* spreadLosses(
  prepared: Prepared,
  scope: Scope,
  direction: Direction,
  subject: number,
  losses: readonly Loss[],
): Iterable<Flow> {
  const ends = listBits(endsOf(scope, subject, losses))
  if (ends.length === 0) return
  const idOf = (place: number) => memberAt(prepared, place).endpoint.id
  const portsAt = createSpread(prepared.rows().atoms, prepared.members.length)(showLosses(losses))
  for (const end of ends) {
    const [from, to] = direction === 'egress' ? [subject, end] : [end, subject]
    const ports = portsAt(end)
    if (ports) yield { from: idOf(from), to: idOf(to), allowed: ports.allowed, depends: ports.depends }
  }
}
