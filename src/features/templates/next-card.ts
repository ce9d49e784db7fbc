interface Box {
  readonly left: number
  readonly top: number
}

/** The card that a key leads to from the one at `at`; undefined where it leads nowhere, or is no key for that. */
export function nextCard(key: string, at: number, boxes: readonly Box[]): number | undefined {
  const here = boxes[at]
  if (here === undefined) return undefined
  switch (key) {
    case 'ArrowRight':
      return at + 1 < boxes.length ? at + 1 : undefined
    case 'ArrowLeft':
      return at > 0 ? at - 1 : undefined
    case 'ArrowDown':
      return nearest(here, boxes, (top) => top > here.top)
    case 'ArrowUp':
      return nearest(here, boxes, (top) => top < here.top)
    case 'Home':
      return 0
    case 'End':
      return boxes.length - 1
    default:
      return undefined
  }
}

/** Of the next row that way, the card that lies least to the side. */
function nearest(here: Box, boxes: readonly Box[], lies: (top: number) => boolean): number | undefined {
  const distance = ({ left, top }: Box) => Math.abs(top - here.top) * 1000 + Math.abs(left - here.left)
  const [found] = [...boxes.entries()]
    .filter(([, { top }]) => lies(top))
    .sort(([, a], [, b]) => distance(a) - distance(b))
  return found?.[0]
}
