import { matchSelector } from '../model/matching.ts'
import type { LabelSelector, Labels, Requirement } from '../model/selector.ts'
import { flat } from './flat.ts'
import { isNobody, type Membership, NO_MEMBERS, toMembership } from './membership.ts'
import { remember } from './remember.ts'
import { createSelectorMemory, type SelectorMemory } from './selector-memory.ts'

/** What selectors look at. */
export interface Labelled {
  readonly namespace: string
  readonly namespaceLabels: Labels
  readonly labels: Labels
  /** Present with values nobody knows (END-2c). */
  readonly unknownLabels: ReadonlySet<string>
}

/** Finds the items that match selectors without looking at every item; answers are remembered. */
export interface LabelIndex {
  /** The items of one namespace that match; no selector matches all of them (SEL-1). */
  readonly inNamespace: (namespace: string, podSelector: LabelSelector | undefined) => Membership
  /** The items that match in every namespace that matches (PEE-2, PEE-3). */
  readonly inNamespaces: (namespaceSelector: LabelSelector, podSelector: LabelSelector | undefined) => Membership
}

/** The items of one namespace, with the places of their label values. */
interface Space {
  readonly labels: Labels
  readonly members: number[]
  readonly byKey: Map<string, LabelValues>
  /** What was found here, by whichever way somebody came. */
  readonly scope: Scope
}

/** The items of a space that have one label, by its values. */
interface LabelValues {
  readonly byValue: Map<string, Holders>
  /** By a value nobody knows (END-2c). */
  readonly unknown: number[]
}

/** The items with one value of a label. */
interface Holders {
  readonly places: number[]
  /** Them alone, once somebody has asked for them. */
  found: Membership | undefined
}

/** Some namespaces, and what was found in them. */
type Scope = SelectorMemory<Membership>

const NOWHERE: Scope = { recall: () => NO_MEMBERS }

/** `items` may be undefined where nothing can be selected. */
export function createLabelIndex(items: readonly (Labelled | undefined)[]): LabelIndex {
  const byName = groupBySpace(items)
  const spaces = flat(byName.values())
  const scopeOf = (within: readonly Space[]): Scope => {
    const [only] = within
    if (!only) return NOWHERE
    return within.length === 1 ? only.scope : createSelectorMemory((selector) => findInSpaces(items, within, selector))
  }
  const scopeIn = remember((namespace: string) => scopeOf(byName.get(namespace) ?? []))
  const matching = createSelectorMemory((selector) =>
    scopeOf(spaces.filter(({ labels }) => !selector || matchSelector(selector, labels) === 'yes')),
  )
  return {
    inNamespace: (namespace, podSelector) => scopeIn(namespace).recall(podSelector),
    inNamespaces: (namespaceSelector, podSelector) => {
      const scope = matching.recall(namespaceSelector)
      return scope === NOWHERE ? NO_MEMBERS : scope.recall(podSelector)
    },
  }
}

/**
 * Finds among two lists of items of which the second goes on where the first ends. Where nothing of the second matches,
 * the answer is the very object that the first index gives.
 */
export function joinIndexes(first: LabelIndex, second: LabelIndex): LabelIndex {
  const joined = new WeakMap<Membership, WeakMap<Membership, Membership>>()
  const join = (one: Membership, other: Membership): Membership => {
    if (isNobody(other)) return one
    if (isNobody(one)) return other
    const known = joined.get(one) ?? new WeakMap<Membership, Membership>()
    joined.set(one, known)
    const both = known.get(other) ?? toMembership([...one.yes, ...other.yes], [...one.maybe, ...other.maybe])
    known.set(other, both)
    return both
  }
  return {
    inNamespace: (namespace, podSelector) =>
      join(first.inNamespace(namespace, podSelector), second.inNamespace(namespace, podSelector)),
    inNamespaces: (namespaceSelector, podSelector) =>
      join(first.inNamespaces(namespaceSelector, podSelector), second.inNamespaces(namespaceSelector, podSelector)),
  }
}

function findInSpaces(
  items: readonly (Labelled | undefined)[],
  spaces: readonly Space[],
  selector: LabelSelector | undefined,
): Membership {
  const yes: (readonly number[])[] = []
  const maybe: (readonly number[])[] = []
  for (const space of spaces) findInSpace(items, space, selector, yes, maybe)
  return yes.length + maybe.length === 0 ? NO_MEMBERS : toMembership(joinLists(yes), joinLists(maybe))
}

/** Ascending lists that have nothing in common as one. */
function joinLists(lists: readonly (readonly number[])[]): readonly number[] {
  const [only] = lists
  return lists.length < 2 ? (only ?? NOBODY) : ascending(flat(lists))
}

/** Mostly they are in order already. */
function ascending(members: number[]): readonly number[] {
  for (let index = 1; index < members.length; index += 1)
    if ((members[index - 1] as number) > (members[index] as number)) return members.sort((a, b) => a - b)
  return members
}

function groupBySpace(items: readonly (Labelled | undefined)[]): ReadonlyMap<string, readonly Space[]> {
  const spaces = new Map<string, Space[]>()
  for (const [index, item] of items.entries()) {
    if (!item) continue
    const namesakes = spaces.get(item.namespace) ?? []
    spaces.set(item.namespace, namesakes)
    const space = namesakes.find(({ labels }) => labels === item.namespaceLabels)
    if (space) space.members.push(index)
    else namesakes.push(startSpace(items, item.namespaceLabels, index))
  }
  return spaces
}

function startSpace(items: readonly (Labelled | undefined)[], labels: Labels, first: number): Space {
  const others = createSelectorMemory((selector) => findInSpaces(items, [space], selector))
  const recall = (selector: LabelSelector | undefined): Membership => {
    const holders = findHolders(items, space, selector)
    if (!holders) return others.recall(selector)
    holders.found ??= toMembership(holders.places, NOBODY)
    return holders.found
  }
  const space: Space = { labels, members: [first], byKey: new Map(), scope: { recall } }
  return space
}

/**
 * Who matches a selector that asks for one value of one label, as most do: such a value needs no memory of selectors.
 * Undefined for other selectors, and where nobody has the value or somebody only may have it.
 */
function findHolders(
  items: readonly (Labelled | undefined)[],
  space: Space,
  selector: LabelSelector | undefined,
): Holders | undefined {
  if (selector?.requirements.length !== 1) return undefined
  const { key, operator, values } = selector.requirements[0] as Requirement
  if (operator !== 'In' || values.length !== 1) return undefined
  const { byValue, unknown } = valuesIn(items, space, key)
  return unknown.length > 0 ? undefined : byValue.get(values[0] as string)
}

/** Adds lists of those in a space that match. */
function findInSpace(
  items: readonly (Labelled | undefined)[],
  space: Space,
  selector: LabelSelector | undefined,
  yes: (readonly number[])[],
  maybe: (readonly number[])[],
): void {
  const requirements = selector?.requirements ?? NO_REQUIREMENTS
  const first = requirements[0]
  if (!selector || !first) yes.push(space.members)
  else if (first.operator === 'In' && requirements.length === 1) findValues(items, space, first, yes, maybe)
  else {
    const [found, open] = matchEach(items, candidates(items, space, selector), selector)
    if (found.length > 0) yes.push(found)
    if (open.length > 0) maybe.push(open)
  }
}

const NO_REQUIREMENTS: readonly Requirement[] = []

/** Those that match, and those that may. */
function matchEach(items: readonly (Labelled | undefined)[], places: readonly number[], selector: LabelSelector) {
  const yes: number[] = []
  const maybe: number[] = []
  for (const index of places) {
    const item = items[index] as Labelled
    const match = matchSelector(selector, item.labels, item.unknownLabels)
    if (match === 'yes') yes.push(index)
    else if (match === 'unknown') maybe.push(index)
  }
  return [yes, maybe] as const
}

/** Whose label has one of the values, and whose may. */
function findValues(
  items: readonly (Labelled | undefined)[],
  space: Space,
  { key, values }: Requirement,
  yes: (readonly number[])[],
  maybe: (readonly number[])[],
): void {
  const { byValue, unknown } = valuesIn(items, space, key)
  for (const value of values.length === 1 ? values : new Set(values)) {
    const holders = byValue.get(value)
    if (holders) yes.push(holders.places)
  }
  if (unknown.length > 0) maybe.push(unknown)
}

/** Items that could match: by the values of the first `In` requirement, else all. */
function candidates(
  items: readonly (Labelled | undefined)[],
  space: Space,
  selector: LabelSelector,
): readonly number[] {
  const narrowing = selector.requirements.find(({ operator }) => operator === 'In')
  if (!narrowing) return space.members
  const { byValue, unknown } = valuesIn(items, space, narrowing.key)
  const values = [...new Set(narrowing.values)]
  const lists = [...values.map((value) => byValue.get(value)?.places ?? NOBODY), unknown]
  return ascending(flat(lists))
}

const NOBODY: readonly number[] = []

function valuesIn(items: readonly (Labelled | undefined)[], space: Space, key: string): LabelValues {
  return space.byKey.get(key) ?? indexKey(items, space, key)
}

function indexKey(items: readonly (Labelled | undefined)[], space: Space, key: string): LabelValues {
  const byValue = new Map<string, Holders>()
  const unknown: number[] = []
  for (const index of space.members) {
    const item = items[index] as Labelled
    const value = item.labels.get(key)
    const holders = value === undefined ? undefined : byValue.get(value)
    if (holders) holders.places.push(index)
    else if (value !== undefined) byValue.set(value, { places: [index], found: undefined })
    else if (item.unknownLabels.has(key)) unknown.push(index)
  }
  const values = { byValue, unknown }
  space.byKey.set(key, values)
  return values
}
