import type { Picture } from '../picture.ts'

/** What whoever sees only the picture has to be told: what it does not show. */
export function svgNotes({ folded, edgesNotDrawn, filtered }: Picture): readonly string[] {
  return [
    ...(folded.size > 0 ? [`${count(folded.size, 'namespace')} folded`] : []),
    ...(edgesNotDrawn > 0 ? [`${count(edgesNotDrawn, 'edge')} not drawn`] : []),
    ...(filtered
      ? [`${count(filtered.workloads, 'workload')} and ${count(filtered.edges, 'edge')} hidden by a filter`]
      : []),
  ]
}

function count(number: number, word: string): string {
  return `${number.toLocaleString('en')} ${word}${number === 1 ? '' : 's'}`
}
