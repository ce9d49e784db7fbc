import { DIRECTIONS, type Direction } from '../model/policy.ts'
import { describePolicy } from './describe-policy.ts'
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
  touchSubjects(gone, touched.before)
  touchSubjects(come, touched.after)
  for (const direction of DIRECTIONS) carryOver(touched, direction, after, placeBefore)
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

/** The policies that are not, or not so, on the other side. */
function findPolicies(
  before: Prepared,
  after: Prepared,
): readonly [readonly CompiledPolicy[], readonly CompiledPolicy[]] {
  const [earlier, later] = [policiesOf(before), policiesOf(after)]
  const [gone, come] = [earlier.filter(isMissingIn(later)), later.filter(isMissingIn(earlier))]
  const meanings = (policies: readonly CompiledPolicy[]) =>
    new Set(policies.map(({ policy }) => describePolicy(policy)))
  const [was, is] = [meanings(gone), meanings(come)]
  return [
    gone.filter(({ policy }) => !is.has(describePolicy(policy))),
    come.filter(({ policy }) => !was.has(describePolicy(policy))),
  ]
}

function policiesOf({ tiers }: Prepared): readonly CompiledPolicy[] {
  return tiers.flatMap(({ policies }) => policies)
}

function isMissingIn(policies: readonly CompiledPolicy[]): (one: CompiledPolicy) => boolean {
  const there = new Set(policies.map(({ policy }) => policy))
  return ({ policy }) => !there.has(policy)
}

function touchSubjects(policies: readonly CompiledPolicy[], touched: OpenTouched): void {
  for (const { subjects, isolates, rules } of policies) {
    for (const direction of DIRECTIONS) {
      if (!isolates[direction] && rules[direction].length === 0) continue
      for (const place of [...subjects.yes, ...subjects.maybe]) touched[direction].add(place)
    }
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
