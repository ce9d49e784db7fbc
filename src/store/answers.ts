import type { Path, ResourcePath } from '../core/model/path.ts'
import type { Progress } from '../core/model/work.ts'
import { comparePictures } from '../core/picture/compare-pictures.ts'
import type { Snapshot } from '../core/workspace/snapshot.ts'
import { Cancelled, Superseded } from '../worker/client.ts'
import type { OpenedForm } from '../worker/protocol.ts'
import { findEdge, isInPicture } from './find-edge.ts'
import { followPolicy } from './follow-policy.ts'
import { isPlanned } from './is-waiting.ts'
import { type Ask, createPlanAsker } from './plan-answers.ts'
import { isSamePolicy, isThere, NOTHING_SELECTED } from './select-again.ts'
import type { Answers, SliceContext } from './slice-context.ts'
import type { AppState, LocatedPath } from './state.ts'

/** Of an edge with very many rules, only this many are looked up and marked. */
const LOCATED_RULES = 20

interface AnswerTools extends Pick<SliceContext, 'set' | 'get' | 'engine'> {
  readonly afterPaint: (run: () => void) => void
}

export function createAnswers({ set, get, engine, afterPaint }: AnswerTools): Answers {
  /** Grows with every update sent: an answer of an older one is stale. */
  let version = 0

  const ask: Ask = async (name, request, accept, { onProgress, onStop } = {}) => {
    // Until a document is read for the first time the worker may hold another one.
    if (get().snapshot === null) return
    const sent = version
    try {
      const answer = await engine.call(name, request, (progress) => sent === version && onProgress?.(progress))
      if (sent === version) accept(answer)
    } catch (error) {
      if (sent !== version || error instanceof Superseded) return
      if (!(error instanceof Cancelled)) set({ engineFailure: toWords(error) })
      onStop?.()
    }
  }

  const refresh = () => {
    version += 1
    const sent = version
    const isNewest = () => sent === version
    const { document, documentId, settings, folds, filter } = get()
    set({ working: true, progress: null })
    const onProgress = (progress: Progress) => isNewest() && set({ progress })
    const fail = (error: unknown) => {
      if (isNewest()) stop(error)
    }
    const take = (snapshot: Snapshot) => {
      const { snapshot: before } = get()
      if (isNewest() && !snapshot.picture.isSketch) return arrive(snapshot, before)
      if (documentId === get().documentId) show(snapshot)
      // The sketch is drawn first: on few cores the engine would be in the way of that.
      if (isNewest()) afterPaint(() => isNewest() && complete(snapshot, before))
    }
    const complete = (sketch: Snapshot, before: Snapshot | null) =>
      engine.call('draw', {}, onProgress).then((drawn) => {
        if (isNewest()) arrive({ ...sketch, ...drawn }, before)
      }, fail)
    engine.call('update', { document: documentId, ...document, settings, folds, filter }, onProgress).then(take, fail)
  }

  /** What there is to see already, while a newer text is read or the picture is drawn. */
  const show = (snapshot: Snapshot) => set({ snapshot, ...keepPolicy(get(), snapshot) })

  const stop = (error: unknown) => {
    const { dialog, engineFailure } = get()
    const isCancelled = error instanceof Cancelled
    set({
      working: false,
      progress: null,
      outdated: true,
      engineFailure: isCancelled ? engineFailure : toWords(error),
      ...(isPlanned(dialog) ? { dialog: { ...dialog, planning: false, stopped: true, quiet: false } } : {}),
    })
    get().advanceForm()
  }

  /** All that there is of a text; `before` is what was shown of the one before. */
  const arrive = (snapshot: Snapshot, before: Snapshot | null) => {
    const shown = showStep({ ...get(), snapshot: before }, snapshot)
    // A selection that the history brought back fits the text it belongs to as it is.
    const followed = shown.selection === undefined ? keepPolicy(get(), snapshot) : {}
    const kept = { ...followed, ...keepSelection({ ...get(), ...shown, ...followed, snapshot }) }
    const gathered = keepGathered(shown.gathered ?? get().gathered, snapshot)
    set({ snapshot, working: false, progress: null, outdated: false, engineFailure: null, ...shown, ...kept, gathered })
    askSelection()
    askQuestion()
    askCaret()
    askPlan()
    get().reviewAgain()
    get().checkExpectations()
    if (get().selection?.kind !== 'policy') get().advanceForm()
  }

  const askSelection = () => {
    const { selection, selectionView, showDenied, focus, working } = get()
    if (!selection || working) return
    const node = selection.kind === 'node' ? selection.id : selectionView?.node
    if (node !== undefined)
      ask(
        'select',
        { node, showDenied: showDenied || focus !== null },
        (view) => isShownNode(get(), node) && set({ selectionView: view }),
      )
    if (selection.kind === 'edge') askEdge(selection.id)
    else if (selection.kind === 'policy') askForm(selection.id)
    else askDetails(selection.id)
  }

  const askForm = (path: ResourcePath) => {
    const goOn = () => get().advanceForm()
    const accept = (opened: OpenedForm | null) => {
      if (get().selection?.id === path) set({ policyForm: opened ?? 'none' })
      goOn()
    }
    ask('policyForm', { path }, accept, { onStop: goOn })
  }

  const askDetails = (id: string) => {
    const node = get().snapshot?.picture.nodes.find((candidate) => candidate.id === id)
    if (node?.kind !== 'workload') return
    const isSelected = () => get().selection?.id === id
    ask('describe', { endpoints: node.endpoints }, (details) => isSelected() && set({ details }))
  }

  const askEdge = (id: string) => {
    const edge = findEdge(get(), id)
    const isSelected = () => get().selection?.id === id
    if (edge && edge.pairs > 1 && isInPicture(get(), id))
      ask('openEdge', { edge: id }, (openedEdges) => isSelected() && set({ openedEdges }))
    if (!edge) return
    locate(edge.rules, (highlights) => isSelected() && set({ highlights }))
    const rules = edge.rules.slice(0, LOCATED_RULES)
    ask('spareRules', { rules }, (spareRules) => isSelected() && set({ spareRules }))
  }

  const askQuestion = () => {
    const { question, working } = get()
    if (!question || working) return
    ask('explain', question, (explanation) => get().question === question && set({ explanation }))
  }

  const askCaret = () => {
    const { caret, working, outdated } = get()
    if (!caret || working || outdated) return
    ask('partsAt', { file: caret.file, offset: caret.offset }, (parts) => {
      if (get().caret === caret && !samePaths(parts, get().caretParts)) set({ caretParts: parts })
    })
  }

  const askPlan = createPlanAsker({ set, get, ask, refresh })

  const askChecks = () => {
    ask('check', { level: get().showsNotes ? 'info' : 'warning' }, (checks) => set({ checks }))
  }

  /** One after the other: of calls of one name that wait, the engine's client keeps only the newest. */
  let located: Promise<void> = Promise.resolve()
  const locate = (paths: readonly Path[], accept: (located: readonly LocatedPath[]) => void) => {
    if (get().outdated) return
    located = located.then(async () => {
      const found: LocatedPath[] = []
      for (const path of paths.slice(0, LOCATED_RULES)) {
        await ask('locate', { path }, (location) => location && found.push({ ...location, path }))
      }
      if (found.length > 0) accept(found)
    })
  }

  return { refresh, askSelection, askQuestion, askCaret, askPlan, askChecks, locate }
}

/** A selection outlives the text it was made in only if its thing does. */
function keepSelection(state: AppState): Partial<AppState> {
  const { selection } = state
  return !selection || isThere(selection, state) ? {} : { selection: null, ...NOTHING_SELECTED }
}

/** What is gone is not acted on any more; one alone is not gathered. */
function keepGathered(gathered: readonly string[], { picture }: Snapshot): readonly string[] {
  const there = new Set([...picture.nodes, ...picture.edges].map(({ id }) => id))
  if (gathered.every((id) => there.has(id))) return gathered
  const kept = gathered.filter((id) => there.has(id))
  return kept.length > 1 ? kept : []
}

/** The path of a selected policy, when texts before it came or went. */
function keepPolicy({ selection, snapshot: before }: AppState, { policies }: Snapshot): Partial<AppState> {
  if (selection?.kind !== 'policy' || !before) return {}
  const id = followPolicy(selection.id, before.policies, policies)
  if (id === undefined) return { selection: null, ...NOTHING_SELECTED }
  return id === selection.id ? {} : { selection: { kind: 'policy', id } }
}

/** Once the text that a step led to is drawn: what is other in the picture, and the selection of that time. */
function showStep({ step, selection, snapshot: before }: AppState, { revision, picture }: Snapshot): Partial<AppState> {
  // What was drawn before is only drawn again: the person may look at something else by now.
  if (step?.revision !== revision || before?.revision === revision) return {}
  const changed = before ? comparePictures(before.picture, picture) : null
  if (!step.viewpoint || isSamePolicy(step.viewpoint.selection, selection)) return { changed }
  return { changed, selection: step.viewpoint.selection, ...NOTHING_SELECTED }
}

function isShownNode({ selection, selectionView }: AppState, node: string): boolean {
  return selection?.kind === 'node' ? selection.id === node : selectionView?.node === node
}

function samePaths(one: readonly Path[], other: readonly Path[]): boolean {
  return one.length === other.length && one.every((path, index) => path === other[index])
}

function toWords(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
