import type { ConnectEnd } from '../core/authoring/plan.ts'
import type { ChangeIntention } from '../core/authoring/plan-change.ts'
import type { EditPolicyIntention, PolicyChange } from '../core/authoring/policy-form/policy-form-change.ts'
import type { Completion } from '../core/authoring/policy-form/policy-form-completions.ts'
import type { PodMatches } from '../core/authoring/policy-form/policy-form-matches.ts'
import type { Change, TextDocument, TextFile } from '../core/model/edit.ts'
import type { Path, ResourcePath } from '../core/model/path.ts'
import type { EngineSettings } from '../core/model/settings.ts'
import type { Question } from '../core/model/verdict.ts'
import type { Progress } from '../core/model/work.ts'
import type { PictureEdge, Positions, SelectionView } from '../core/picture/picture.ts'
import type { PictureFilter } from '../core/picture/picture-filter.ts'
import type { PolicyEnds } from '../core/picture/policy-ends.ts'
import type { SearchAnswer, SearchHit } from '../core/picture/search.ts'
import type { Checks } from '../core/workspace/check-document.ts'
import type { EndpointDetails } from '../core/workspace/describe-endpoint.ts'
import type { SpareRule } from '../core/workspace/find-spare-rules.ts'
import type { Location, Snapshot } from '../core/workspace/snapshot.ts'
import type { WriteFailure } from '../platform/write-failure.ts'
import type {
  AnswerOf,
  CallName,
  Explanation,
  LabelQuestion,
  OpenedForm,
  PodQuestion,
  RequestOf,
} from '../worker/protocol.ts'
import type { Dialog } from './dialog.ts'
import type { ExpectationsActions, ExpectationsData } from './expectations-slice.ts'
import type { EditManner, FormEdit, FormOutcome } from './form-edit.ts'
import type { AppliedChange, ChangedThings, HistoryEntry, Origin, Step } from './history-entry.ts'
import type { PracticeActions, PracticeData } from './practice-slice.ts'
import type { ReviewActions, ReviewData } from './review-slice.ts'
import type { Caret, Selection } from './viewpoint.ts'

/** How the cluster is shown; not part of the document. */
export type PictureView = 'graph' | 'matrix' | 'flows'

/** A path with the place it stands at. */
export interface LocatedPath extends Location {
  readonly path: Path
}

/** What opening a document needs. */
export interface OpenedDocument {
  readonly id: string
  readonly title: string
  readonly files: readonly TextFile[]
  readonly positions?: Positions
  readonly folds?: Readonly<Record<string, boolean>>
  readonly filter?: PictureFilter
  readonly settings?: EngineSettings
  readonly question?: Question | null
}

/** What the person knows of the cluster and no manifest says. */
export type ClusterSetting = 'pod-ranges' | 'network-plugin'

export interface AppData extends ReviewData, PracticeData, ExpectationsData {
  /** Of the open document in storage, and the name people see. */
  readonly documentId: string
  readonly title: string
  readonly document: TextDocument
  /** The file in the editor; null when there is none. */
  readonly openFile: string | null
  readonly settings: EngineSettings
  readonly positions: Positions
  readonly folds: Readonly<Record<string, boolean>>
  readonly past: readonly HistoryEntry[]
  readonly future: readonly HistoryEntry[]
  /** Of the newest revision the worker answered; may be one behind `document` while it works. */
  readonly snapshot: Snapshot | null
  /** The worker is reading a revision. */
  readonly working: boolean
  /** The page has waited for a revision or a plan for over 200 ms. */
  readonly busy: boolean
  /** What the worker says it is doing for the revision or plan that the page waits for. */
  readonly progress: Progress | null
  /** Reading the newest text was cancelled: the snapshot, if there is one, is of an older text. */
  readonly outdated: boolean
  /** Why the engine gave no answer the last time, or null. */
  readonly engineFailure: string | null
  readonly pictureView: PictureView
  readonly selection: Selection | null
  /** Workloads, or edges, that are acted on together, in the order they were taken; never just one, and then no `selection`. */
  readonly gathered: readonly string[]
  /** Colours of the other nodes while a node is selected; null while it is not known yet. */
  readonly selectionView: SelectionView | null
  /** What a selected bundle stands for. */
  readonly openedEdges: readonly PictureEdge[]
  readonly showDenied: boolean
  /** Only one direction of the selected node is looked at, with what is blocked: who reaches it, or what it reaches. */
  readonly focus: 'in' | 'out' | null
  /** What is left out of the picture; verdicts do not know of it. */
  readonly filter: PictureFilter
  /** A tidier layout is being looked for. */
  readonly tidying: boolean
  /** Nodes that the search found. */
  readonly found: ReadonlySet<string>
  /** The node under the pointer or the focus. */
  readonly pointed: string | null
  /** Past the budget: edges of what is found and pointed at. */
  readonly lookedEdges: readonly PictureEdge[]
  /** A node that the person goes to; drawn or not yet. */
  readonly goal: { readonly node: string } | null
  /** The policy that is pointed at in a list; its ends are null until they are known. */
  readonly pointedPolicy: { readonly path: ResourcePath; readonly ends: PolicyEnds | null } | null
  readonly caret: Caret | null
  /** Rule parts under the caret: edges whose rules lie there are highlighted. */
  readonly caretParts: readonly Path[]
  readonly question: Question | null
  readonly explanation: Explanation | null
  readonly dialog: Dialog | null
  /** The setting whose choices are open. */
  readonly askedSetting: ClusterSetting | null
  /** Changes that are small are applied at once, without a preview. */
  readonly appliesSmall: boolean
  /** The last one that was; a new object each time. */
  readonly applied: AppliedChange | null
  /** What was done last, unless it was typed; a new object each time. */
  readonly step: Step | null
  /** What that changed in the picture, once it is drawn; until something else is looked at. */
  readonly changed: ChangedThings | null
  /** A place the editor shall reveal; a new object each time. */
  readonly reveal: Location | null
  /** Rules behind the selected edge, marked in the editor. */
  readonly highlights: readonly LocatedPath[]
  /** Those rules behind the selected edge that are covered by others. */
  readonly spareRules: readonly SpareRule[]
  /** What the rules find, of the newest text they were asked about; null while they were not. */
  readonly checks: Checks | null
  /** Whether notes are asked for as well. */
  readonly showsNotes: boolean
  /** The endpoints behind the selected node; null while they are not known yet. */
  readonly details: readonly EndpointDetails[] | null
  /** The rule of the selected policy that was looked at before, behind an edge. */
  readonly formRule: Path | null
  /** The form of the selected policy; `none` where it can have none; null while it is not known yet. */
  readonly policyForm: OpenedForm | 'none' | null
  /** In order; the first is being planned, shown or read. */
  readonly formEdits: readonly FormEdit[]
  /** Of edits that were not made, by the intention that `editPolicy` answered. */
  readonly formOutcomes: ReadonlyMap<EditPolicyIntention, FormOutcome>
  readonly saved: SavedState
}

export type SavedState =
  /** Opened from a link, and stored once it is kept or its text changes. */
  | { readonly kind: 'unkept' }
  | { readonly kind: 'saving' }
  | { readonly kind: 'saved'; readonly at: number }
  /** Saved as a copy, because another tab had saved a newer revision. */
  | { readonly kind: 'copied'; readonly at: number; readonly title: string }
  | { readonly kind: 'failed'; readonly reason: string; readonly cause: WriteFailure['cause'] }

export interface AppActions extends ReviewActions, PracticeActions, ExpectationsActions {
  /** The only door to the text. `stale`: planned on another revision; the caller plans again from the intention. */
  applyChange(change: Change, origin: Origin): 'applied' | 'stale'
  undo(): void
  redo(): void
  /** Goes to where the first `position` entries of past and future are applied; what was changed on the way is shown. */
  jumpTo(position: number): void
  /** One history entry without text; positions are absolute canvas units by node id. */
  moveNodes(moved: Positions): void
  foldNamespace(namespace: string, folded: boolean): void
  openDocument(document: OpenedDocument): void
  renameDocument(title: string): void
  openFileTab(file: string): void
  setSettings(settings: EngineSettings): void
  /** Opens the choices of a setting, or closes them. */
  askSetting(setting: ClusterSetting | null): void
  showView(view: PictureView): void
  select(selection: Selection | null): void
  /** Takes a workload or an edge to those that are acted on together, or out of them. */
  gather(id: string): void
  /** Takes all workloads that are drawn together. */
  gatherAll(): void
  toggleDenied(): void
  setFilter(filter: PictureFilter): void
  focusOn(focus: AppData['focus']): void
  /** Finds things by what is typed, and marks them on the picture; null when the engine did not say. */
  search(text: string): Promise<SearchAnswer | null>
  endSearch(): void
  /** Goes to what was found: opens its namespace, and clears a filter that hides it. */
  visit(hit: SearchHit): void
  /** The goal is drawn: it is selected. */
  arrive(): void
  /** Lays the picture out anew: one step of the history. While that is being worked at, stops it. */
  tidy(): Promise<void>
  pointAtNode(node: string | null): void
  pointAtPolicy(path: ResourcePath | null): void
  caretMoved(caret: Caret): void
  /** Resolves the path and asks the editor to show it. */
  revealPath(path: Path): void
  revealLocation(location: Location): void
  ask(question: Question): void
  /** Asks what the rules find in the text that was read last. Of a large document that takes the engine seconds. */
  check(): void
  showNotes(showsNotes: boolean): void
  /** Asks about the text that was read last; null when there is none, or the engine did not say. See `useAnswer`. */
  askEngine<Name extends AskedCall>(
    name: Name,
    request: RequestOf<Name>,
    onProgress?: (progress: Progress) => void,
  ): Promise<AnswerOf<Name> | null>
  /** Stops the question of this name, if one is at work: its asker gets null. */
  stopAsking(name: AskedCall): void
  startConnect(from: ConnectEnd, fromTitle: string, to?: ConnectEnd): void
  /**
   * The one door for whatever a person wants: plans the intention, shows what it would write, open, close and isolate,
   * and applies it when confirmed. Call it from any button or menu with a complete intention; the dialog asks for the
   * rest. Small changes are applied at once where the person chose so.
   */
  proposeChange(intention: ChangeIntention): void
  /** The same, but always shown first: for what a person goes on to fill in, and for what takes something away. */
  beginChange(intention: ChangeIntention): void
  showTemplates(): void
  /** The person chose otherwise in the open dialog. */
  changeIntention(intention: ChangeIntention): void
  /** Proposes a change of the selected policy; the intention it answers tells it apart in `formEdits` and `formOutcomes`. */
  editPolicy(change: PolicyChange, manner: EditManner): EditPolicyIntention
  /** Goes on with the next edit of the form, when the one before is through. */
  advanceForm(): void
  /** Whom selectors of the form would match; null when the engine did not say. */
  countPods(question: PodQuestion): Promise<PodMatches | null>
  completeLabels(question: LabelQuestion): Promise<readonly Completion[]>
  startDisconnect(edgeId: string): void
  /** Applies the edits of the open dialog's plan; plans again when they turned stale. */
  confirmDialog(): void
  closeDialog(): void
  setAppliesSmall(appliesSmall: boolean): void
  setBusy(busy: boolean): void
  /** Stops what the page waits for: the reading of a revision, else a plan. */
  cancelWork(): void
  /** Reads the text after all. */
  readAgain(): void
  /** Plans the open dialog's intention after all. */
  planAgain(): void
  setSaved(saved: SavedState): void
  /** The open document goes on under another identity, because a newer one of its own was found in storage. */
  becomeCopy(id: string, title: string): void
}

/** Calls of the engine whose answers are no part of the state. */
export type AskedCall = Exclude<CallName, 'update'>

export type AppState = AppData & AppActions
