/** A drawing as pixels, or why there are none. */
export type Raster =
  | { readonly kind: 'drawn'; readonly image: Blob; readonly scale: number }
  | { readonly kind: 'failed'; readonly reason: string }

/** What every browser draws: pixels along a side, and in all. */
const MOST = { side: 16_384, area: 64 * 1024 * 1024 }

/** How many pixels a unit of a drawing gets: as many as are wanted, or as a browser can draw. */
export function scaleThatFits(width: number, height: number, wanted: number): number {
  const fitting = Math.min(MOST.side / Math.max(width, height), Math.sqrt(MOST.area / (width * height)))
  return Math.min(wanted, Math.floor(fitting * 100) / 100)
}

/** Draws an SVG document of this size as PNG. It may load nothing, and nothing is sent anywhere. */
export async function rasterise(svg: string, width: number, height: number, wanted: number): Promise<Raster> {
  const scale = scaleThatFits(width, height, wanted)
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(width * scale))
  canvas.height = Math.max(1, Math.round(height * scale))
  const pen = canvas.getContext('2d')
  if (!pen) return { kind: 'failed', reason: 'this browser does not draw pictures of this size' }
  try {
    const image = new Image()
    image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`
    await image.decode()
    pen.drawImage(image, 0, 0, canvas.width, canvas.height)
  } catch {
    return { kind: 'failed', reason: 'this browser does not draw the picture' }
  }
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'))
  return blob ? { kind: 'drawn', image: blob, scale } : { kind: 'failed', reason: 'the browser has no room for it' }
}
