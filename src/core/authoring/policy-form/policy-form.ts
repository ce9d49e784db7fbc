import { assertNever } from '../../model/assert-never.ts'
import type { ResourcePath } from '../../model/path.ts'
import { type Draft, startDraft } from '../draft.ts'
import type { Obstacle } from '../plan.ts'
import { findStanding, isBroken, isNetworkPolicy, type PlanContext, type Standing } from '../plan-context.ts'
import type { PlannedChange } from '../planned-change.ts'
import { brokenFile, refuseChange } from '../write-policies.ts'
import { selectorsOf } from '../written-selectors.ts'
import { readAfter } from './policy-form-after.ts'
import type { EditPolicyIntention, PolicyChange } from './policy-form-change.ts'
import { editHead } from './policy-form-head.ts'
import { noteDifferences } from './policy-form-notes.ts'
import { editPeers } from './policy-form-peers.ts'
import type { OpenPolicy } from './policy-form-place.ts'
import { editPorts } from './policy-form-ports.ts'
import { editRules } from './policy-form-rules.ts'
import { editSelector } from './policy-form-selectors.ts'
import type { FormEdit } from './policy-form-steps.ts'

/**
 * Plans one change of a policy's form: the smallest edits of its text, in the author's style. Refused where the API server
 * would refuse the result (V13), where other places share the text, and for policies that are not valid now. Nothing is
 * widened but by name: what the last peer, port or rule leaves behind keeps the others out (RUL-1, RUL-2, ISO-2).
 */
export function planEditPolicy(context: PlanContext, { policy: path, change }: EditPolicyIntention): PlannedChange {
  const opened = openPolicy(context, path)
  if (opened.kind === 'refused') return refuseChange('Edit a policy', [opened.obstacle])
  const { open, standing } = opened
  const edit = editPolicy(open, change)
  if (edit.obstacles) return refuseChange(edit.title, edit.obstacles)
  const draft = edit.steps.reduce<Draft | undefined>((current, step) => current && step(current), startDraft(context))
  if (!draft) return refuseChange(edit.title, [SHARED])
  return draft.edits.length === 0 ? refuseChange(edit.title, [NOTHING]) : finish(open, edit, draft, standing)
}

const SHARED: Obstacle = {
  code: 'not-expressible',
  words: 'other places share this text (an anchor, an alias or a merge): change it in the YAML',
}

const NOTHING: Obstacle = { code: 'nothing-to-do', words: 'this is what the policy says already' }

type Opened =
  | { readonly kind: 'open'; readonly open: OpenPolicy; readonly standing: Standing }
  | { readonly kind: 'refused'; readonly obstacle: Obstacle }

function openPolicy(context: PlanContext, path: ResourcePath): Opened {
  const standing = findStanding(context.reading, path)
  if (!standing || standing.resource.path !== path || !isNetworkPolicy(standing.resource))
    return {
      kind: 'refused',
      obstacle: { code: 'endpoint-gone', words: 'this policy is not in the document any more' },
    }
  const { file, resource } = standing
  if (isBroken(file)) return { kind: 'refused', obstacle: brokenFile(file.name) }
  const { policy, value, stale } = resource
  if (!policy || stale || policy.stale) {
    const words = 'the policy is not valid now: mend its text first'
    return { kind: 'refused', obstacle: { code: 'document-broken', words } }
  }
  return { kind: 'open', open: { context, policy, value }, standing }
}

function editPolicy(open: OpenPolicy, change: PolicyChange): FormEdit {
  switch (change.kind) {
    case 'rename':
    case 'move':
    case 'describe':
    case 'set-policy-types':
      return editHead(open, change)
    case 'add-rule':
    case 'remove-rule':
    case 'duplicate-rule':
      return editRules(open, change)
    case 'add-peer':
    case 'remove-peer':
    case 'allow-anyone':
    case 'set-cidr':
    case 'add-except':
    case 'set-except':
    case 'remove-except':
      return editPeers(open, change)
    case 'add-port':
    case 'set-port':
    case 'remove-port':
    case 'allow-every-port':
      return editPorts(open, change)
    case 'set-selector':
    case 'set-label':
    case 'rename-label':
    case 'remove-label':
    case 'add-expression':
    case 'set-expression':
    case 'remove-expression':
    case 'label-to-expression':
    case 'expression-to-label':
      return editSelector(open, change)
    default:
      return assertNever(change)
  }
}

/** Reads the text as it would be, and lets it through when the policy is still one. */
function finish({ context, policy }: OpenPolicy, edit: FormEdit, draft: Draft, standing: Standing): PlannedChange {
  const { title, notes = [] } = edit
  const after = readAfter(draft, standing)
  if (after.kind === 'invalid') return refuseChange(title, after.problems.map(toObstacle))
  const planned = after.policy
  const before = new Set(selectorsOf(context.prepared, [policy]).map(({ words }) => words))
  const selectors = selectorsOf(context.prepared, [planned]).filter(({ words }) => !before.has(words))
  const unmatched = selectors
    .filter(({ matches }) => matches.length === 0)
    .map(({ words }) => `${words}: matches nothing known yet`)
  const all = [...notes, ...noteDifferences(policy, planned), ...unmatched]
  return { label: title, edits: draft.edits, obstacles: [], selectors, notes: all }
}

function toObstacle(words: string): Obstacle {
  return { code: 'not-valid', words }
}
