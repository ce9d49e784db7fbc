import type { Area } from './fit-boxes.ts'

/** Room kept around what is shown: above at least for actions, and under notices; below, over legend and controls, a little more. */
const ROOM = { top: 48, underNotices: 12, side: 28, aboveFoot: 34 }

/** Less than this is no room at all: then what lies over the canvas is looked past. */
const LEAST = 80

/** The part of the canvas that nothing lies over: notices and actions, legend and controls, a dialog at its side. */
export function freeArea(width: number, height: number): Area {
  const dialog = document.querySelector('.change-layer.is-docked > .change-dialog')?.clientWidth ?? 0
  const foot = heightOf('.canvas__foot')
  const [left, right] = [ROOM.side, width - (dialog > 0 ? dialog + 12 : 0) - ROOM.side]
  const top = Math.max(ROOM.top, heightOf('.notices') + ROOM.underNotices)
  const bottom = height - foot - ROOM.aboveFoot
  return {
    ...(right - left < LEAST ? { left: 0, right: width } : { left, right }),
    ...(bottom - top < LEAST ? { top: 0, bottom: height } : { top, bottom }),
  }
}

function heightOf(selector: string): number {
  return document.querySelector(selector)?.clientHeight ?? 0
}
