import type { Answer } from '../model/verdict.ts'
import { wordsAtEdge } from './edge-words.ts'
import type { PictureEdge } from './picture.ts'

/** What stands for an answer where there is no room for words; `some`: parts of it are allowed. */
export const SIGNS: Readonly<Record<Answer | 'some', string>> = { allowed: '✓', denied: '✕', depends: '?', some: '~' }

/** What is written at an edge: its ports, with the sign of the answer. A stub shows its words when it is pointed at. */
export function labelOf(edge: PictureEdge): string {
  const sign = edge.change ? changeSign(edge) : edge.half ? SIGNS.denied : SIGNS[edge.answer]
  return `${sign} ${wordsAtEdge(edge)}${edge.stale ? ' stale' : ''}`
}

/** What opens is added, what closes ends; what only perhaps does has a question mark as well. */
function changeSign({ change, answer }: PictureEdge): string {
  const sign = change === 'opens' ? '+' : SIGNS.denied
  return answer === 'depends' ? `${sign}?` : sign
}
