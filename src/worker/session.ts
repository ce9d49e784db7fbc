import { completeAt } from '../core/assist/complete-at.ts'
import { hoverAt } from '../core/assist/hover-at.ts'
import { listingLenses } from '../core/assist/lenses.ts'
import { planningConnect } from '../core/authoring/connect/plan-connect.ts'
import { planningDisconnect } from '../core/authoring/disconnect/plan-disconnect.ts'
import { planningChange } from '../core/authoring/plan-change.ts'
import type { PlanContext } from '../core/authoring/plan-context.ts'
import {
  completeKeys,
  completeNamespaces,
  completeValues,
} from '../core/authoring/policy-form/policy-form-completions.ts'
import { countPeerMatches } from '../core/authoring/policy-form/policy-form-matches.ts'
import { readPolicyForm } from '../core/authoring/policy-form/policy-form-model.ts'
import { writePosture } from '../core/checks/posture/posture-text.ts'
import { takingPosture } from '../core/checks/posture/take-posture.ts'
import { judgingPractice } from '../core/checks/practice/judge-practice.ts'
import type { Prepared } from '../core/engine/prepare.ts'
import { createFlowDesk, type FlowDesk } from '../core/flow-table/flow-desk.ts'
import { partsAt } from '../core/manifest/locate.ts'
import { matrixAxes, matrixCells } from '../core/matrix/matrix-cells.ts'
import { matrixDetail } from '../core/matrix/matrix-detail.ts'
import { layMatrix, type MatrixGround } from '../core/matrix/matrix-ground.ts'
import { writingMatrix } from '../core/matrix/matrix-text.ts'
import type { Edit, TextDocument, TextFile } from '../core/model/edit.ts'
import type { Path } from '../core/model/path.ts'
import { isSameSettings } from '../core/model/settings.ts'
import type { Question } from '../core/model/verdict.ts'
import type { Progress, Work } from '../core/model/work.ts'
import { buildingPicture, type PictureOptions } from '../core/picture/build-picture.ts'
import { openingEdge } from '../core/picture/open-edge.ts'
import type { Picture } from '../core/picture/picture.ts'
import { NO_FILTER, type PictureFilter } from '../core/picture/picture-filter.ts'
import { findingPolicyEnds } from '../core/picture/policy-ends.ts'
import { searching } from '../core/picture/search.ts'
import { openingNodes, selectingNode } from '../core/picture/select-node.ts'
import { sketchPicture } from '../core/picture/sketch-picture.ts'
import { tidyingPicture } from '../core/picture/tidy-picture.ts'
import { ask } from '../core/questions/ask.ts'
import { writingReport } from '../core/report/report.ts'
import { readingReportSet } from '../core/report/report-set.ts'
import { reviewMarkdown } from '../core/report/review-markdown.ts'
import { type Analysis, analysing } from '../core/workspace/analyse.ts'
import { checkingDocument } from '../core/workspace/check-document.ts'
import { checkingExpectations } from '../core/workspace/check-expectations.ts'
import { describeEndpoints } from '../core/workspace/describe-endpoint.ts'
import { describeNamespace } from '../core/workspace/describe-namespace.ts'
import { writingExplanation } from '../core/workspace/explanation-text.ts'
import { findingMentions } from '../core/workspace/find-mentions.ts'
import { findSpareRules } from '../core/workspace/find-spare-rules.ts'
import { locateAll, locationOf, outcomePlaces } from '../core/workspace/locations.ts'
import { outcomeFixes } from '../core/workspace/outcome-fixes.ts'
import { NO_EFFECTS, previewingEdits } from '../core/workspace/preview.ts'
import { reviewing } from '../core/workspace/review.ts'
import { readingOther, reviewingOnPicture } from '../core/workspace/review-on-picture.ts'
import { sayingPolicies } from '../core/workspace/say-policies.ts'
import { countSetAside } from '../core/workspace/set-aside.ts'
import { sharingFiles } from '../core/workspace/share/shared-files.ts'
import { makingSnapshot, showingProblems } from '../core/workspace/to-snapshot.ts'
import type { AnswerOf, CallName, Explanation, LongCallName, Previewed, RequestOf } from './protocol.ts'
import { rehearsing } from './rehearse.ts'

/** Answers the page's calls about one document; `update` comes first. */
export type Session = {
  [Name in CallName]: (request: RequestOf<Name>) => Name extends LongCallName ? Work<AnswerOf<Name>> : AnswerOf<Name>
}

/** What a session does on its own account. */
export interface Rehearsal {
  /** See {@link rehearsing}; what is answered stays as it is. */
  readonly rehearse: () => Work<number>
}

interface Held {
  readonly id: string | undefined
  readonly document: TextDocument
  readonly analysis: Analysis
  readonly picture: Picture
  /** What the last whole picture was of: the next one is drawn from that. */
  readonly drawn: Prepared
  readonly folds: PictureOptions['folds']
  readonly filter: PictureFilter
  readonly flows: FlowDesk
}

/**
 * A session without a document; it keeps the last analysis so that the next one reads only what changed. Until an update
 * has finished everything is answered from the revision before, and one that is stopped leaves no trace.
 */
export function createSession(): Session & Rehearsal {
  let held: Held | undefined
  const current = () => {
    if (!held) throw new Error('no document yet')
    return held
  }
  const compared = createCompared(() => current().analysis)
  return {
    *update({ document: id, revision, files, settings, folds, filter = NO_FILTER }) {
      const previous = held?.id === id ? held : undefined
      const analysis = yield* analysing(files, settings, previous?.analysis)
      const { picture, drawn } = yield* drawing(analysis.prepared, { folds, filter }, previous)
      const snapshot = yield* makingSnapshot(revision, analysis, picture)
      held = {
        id,
        document: { revision, files },
        analysis,
        picture,
        drawn,
        folds,
        filter,
        flows: createFlowDesk(analysis.prepared),
      }
      return snapshot
    },
    *draw() {
      const on = current()
      const { analysis, folds, filter } = on
      const picture = on.picture.isSketch
        ? yield* buildingPicture(analysis.prepared, { folds, filter, before: on.drawn })
        : on.picture
      held = { ...on, picture, drawn: analysis.prepared }
      return { picture, problems: yield* showingProblems(analysis, picture) }
    },
    rehearse() {
      const { document, analysis, picture, folds, filter } = current()
      return rehearsing({ files: document.files, analysis, picture, look: { folds, filter } })
    },
    explain: (question) => explain(current(), question),
    explainCell: (question) => explain(current(), question),
    matrixAxes: (opened) => matrixAxes(matrixOf(current()), opened),
    matrixCells: (window) => matrixCells(matrixOf(current()), window),
    *matrixDetail({ row, column }) {
      return (yield* matrixDetail(matrixOf(current()), row, column)) ?? 'gone'
    },
    writeMatrix: ({ format, ...opened }) => toBlob(writingMatrix(matrixOf(current()), opened, format)),
    select({ node, showDenied }) {
      const { analysis, picture, filter } = current()
      return selectingNode(analysis.prepared, picture, node, showDenied, filter)
    },
    edgesAt({ nodes }) {
      const { analysis, picture, filter } = current()
      return openingNodes(analysis.prepared, picture, nodes, filter)
    },
    search: ({ text }) => searching(current().analysis.prepared, current().picture, text),
    tidy: () => tidyingPicture(current().picture),
    policyEnds: ({ path }) => findingPolicyEnds(current().analysis.prepared, current().picture, path),
    openEdge: ({ edge }) => openingEdge(current().analysis.prepared, current().picture, edge),
    *connect(intention) {
      const on = current()
      yield PLANNING
      const plan = yield* planningConnect(contextOf(on), intention)
      return yield* previewing(on, plan, plan.already?.rules ?? [])
    },
    *disconnect(intention) {
      const on = current()
      yield PLANNING
      const plan = yield* planningDisconnect(contextOf(on), intention)
      const paths = plan.contributions.map(({ path }) => path)
      return yield* previewing(on, plan, paths)
    },
    *check({ level }) {
      const { analysis, document } = current()
      return yield* checkingDocument(analysis, document, level)
    },
    expectations() {
      const { analysis, document } = current()
      return checkingExpectations(analysis, document.revision)
    },
    *review(request) {
      const other = yield* compared(request)
      if (!other) return 'unknown'
      const { analysis, picture } = current()
      return yield* reviewingOnPicture({ document: analysis, picture, other, isReversed: request.isReversed })
    },
    posture() {
      const { reading, prepared } = current().analysis
      return takingPosture(reading, prepared)
    },
    *writePosture() {
      const { reading, prepared } = current().analysis
      return writePosture(yield* takingPosture(reading, prepared))
    },
    *writeReview(request) {
      const other = yield* compared(request)
      if (!other) return 'unknown'
      const { prepared } = current().analysis
      const [before, after] = request.isReversed ? [prepared, other.prepared] : [other.prepared, prepared]
      return { markdown: reviewMarkdown(yield* reviewing(before, after)) }
    },
    *report({ files, before, ...rest }) {
      const { settings } = current().analysis.prepared
      const earlier = before && (yield* readingReportSet(before, settings))
      const set = yield* readingReportSet(files, settings)
      return yield* writingReport({ set, ...(earlier && { before: earlier }), ...rest })
    },
    *planChange(intention) {
      const on = current()
      yield PLANNING
      return yield* previewing(on, yield* planningChange(contextOf(on), intention), [])
    },
    policyForm({ path }) {
      const context = contextOf(current())
      const form = readPolicyForm(context, path)
      return form ? { revision: context.document.revision, form, namespaces: completeNamespaces(context) } : null
    },
    countPods: ({ namespace, ...peer }) => countPeerMatches(contextOf(current()), namespace, peer),
    completeLabels({ owners, key }) {
      const context = contextOf(current())
      return key === undefined ? completeKeys(context, owners) : completeValues(context, owners, key)
    },
    sayPolicies: ({ paths }) => sayingPolicies(current().analysis, paths),
    writeExplanation: (question) => writingExplanation(current(), question),
    flowRows: (request) => current().flows.window(request),
    writeFlows: (request) => toBlob(current().flows.text(request)),
    describe: ({ endpoints }) => describeEndpoints(current().analysis, endpoints),
    describeNamespace: ({ namespace }) => describeNamespace(current().analysis, namespace),
    mentions: ({ endpoints }) => findingMentions(current().analysis, endpoints),
    spareRules: ({ rules }) => findSpareRules(current().analysis, rules),
    setAside: () => countSetAside(current().analysis),
    judgePractice: ({ task }) => judgingPractice(task, current().document.files),
    shareFiles: () => sharingFiles(current().analysis.reading),
    locate: ({ path }) => locationOf(current().analysis.reading, path),
    partsAt: ({ file, offset }) => partsAt(current().analysis.reading, file, offset),
    hoverAt({ revision, file, offset }) {
      const { analysis, document } = current()
      return document.revision === revision ? (hoverAt(analysis, file, offset) ?? null) : null
    },
    completeAt: ({ text, offset }) => completeAt(current().analysis.prepared, text, offset),
    *lenses({ file }) {
      const { analysis, document } = current()
      return { revision: document.revision, lenses: yield* listingLenses(analysis.reading, analysis.prepared, file) }
    },
  }
}

/** Holds the set that was sent last, read under the settings of the document. */
function createCompared(current: () => Analysis) {
  let held: { readonly key: number; readonly files: readonly TextFile[]; readonly analysis: Analysis } | undefined
  return function* ({ key, files: sent }: RequestOf<'review'>): Work<Analysis | undefined> {
    const known = held?.key === key ? held : undefined
    const files = sent ?? known?.files
    if (!files) return undefined
    const { settings } = current().prepared
    if (known && isSameSettings(known.analysis.prepared.settings, settings)) return known.analysis
    const analysis = yield* readingOther(files, current(), known?.analysis)
    held = { key, files, analysis }
    return analysis
  }
}

type Look = Required<Pick<PictureOptions, 'folds' | 'filter'>>

/** The picture that is held, where the same is looked at in the same way; else a sketch, where that can be made of it. */
function* drawing(prepared: Prepared, look: Look, held: Held | undefined): Work<Pick<Held, 'picture' | 'drawn'>> {
  if (held && isSameLook(held, look)) {
    if (held.analysis.prepared === prepared) return held
    const sketch = sketchPicture(prepared, look.folds, held.picture)
    if (sketch) return { picture: sketch, drawn: held.drawn }
  }
  return { picture: yield* buildingPicture(prepared, { ...look, before: held?.drawn }), drawn: prepared }
}

function isSameLook(held: Held, { folds, filter }: Look): boolean {
  return JSON.stringify([held.folds, held.filter]) === JSON.stringify([folds, filter])
}

function explain({ analysis: { reading, prepared } }: Held, question: Question): Explanation {
  const outcome = ask(prepared, question)
  const fixes = outcomeFixes(prepared, outcome)
  return { question, outcome, places: outcomePlaces(reading, outcome), ...(fixes.size > 0 ? { fixes } : {}) }
}

function matrixOf({ analysis }: Held): MatrixGround {
  return layMatrix(analysis.prepared)
}

function contextOf({ document, analysis }: Held): PlanContext {
  return { document, ...analysis }
}

/** A large text as a handle: the browser hands it on without a copy. */
function* toBlob(writing: Work<string>): Work<Blob> {
  return new Blob([yield* writing])
}

const PLANNING: Progress = { doing: 'planning' }

function* previewing<Plan extends { readonly edits?: readonly Edit[]; readonly unagreed?: readonly Edit[] }>(
  on: Held,
  plan: Plan,
  paths: readonly Path[],
): Work<Previewed<Plan>> {
  const edits = plan.edits ?? plan.unagreed
  const effects = edits ? yield* previewingEdits(on, edits) : NO_EFFECTS
  return { revision: on.document.revision, plan, ...effects, places: locateAll(on.analysis.reading, paths) }
}
