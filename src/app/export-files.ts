import type { OpenNamespaces } from '../core/matrix/matrix.ts'
import type { SvgTheme } from '../core/picture/svg/svg-colours.ts'
import type { WrittenSvg } from '../core/picture/svg/write-svg.ts'
import { toFileName } from '../core/workspace/archive/file-name.ts'
import { writePicture } from '../features/canvas/write-picture.ts'
import { writeClipboardImage } from '../platform/clipboard.ts'
import { download } from '../platform/download.ts'
import { type Raster, rasterise } from '../platform/rasterise.ts'
import type { AppStore } from '../store/create-app-store.ts'
import { toast } from '../ui/toast.ts'
import { pictureTheme } from './picture-theme.ts'

/** Twice as fine as most screens. */
const SCALE = 2

/** Downloads the picture as a drawing. */
export function saveSvg(store: AppStore): void {
  const picture = write(store)
  if (!picture) return
  const name = `${toFileName(store.getState().title)}.svg`
  download(name, picture.text, 'image/svg+xml')
  toast(`Downloaded ${name}`)
}

/** Downloads the picture in pixels. */
export async function savePng(store: AppStore): Promise<void> {
  const picture = write(store)
  if (!picture) return
  const name = `${toFileName(store.getState().title)}.png`
  const raster = await draw(picture)
  if (raster.kind === 'failed') return sayFailed(raster.reason)
  download(name, raster.image, 'image/png')
  toast(`Downloaded ${name}`, { description: wordsOf(raster) })
}

/** Puts the picture on the clipboard, in pixels. */
export async function copyPicture(store: AppStore): Promise<void> {
  const picture = write(store)
  if (!picture) return
  const drawing = draw(picture)
  const image = drawing.then((raster) => (raster.kind === 'drawn' ? raster.image : Promise.reject(raster.reason)))
  const isDone = await writeClipboardImage(image)
  const raster = await drawing
  if (raster.kind === 'failed') return sayFailed(raster.reason)
  if (isDone) toast('Copied the picture', { description: wordsOf(raster) })
  else toast.error('The browser did not allow copying', { description: 'download the picture instead' })
}

function write(store: AppStore): WrittenSvg | undefined {
  const theme: SvgTheme = pictureTheme()
  return writePicture(store, theme)
}

function draw({ text, width, height }: WrittenSvg): Promise<Raster> {
  return rasterise(text, width, height, SCALE)
}

function sayFailed(reason: string): void {
  toast.error('The picture was not drawn', { description: `${reason}: take it as SVG` })
}

function wordsOf(raster: Extract<Raster, { kind: 'drawn' }>): string | undefined {
  if (raster.scale >= SCALE) return undefined
  return `browsers draw no larger picture: it is ${raster.scale} times as large as on the screen instead of ${SCALE}. As SVG it has every detail`
}

/** More workloads than these make a table that nobody reads: then it is by namespace. */
const MOST_OPEN = 200

/** Downloads the matrix as a table. */
export async function saveMatrix(store: AppStore): Promise<void> {
  const { askEngine, snapshot, title } = store.getState()
  const isSmall = (snapshot?.counts.workloads ?? 0) <= MOST_OPEN
  const opened = isSmall ? await everyNamespace(store) : NOTHING_OPEN
  const text = opened && (await askEngine('writeMatrix', { ...opened, format: 'csv' }))
  if (text === null) return toast('The matrix was not written', { description: 'the text changed meanwhile' })
  const name = `${toFileName(title)} matrix.csv`
  download(name, text, 'text/csv')
  const hint = 'by namespace: open those you want in the Matrix, and download it there'
  toast(`Downloaded ${name}`, isSmall ? {} : { description: hint })
}

const NOTHING_OPEN: OpenNamespaces = { rows: [], columns: [] }

async function everyNamespace(store: AppStore): Promise<OpenNamespaces | null> {
  const axes = await store.getState().askEngine('matrixAxes', NOTHING_OPEN)
  if (!axes) return null
  const all = axes.rows.flatMap((end) => (end.kind === 'namespace' && end.workloads > 0 ? [end.namespace] : []))
  return { rows: all, columns: all }
}
