import type { Prepared } from '../engine/prepare.ts'
import type { Work } from '../model/work.ts'
import type { Bundle, Bundling } from './bundle.ts'
import { bundlingRule } from './bundle-rules.ts'
import { countingRule, createMembersIn, type TakeShare, takeAll } from './count-flows.ts'
import { createKnownCounts, type Drawn } from './known-counts.ts'
import { GROUP_PREFIX } from './peer-nodes.ts'
import type { RuleTable } from './policy-tables.ts'
import { frameId } from './workload-leaves.ts'

/** Above so many cards the edges are counted between frames instead of bundled exactly. */
const MOST_EXACT_CARDS = 600

/** Whether the edges of a picture are counted between what is drawn instead of bundled exactly. */
export function isCounted({ leaves }: Bundling): boolean {
  return leaves.all.length > MOST_EXACT_CARDS
}

/** Undefined when it was done at once. */
type CollectRule = (rule: RuleTable) => Work<void> | undefined

/** Rules between two steps, unless one takes longer. */
const STRIDE = 32

/** The flows of a picture, and how they are drawn. */
export interface Collecting {
  readonly bundling: Bundling
  readonly folded: ReadonlySet<string>
  readonly joinsBlocks: boolean
  /** What was drawn before. */
  readonly before?: Prepared | undefined
}

/** Hands on the bundles of all rules, with their ends lifted to the frames that are folded; rule by rule. */
export function* collectingBundles({ bundling, folded }: Collecting, add: (bundle: Bundle) => void): Work<void> {
  yield* eachRule(bundling, 1, bundlingRules(bundling, folded, add))
}

/**
 * The same of a picture that is counted: what was counted for the revision before and still holds is not counted again.
 * Returns what hands all of it on once more.
 */
export function* collectingShares(
  { bundling, folded, joinsBlocks, before }: Collecting,
  take: TakeShare,
): Work<(take: TakeShare) => void> {
  const nodes = drawnNodes(bundling, folded)
  const known = createKnownCounts(bundling.admissions, { nodes, joinsBlocks }, before)
  const counting = { bundling, nodes, known, membersIn: createMembersIn() }
  yield* eachRule(bundling, STRIDE, (rule) => countingRule(counting, rule, take))
  return (again) => {
    for (const [rule, counted] of known.kept()) takeAll(counted, rule, again)
  }
}

/** The card or folded frame that endpoints are drawn as. */
function drawnNodes({ leaves }: Bundling, folded: ReadonlySet<string>): Drawn['nodes'] {
  return leaves.at.map((leaf) => leaf && (folded.has(leaf.namespace) ? frameId(leaf.namespace) : leaf.id))
}

function* eachRule({ admissions: { rules } }: Bundling, stride: number, collectRule: CollectRule): Work<void> {
  for (const [index, rule] of rules.entries()) {
    if (index % stride === 0) yield { doing: 'drawing', done: index / rules.length }
    const work = collectRule(rule)
    if (work) yield* work
  }
}

function bundlingRules(bundling: Bundling, folded: ReadonlySet<string>, add: (bundle: Bundle) => void): CollectRule {
  const frames = new Set([...folded].map(frameId))
  const lift = lifting(bundling, folded)
  return function* (rule) {
    for (const bundle of yield* bundlingRule(bundling, rule)) {
      const [from, to] = [lift(bundle.from), lift(bundle.to)]
      const isInsideFrame = from === to && (bundle.from !== bundle.to || frames.has(from))
      if (!isInsideFrame) add(lifted(bundle, from, to, frames))
    }
  }
}

/** An edge of a folded frame stands for whatever passes at the cards in it, and excepts none of them. */
function lifted(bundle: Bundle, from: string, to: string, frames: ReadonlySet<string>): Bundle {
  const { except, ...rest } = bundle
  const far = bundle.rule.direction === 'ingress' ? from : to
  return { ...rest, from, to, ...(except && !frames.has(far) ? { except } : {}) }
}

/** The node that is drawn for an end: itself, or the folded frame it is in. */
function lifting({ leaves, nodes }: Bundling, folded: ReadonlySet<string>): (id: string) => string {
  if (folded.size === 0) return (id) => id
  const frames = new Map(
    leaves.all.filter(({ namespace }) => folded.has(namespace)).map(({ id, namespace }) => [id, frameId(namespace)]),
  )
  const drawn = new Set([...folded].map(frameId))
  return (id) => {
    const group = id.startsWith(GROUP_PREFIX) ? nodes.find(id) : undefined
    const parent = group?.kind === 'group' ? group.parent : undefined
    return parent !== undefined && drawn.has(parent) ? parent : (frames.get(id) ?? id)
  }
}
