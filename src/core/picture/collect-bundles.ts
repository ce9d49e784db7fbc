import type { Prepared } from '../engine/prepare.ts'
import type { Work } from '../model/work.ts'
import type { Bundle, Bundling } from './bundle.ts'
import { bundlingRule } from './bundle-rules.ts'
import { countingRule, createMembersIn } from './count-flows.ts'
import { createKnownCounts } from './known-counts.ts'
import type { RuleTable } from './policy-tables.ts'
import { frameId } from './workload-leaves.ts'

/** Above so many cards the edges are counted between frames instead of bundled exactly. */
const MOST_EXACT_CARDS = 600

type CollectRule = (rule: RuleTable) => Work<void>

/**
 * Hands on the bundles of all rules, with their ends lifted to the frames that are folded; rule by rule. Of a large
 * picture, what was counted for `before` and still holds is not counted again.
 */
export function* collectingBundles(
  bundling: Bundling,
  folded: ReadonlySet<string>,
  add: (bundle: Bundle) => void,
  before?: Prepared,
): Work<void> {
  const { rules } = bundling.admissions
  const isLarge = bundling.leaves.all.length > MOST_EXACT_CARDS
  const collectRule = isLarge ? countingRules(bundling, folded, add, before) : bundlingRules(bundling, folded, add)
  for (const [index, rule] of rules.entries()) {
    yield { doing: 'drawing', done: index / rules.length }
    yield* collectRule(rule)
  }
}

/** Of each rule, what may pass between what is drawn; the same with `before` as without. */
export function countingRules(
  bundling: Bundling,
  folded: ReadonlySet<string>,
  add: (bundle: Bundle) => void,
  before: Prepared | undefined,
): CollectRule {
  const visible = bundling.leaves.at.map(
    (leaf) => leaf && (folded.has(leaf.namespace) ? frameId(leaf.namespace) : leaf.id),
  )
  const membersIn = createMembersIn()
  const known = createKnownCounts(bundling.admissions, visible, membersIn, before)
  const counting = { bundling, visible, known, membersIn }
  return (rule) => countingRule(counting, rule, add)
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
    const group = id.startsWith('group:') ? nodes.made().find((node) => node.id === id) : undefined
    const parent = group?.kind === 'group' ? group.parent : undefined
    return parent !== undefined && drawn.has(parent) ? parent : (frames.get(id) ?? id)
  }
}
