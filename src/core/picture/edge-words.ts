import type { PictureEdge } from './picture.ts'

/** Above so many stubs in one picture their words are in each other's way, and are shown only when asked for. */
export const MOST_STUB_WORDS = 8

/** Ports that are longer in words than this are cut. */
const MOST_PORTS = 28

/**
 * What is written at an edge, without the sign of its answer: its ports, with the exceptions of a bundle, or with the
 * end at which a stub stops. Long lists of ports are cut: "8001, 8003 +12".
 */
export function wordsAtEdge({ label, except, half }: PictureEdge): string {
  const ports = shortenPorts(label)
  if (half) return `${ports}: ${half.at}`
  return except ? `${ports} ${except.words}` : ports
}

function shortenPorts(label: string): string {
  if (label.length <= MOST_PORTS) return label
  const all = label.split(', ')
  let shown = 1
  while (all.slice(0, shown + 1).join(', ').length < MOST_PORTS - 4) shown += 1
  return shown < all.length ? `${all.slice(0, shown).join(', ')} +${all.length - shown}` : label
}
