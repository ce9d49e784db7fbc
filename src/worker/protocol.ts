import type { Hover } from '../core/assist/hover.ts'
import type { Lens } from '../core/assist/lenses.ts'
import type { Completions } from '../core/assist/suggestion.ts'
import type { FlowFix } from '../core/authoring/fix/fix-flows.ts'
import type { ConnectIntention, ConnectPlan, DisconnectIntention, DisconnectPlan } from '../core/authoring/plan.ts'
import type { ChangeIntention } from '../core/authoring/plan-change.ts'
import type { PlannedChange } from '../core/authoring/planned-change.ts'
import type { SelectorForm } from '../core/authoring/policy-form/policy-form-change.ts'
import type { Completion, LabelOwners } from '../core/authoring/policy-form/policy-form-completions.ts'
import type { PodMatches } from '../core/authoring/policy-form/policy-form-matches.ts'
import type { PolicyFormModel } from '../core/authoring/policy-form/policy-form-model.ts'
import type { Posture } from '../core/checks/posture/posture.ts'
import type { PracticeState } from '../core/checks/practice/judge-practice.ts'
import type { PracticeTask } from '../core/checks/practice/practice-task.ts'
import type { FlowTextRequest, FlowWindow, FlowWindowRequest } from '../core/flow-table/flow-desk.ts'
import type { MatrixAxes, MatrixCell, MatrixDetail, MatrixWindow, OpenNamespaces } from '../core/matrix/matrix.ts'
import type { TableFormat } from '../core/matrix/matrix-text.ts'
import type { Severity } from '../core/model/diagnostic.ts'
import type { TextFile } from '../core/model/edit.ts'
import type { Path, ResourcePath } from '../core/model/path.ts'
import type { EngineSettings } from '../core/model/settings.ts'
import type { Question } from '../core/model/verdict.ts'
import type { Layout, PictureEdge, SelectionView } from '../core/picture/picture.ts'
import type { PictureFilter } from '../core/picture/picture-filter.ts'
import type { PolicyEnds } from '../core/picture/policy-ends.ts'
import type { SearchAnswer } from '../core/picture/search.ts'
import type { Outcome } from '../core/questions/reply.ts'
import type { Report, ReportRequest } from '../core/report/report.ts'
import type { ReportFile } from '../core/report/report-set.ts'
import type { Checks } from '../core/workspace/check-document.ts'
import type { CheckedExpectations } from '../core/workspace/check-expectations.ts'
import type { EndpointDetails } from '../core/workspace/describe-endpoint.ts'
import type { NamespaceDetails } from '../core/workspace/describe-namespace.ts'
import type { Mentions } from '../core/workspace/find-mentions.ts'
import type { SpareRule } from '../core/workspace/find-spare-rules.ts'
import type { Effects } from '../core/workspace/preview.ts'
import type { PageReview } from '../core/workspace/review-on-picture.ts'
import type { SaidPolicy } from '../core/workspace/say-policies.ts'
import type { SharedFiles } from '../core/workspace/share/shared-files.ts'
import type { Location, Snapshot } from '../core/workspace/snapshot.ts'

/** The questions the page puts to the engine worker: name, what is sent, what comes back. */
export interface WorkerCalls {
  /** Reads a revision of the document; every other call is answered from the last one. */
  update: [request: UpdateRequest, answer: Snapshot]
  /** The whole picture of the last revision, of which the page got a sketch. */
  draw: [request: Record<string, never>, answer: Pick<Snapshot, 'picture' | 'problems'>]
  /** The ends are texts as typed (QUE-1); one that is not understood is part of the answer. */
  explain: [request: Question, answer: Explanation]
  select: [request: { node: string; showDenied: boolean }, answer: SelectionView]
  /** The edges a bundle, group or folded frame stands for. */
  openEdge: [request: { edge: string }, answer: readonly PictureEdge[]]
  /** The edges of some nodes, card by card, where the budget leaves them out at rest. */
  edgesAt: [request: { nodes: readonly string[] }, answer: readonly PictureEdge[]]
  /** What is called as typed, or has such labels, ports or addresses; nothing for no words. */
  search: [request: { text: string }, answer: SearchAnswer]
  /** Nodes that a policy selects, and those that its rules name. */
  policyEnds: [request: { path: ResourcePath }, answer: PolicyEnds]
  /** A layout from scratch, with short lines that cross little. */
  tidy: [request: Record<string, never>, answer: Layout]
  connect: [request: ConnectIntention, answer: Previewed<ConnectPlan>]
  disconnect: [request: DisconnectIntention, answer: Previewed<DisconnectPlan>]
  /** What the rules find, as far as it is at least as severe. */
  check: [request: { readonly level: Severity }, answer: Checks]
  /** What came of the expectations of the document. */
  expectations: [request: Record<string, never>, answer: CheckedExpectations]
  /** Compares the document with another set of manifests; `unknown` where the set is not held and was not sent. */
  review: [request: ReviewRequest, answer: PageReview | 'unknown']
  /** How everybody stands, and what would change it. */
  posture: [request: Record<string, never>, answer: Posture]
  /** The same as Markdown. */
  writePosture: [request: Record<string, never>, answer: string]
  /** The same comparison, all of it, as Markdown. */
  writeReview: [request: ReviewRequest, answer: { readonly markdown: string } | 'unknown']
  /** A report on texts under the settings of the document. */
  report: [request: ReportTexts, answer: Report]
  /** Plans any intention, with what all plans have in common. */
  planChange: [request: ChangeIntention, answer: Previewed<PlannedChange>]
  /** The form of a policy; null where no NetworkPolicy stands that ever was valid. */
  policyForm: [request: { path: ResourcePath }, answer: OpenedForm | null]
  /** Whom a subject or a peer would match, as it is being typed. */
  countPods: [request: PodQuestion, answer: PodMatches]
  /** The label keys of the document to choose from, or the values of one. */
  completeLabels: [request: LabelQuestion, answer: readonly Completion[]]
  /** Policies as sentences; those that are gone are left out. */
  sayPolicies: [request: { paths: readonly ResourcePath[] }, answer: readonly SaidPolicy[]]
  /** An explanation as Markdown, with what to send to the owners of namespaces; null for a question that is not understood. */
  writeExplanation: [request: Question, answer: string | null]
  /** Some rows of the table of flows, of those that a filter shows. */
  flowRows: [request: FlowWindowRequest, answer: FlowWindow]
  /** All rows that a filter shows, as a text; it may be large, so the page gets a handle and no copy. */
  writeFlows: [request: FlowTextRequest, answer: Blob]
  /** Who has a row in the matrix, and who a column. */
  matrixAxes: [request: OpenNamespaces, answer: MatrixAxes]
  matrixCells: [request: MatrixWindow, answer: readonly (readonly MatrixCell[])[]]
  /** What is behind the cell of two ends, as long as both are there. */
  matrixDetail: [request: { row: string; column: string }, answer: MatrixDetail | 'gone']
  /** The matrix as it is opened, as a text, in the same way. */
  writeMatrix: [request: OpenNamespaces & { format: TableFormat }, answer: Blob]
  /** The same as `explain`, for an asker who does not change the question of the page. */
  explainCell: [request: Question, answer: Explanation]
  /** What the manifests and policies say of endpoints; those that are gone are left out. */
  describe: [request: { endpoints: readonly string[] }, answer: readonly EndpointDetails[]]
  describeNamespace: [request: { namespace: string }, answer: NamespaceDetails]
  /** The rules that name some endpoints as peers. */
  mentions: [request: { endpoints: readonly string[] }, answer: Mentions]
  /** Those of some rules that are covered by others. */
  spareRules: [request: { rules: readonly Path[] }, answer: readonly SpareRule[]]
  /** Kinds that say nothing of traffic, counted: `5 ConfigMaps`. */
  setAside: [request: Record<string, never>, answer: readonly string[]]
  /** How the document stands as an answer to a practice task. */
  judgePractice: [request: { task: PracticeTask }, answer: PracticeState]
  /** The document as a share link carries it. */
  shareFiles: [request: Record<string, never>, answer: SharedFiles]
  locate: [request: { path: Path }, answer: Location | null]
  /** The paths of the innermost resource parts at an offset, innermost first. */
  partsAt: [request: { file: string; offset: number }, answer: readonly Path[]]
  /** Of an offset of the text of this revision; null for nothing, and where another revision was read last. */
  hoverAt: [request: { revision: number; file: string; offset: number }, answer: Hover | null]
  /** The text around the caret is sent along: it may be newer than what was read last. */
  completeAt: [request: { text: string; offset: number }, answer: Completions]
  /** What stands over the policies of a file, in the text of the revision it tells. */
  lenses: [request: { file: string }, answer: FileLenses]
}

/** The whole document, every time: the client sends on only the texts that the worker does not hold yet. */
export interface UpdateRequest {
  /** Which document it is: last good forms of broken texts are kept within one document only. */
  readonly document?: string
  readonly revision: number
  readonly files: readonly TextFile[]
  readonly settings: EngineSettings
  /** Namespaces a person folded or opened by hand. */
  readonly folds: Readonly<Record<string, boolean>>
  /** What is wanted of the picture. */
  readonly filter?: PictureFilter
}

export interface Explanation {
  /** As it was asked. */
  readonly question: Question
  readonly outcome: Outcome
  /** Locations of every path in the outcome. */
  readonly places: ReadonlyMap<Path, Location>
  /** What can be done about what is not allowed, by `flowKey`; absent for nothing. */
  readonly fixes?: ReadonlyMap<string, readonly FlowFix[]>
}

/** The engine holds the set it was sent last. */
export interface ReviewRequest {
  /** Tells sets apart. */
  readonly key: number
  readonly files?: readonly TextFile[]
  /** The set is what comes after the document. */
  readonly isReversed: boolean
}

/** What a report is about, with what only the page can know of it. */
export interface ReportTexts extends Omit<ReportRequest, 'set' | 'before'> {
  readonly files: readonly ReportFile[]
  readonly before?: readonly ReportFile[]
}

/** The form of a policy as one revision has it. */
export interface OpenedForm {
  readonly revision: number
  readonly form: PolicyFormModel
  /** The namespaces of the document, to choose from. */
  readonly namespaces: readonly string[]
}

export interface FileLenses {
  readonly revision: number
  readonly lenses: readonly Lens[]
}

export interface PodQuestion {
  /** The policy's: where pods are looked for without `namespaceSelector`. */
  readonly namespace: string
  readonly podSelector?: SelectorForm
  readonly namespaceSelector?: SelectorForm
}

export interface LabelQuestion {
  readonly owners: LabelOwners
  /** Whose values are asked for; absent: the keys are. */
  readonly key?: string
}

/** A plan with what it would do to the flows, evaluated on the planned text. */
export interface Previewed<Plan> extends Effects {
  /** The revision it was planned on; edits apply to this one only. */
  readonly revision: number
  readonly plan: Plan
  readonly places: ReadonlyMap<Path, Location>
}

export type CallName = keyof WorkerCalls

/** Calls that may take long and are worked at in steps; the others are answered at once. */
const LONG_CALLS = [
  'judgePractice',
  'check',
  'expectations',
  'review',
  'posture',
  'writePosture',
  'writeReview',
  'report',
  'lenses',
  'update',
  'draw',
  'select',
  'openEdge',
  'edgesAt',
  'search',
  'policyEnds',
  'tidy',
  'connect',
  'disconnect',
  'planChange',
  'mentions',
  'matrixCells',
  'matrixDetail',
  'writeMatrix',
  'sayPolicies',
  'writeExplanation',
  'flowRows',
  'writeFlows',
  'shareFiles',
] as const

export type LongCallName = (typeof LONG_CALLS)[number]

export function isLongCall(name: CallName): name is LongCallName {
  return LONG_CALLS.some((long) => long === name)
}

export type RequestOf<Name extends CallName> = WorkerCalls[Name][0]
export type AnswerOf<Name extends CallName> = WorkerCalls[Name][1]
