import { planningChange } from '../authoring/plan-change.ts'
import { isNetworkPolicy, type PlanContext } from '../authoring/plan-context.ts'
import { applyEdits } from '../edits/apply-edits.ts'
import type { Edit } from '../model/edit.ts'
import type { Question } from '../model/verdict.ts'
import type { Work } from '../model/work.ts'
import { ask } from '../questions/ask.ts'
import type { JudgedPart, Reply } from '../questions/reply.ts'
import { explanationMarkdown, type Remedy, type RemedyManifest } from '../sentences/explanation-markdown.ts'
import { analysing, resourcesOf } from './analyse.ts'
import { flowKey } from './flow-key.ts'
import { changedManifests, placeOf, toManifest } from './manifest-texts.ts'
import { outcomeFixes } from './outcome-fixes.ts'
import { type Effects, type Previewable, previewingEdits } from './preview.ts'

/** The answer to a question as Markdown, with the manifests that would open what is not allowed; null for no answer. */
export function* writingExplanation(on: Previewable, question: Question): Work<string | null> {
  const { reading, prepared } = on.analysis
  const outcome = ask(prepared, question)
  if (outcome.kind === 'unresolved') return null
  yield { doing: 'planning' }
  const remedy = yield* findingRemedy(on, outcome)
  return explanationMarkdown({
    question,
    reply: outcome,
    titleOf: (id) => nameEnd(on, id),
    placeOf: (path) => placeOf(reading, path),
    ...(remedy ? { remedy } : {}),
  })
}

function nameEnd({ analysis: { prepared } }: Previewable, id: string): string {
  const endpoint = prepared.endpoint(id)
  if (!endpoint) return id
  if (endpoint.kind === 'outside') return endpoint.name
  const part = endpoint.id.includes('#') ? ` (${endpoint.pods[0]?.name ?? ''})` : ''
  return `${endpoint.namespace}/${endpoint.name}${part}`
}

/** For the first part that is not allowed: a change that opens it, else the policies that block it. */
function* findingRemedy(on: Previewable, reply: Reply): Work<Remedy | undefined> {
  const part = reply.parts.find((one): one is JudgedPart => one.kind === 'judged' && one.verdict.answer !== 'allowed')
  if (!part) return undefined
  const flow = nameFlow(on, reply, part)
  const edits = yield* planningFirst(on, part, reply)
  if (edits) return yield* plannedRemedy(on, flow, edits)
  const manifests = blockingPolicies(on, part)
  return manifests.length > 0 ? { kind: 'policies', flow, manifests } : undefined
}

function nameFlow(on: Previewable, { protocol }: Reply, { from, to, port }: JudgedPart): string {
  return `${nameEnd(on, from)} → ${nameEnd(on, to)} on ${protocol} ${port}`
}

/** The edits of the first fix that can be planned as it is. */
function* planningFirst(
  on: Previewable,
  { from, to, port }: JudgedPart,
  reply: Reply,
): Work<readonly Edit[] | undefined> {
  const { document, analysis } = on
  const key = flowKey({ from, to, port, protocol: reply.protocol })
  const context: PlanContext = { document, ...analysis }
  for (const fix of outcomeFixes(analysis.prepared, reply).get(key) ?? []) {
    if (fix.kind !== 'change') continue
    const { edits } = yield* planningChange(context, fix.intention)
    if (edits && edits.length > 0) return edits
  }
  return undefined
}

function* plannedRemedy(on: Previewable, flow: string, edits: readonly Edit[]): Work<Remedy | undefined> {
  const { document, analysis } = on
  const effects = yield* previewingEdits(on, edits)
  const applied = applyEdits(document, { edits, label: flow, base: document.revision })
  if (applied.kind === 'stale') return undefined
  const after = yield* analysing(applied.document.files, analysis.prepared.settings, analysis)
  const manifests = changedManifests(analysis.reading, after.reading)
  return manifests.length > 0 ? { kind: 'change', flow, effects: countEffects(effects), manifests } : undefined
}

/** `opens 1 flow and closes none`. */
function countEffects({ opens, closes }: Effects): string {
  const count = (total: number) => (total === 0 ? 'none' : total === 1 ? '1 flow' : `${total} flows`)
  return opens.total === 0 && closes.total === 0
    ? 'changes no flow by itself'
    : `opens ${count(opens.total)} and closes ${count(closes.total)}`
}

/** Of very many only these: the rest is in the explanation. */
const MOST_POLICIES = 5

/** The policies at the ends that do not let it pass, as they are. */
function blockingPolicies({ analysis }: Previewable, { verdict }: JudgedPart): readonly RemedyManifest[] {
  const blocking = [verdict.egress, verdict.ingress].filter(({ answer }) => answer !== 'allowed')
  const paths = new Set(
    blocking.flatMap(({ causes }) => causes.flatMap((cause) => (cause.kind === 'policy' ? [cause.policy] : []))),
  )
  return resourcesOf(analysis.reading)
    .filter((resource) => paths.has(resource.path) && isNetworkPolicy(resource))
    .slice(0, MOST_POLICIES)
    .map((resource) => toManifest(analysis.reading, resource, placeOf(analysis.reading, resource.path)))
}
