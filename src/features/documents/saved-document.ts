import { type EngineSettings, readStoredSettings } from '../../core/model/settings.ts'
import type { Question } from '../../core/model/verdict.ts'
import type { Positions } from '../../core/picture/picture.ts'
import { NO_FILTER, type PictureFilter } from '../../core/picture/picture-filter.ts'
import { type DocumentCounts, isObject } from '../../platform/stored-document.ts'
import { DEFAULT_SETTINGS } from '../../store/initial-data.ts'
import type { AppData, OpenedDocument } from '../../store/state.ts'

/** What is stored of a document beside its texts. */
interface StoredView {
  readonly positions: Positions
  readonly folds: Readonly<Record<string, boolean>>
  readonly settings: EngineSettings
  readonly question: Question | null
  readonly filter: PictureFilter
}

/** The part of the state that is saved. */
export type Saveable = Pick<
  AppData,
  'documentId' | 'title' | 'document' | 'positions' | 'folds' | 'filter' | 'settings' | 'question' | 'snapshot'
>

/** The same, without what only tells of it. */
export type Content = Omit<Saveable, 'snapshot'>

export function toView({ positions, folds, filter, settings, question }: Content): StoredView {
  return { positions, folds, filter, settings, question }
}

/** A view as it was found, perhaps of another version of the page: a part that is none of ours is as at the beginning. */
export function readView(found: unknown): StoredView {
  const view = isObject(found) ? found : {}
  return {
    positions: readPositions(view.positions),
    folds: readFolds(view.folds),
    settings: readSettings(view.settings),
    question: readQuestion(view.question),
    filter: readFilter(view.filter),
  }
}

export function toOpened(state: Saveable): OpenedDocument {
  return { id: state.documentId, title: state.title, files: state.document.files, ...toView(state) }
}

/** Whether there is nothing to save between the two. */
export function isSameContent(a: Content, b: Content): boolean {
  return (
    a.documentId === b.documentId &&
    a.title === b.title &&
    a.document.files === b.document.files &&
    a.positions === b.positions &&
    a.folds === b.folds &&
    a.filter === b.filter &&
    a.settings === b.settings &&
    a.question === b.question
  )
}

/** What the document holds, once its newest text is read. */
export function countsOf({ snapshot, document }: Pick<Saveable, 'snapshot' | 'document'>): DocumentCounts | undefined {
  if (snapshot?.revision !== document.revision) return undefined
  const { workloads, policies } = snapshot.counts
  return { files: document.files.length, workloads, policies }
}

export function isSameCounts(one: DocumentCounts | undefined, other: DocumentCounts | undefined): boolean {
  return one?.files === other?.files && one?.workloads === other?.workloads && one?.policies === other?.policies
}

function readPositions(found: unknown): Positions {
  return keepEntries(
    found,
    (place) => isObject(place) && Number.isFinite(place.x) && Number.isFinite(place.y),
  ) as Positions
}

function readFolds(found: unknown): StoredView['folds'] {
  return keepEntries(found, (folded) => typeof folded === 'boolean') as StoredView['folds']
}

function keepEntries(found: unknown, isGood: (value: unknown) => boolean): Readonly<Record<string, unknown>> {
  return isObject(found) ? Object.fromEntries(Object.entries(found).filter(([, value]) => isGood(value))) : {}
}

function readSettings(found: unknown): EngineSettings {
  if (!isObject(found)) return DEFAULT_SETTINGS
  const { podRanges, implied, cni } = found
  const isRanges = podRanges === 'any' || (Array.isArray(podRanges) && podRanges.every(isRange))
  return readStoredSettings({
    cni: cni as EngineSettings['cni'],
    implied: implied !== false,
    ...(isRanges ? { podRanges: podRanges as NonNullable<EngineSettings['podRanges']> } : {}),
  })
}

function isRange(found: unknown): boolean {
  return isObject(found) && typeof found.first === 'bigint' && typeof found.last === 'bigint'
}

function readQuestion(found: unknown): Question | null {
  const isQuestion = isObject(found) && typeof found.from === 'string' && typeof found.to === 'string'
  return isQuestion ? (found as unknown as Question) : null
}

function readFilter(found: unknown): PictureFilter {
  if (!isObject(found)) return NO_FILTER
  const isGood = (key: string) => sameKind(found[key], NO_FILTER[key as keyof PictureFilter])
  return { ...NO_FILTER, ...Object.fromEntries(Object.entries(found).filter(([key]) => isGood(key))) }
}

/** Of what kind a value is, by one that is known to be good; a policy is named or null. */
function sameKind(found: unknown, good: unknown): boolean {
  if (good === null) return found === null || typeof found === 'string'
  if (Array.isArray(good)) return Array.isArray(found) && found.every((one) => typeof one === 'string')
  return typeof found === typeof good
}
