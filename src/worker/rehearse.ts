import type { TextFile } from '../core/model/edit.ts'
import type { Work } from '../core/model/work.ts'
import { buildingPicture, type PictureOptions } from '../core/picture/build-picture.ts'
import type { Picture } from '../core/picture/picture.ts'
import { sketchPicture } from '../core/picture/sketch-picture.ts'
import { type Analysis, analysing } from '../core/workspace/analyse.ts'
import { locationOf } from '../core/workspace/locations.ts'
import { makingSnapshot } from '../core/workspace/to-snapshot.ts'

/** After so many keys the code that they run is as quick as it gets. */
const MOST_KEYS = 4

/** After fewer, when they have looked at so many endpoints. */
const ENOUGH_ENDPOINTS = 4000

/** With fewer endpoints every key is quick; with more none is, and what a rehearsal leaves behind has to be cleared away. */
const [FEWEST_ENDPOINTS, MOST_ENDPOINTS] = [200, 5000]

/** A document as it was read. */
interface Text {
  readonly files: readonly TextFile[]
  readonly analysis: Analysis
  readonly picture: Picture
  readonly look: Pick<PictureOptions, 'folds' | 'filter'>
}

/**
 * Types into a label of a policy and takes it back, for nothing but that code is quick only once it has run a few times:
 * in a large document the first keys of somebody would wait for that. Nothing comes of it. Returns the number of keys.
 */
export function* rehearsing({ files, analysis, picture, look }: Text): Work<number> {
  const { length } = analysis.prepared.endpoints
  const isWorth = length >= FEWEST_ENDPOINTS && length <= MOST_ENDPOINTS
  const typed = isWorth ? typeInLabel(files, analysis) : undefined
  if (!typed) return 0
  const keys = Math.min(MOST_KEYS, Math.round(ENOUGH_ENDPOINTS / length))
  let before = { analysis, picture }
  for (let key = 0; key < keys; key += 1) {
    const after = yield* analysing(key % 2 === 0 ? typed : files, analysis.prepared.settings, before.analysis)
    const sketch = sketchPicture(after.prepared, look.folds, before.picture)
    yield* makingSnapshot(0, after, sketch ?? before.picture)
    const options = { ...look, before: before.analysis.prepared }
    before = { analysis: after, picture: yield* buildingPicture(after.prepared, options) }
  }
  return keys
}

/** With one character more in a label that a policy selects; undefined where no policy selects one. */
export function typeInLabel(
  files: readonly TextFile[],
  { cluster, reading }: Analysis,
): readonly TextFile[] | undefined {
  for (const { podSelector } of cluster.policies) {
    const label = podSelector.requirements.find(({ operator }) => operator === 'In')
    const place = label && locationOf(reading, label.path)
    if (place) return files.map((file) => (file.name === place.file ? typeAt(file, place.span.end) : file))
  }
  return undefined
}

function typeAt({ name, text }: TextFile, offset: number): TextFile {
  const end = /["']/.test(text[offset - 1] ?? '') ? offset - 1 : offset
  return { name, text: `${text.slice(0, end)}x${text.slice(end)}` }
}
