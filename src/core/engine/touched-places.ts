import { DIRECTIONS, type Direction } from '../model/policy.ts'
import { describeDirection } from './describe-policy.ts'
import type { Prepared } from './prepare.ts'
import { isSameMember } from './same-member.ts'
import type { CompiledPolicy } from './tiers.ts'

/** Places whose flows may have changed: as sources (`egress`) and as destinations (`ingress`). */
export type Touched = Readonly<Record<Direction, ReadonlySet<number>>>

/** The touched places of both sides, and where the others of `after` were in `before`. */
export interface Change {
  readonly before: Touched
  readonly after: Touched
  /** By place after; undefined for an endpoint that was not there. */
  readonly placeBefore: (place: number) => number | undefined
}

/**
 * Between two endpoints that no change touched everything stays: what each end lets pass depends on its own policies and
 * on what the other one is. Touched are the ends of policies that changed, and endpoints that are not what they were.
 */
export function findChange(before: Prepared, after: Prepared): Change {
  const isSameGround = before.members === after.members
  const placeBefore = isSameGround ? (place: number) => place : findPlaces(before, after)
  const touched = { before: openTouched(), after: openTouched() }
  if (!isSameGround) touchMembers(before, after, placeBefore, touched)
  const [gone, come] = findPolicies(before, after)
  for (const direction of DIRECTIONS) {
    touchSubjects(gone, come, direction, touched.before)
    touchSubjects(come, gone, direction, touched.after)
    carryOver(touched, direction, after, placeBefore)
  }
  return { ...touched, placeBefore }
}

type OpenTouched = Record<Direction, Set<number>>

function openTouched(): OpenTouched {
  return { ingress: new Set(), egress: new Set() }
}

function findPlaces(before: Prepared, after: Prepared): (place: number) => number | undefined {
  return (place) => before.ground.placeOf(after.members[place]?.endpoint.id ?? '')
}

/** Endpoints that came, went, are something else than before, or are shown where they were not. */
function touchMembers(
  before: Prepared,
  after: Prepared,
  placeBefore: (place: number) => number | undefined,
  touched: { readonly before: OpenTouched; readonly after: OpenTouched },
): void {
  const kept = new Set<number>()
  for (const [place, member] of after.members.entries()) {
    const earlier = placeBefore(place)
    const isShown = earlier !== undefined && earlier < before.listed === place < after.listed
    if (isShown && isSameMember(member, before.members[earlier])) kept.add(earlier)
    else for (const direction of DIRECTIONS) touched.after[direction].add(place)
  }
  for (const place of before.members.keys()) {
    if (!kept.has(place)) for (const direction of DIRECTIONS) touched.before[direction].add(place)
  }
}

/** The policies that are not the same objects on the other side. */
function findPolicies(
  before: Prepared,
  after: Prepared,
): readonly [readonly CompiledPolicy[], readonly CompiledPolicy[]] {
  const [earlier, later] = withoutSameEnds(before.ground.tier.policies, after.ground.tier.policies)
  return [earlier.filter(isMissingIn(later)), later.filter(isMissingIn(earlier))]
}

/** Two lists without the policies that both begin and end with: mostly one differs, of very many. */
function withoutSameEnds(
  a: readonly CompiledPolicy[],
  b: readonly CompiledPolicy[],
): readonly [readonly CompiledPolicy[], readonly CompiledPolicy[]] {
  const most = Math.min(a.length, b.length)
  let start = 0
  while (start < most && a[start]?.policy === b[start]?.policy) start += 1
  let end = 0
  while (end < most - start && a[a.length - 1 - end]?.policy === b[b.length - 1 - end]?.policy) end += 1
  return [a.slice(start, a.length - end), b.slice(start, b.length - end)]
}

function isMissingIn(policies: readonly CompiledPolicy[]): (one: CompiledPolicy) => boolean {
  const there = new Set(policies.map(({ policy }) => policy))
  return ({ policy }) => !there.has(policy)
}

/** Touches the ends of those policies that say in a direction what none of the `others` says. */
function touchSubjects(
  policies: readonly CompiledPolicy[],
  others: readonly CompiledPolicy[],
  direction: Direction,
  touched: OpenTouched,
): void {
  const said = new Set(others.map(({ policy }) => describeDirection(policy, direction)))
  for (const { policy, subjects, isolates, rules } of policies) {
    if (!isolates[direction] && rules[direction].length === 0) continue
    if (said.has(describeDirection(policy, direction))) continue
    for (const place of [...subjects.yes, ...subjects.maybe]) touched[direction].add(place)
  }
}

/** An end that is touched on one side is touched on the other. */
function carryOver(
  touched: { readonly before: OpenTouched; readonly after: OpenTouched },
  direction: Direction,
  after: Prepared,
  placeBefore: (place: number) => number | undefined,
): void {
  const [earlier, later] = [touched.before[direction], touched.after[direction]]
  for (const place of later) {
    const was = placeBefore(place)
    if (was !== undefined) earlier.add(was)
  }
  if (earlier.size === 0) return
  for (const place of after.members.keys()) {
    const was = placeBefore(place)
    if (was !== undefined && earlier.has(was)) later.add(place)
  }
}
