import type { PictureNode } from '../../core/picture/picture.ts'
import type { AppState } from '../../store/state.ts'
import type { Selection } from '../../store/viewpoint.ts'
import type { Origin } from '../../ui/commands/command.ts'

/** The node or edge that has the focus. */
export function focusedThing(origin: Origin): Selection | null {
  const edge = origin?.closest('.react-flow__edge') ?? null
  const thing = edge ?? origin?.closest('.react-flow__node')
  const id = thing?.getAttribute('data-id')
  if (id === null || id === undefined) return null
  return { kind: edge === null ? 'node' : 'edge', id }
}

/** What a command of the graph is about: what has the focus, else what is selected. */
export function subjectOf(origin: Origin, { selection }: AppState): Selection | null {
  return focusedThing(origin) ?? selection
}

/** The same, where only nodes count: an edge that has the focus leaves the word to the selection. */
export function subjectNode(origin: Origin, state: AppState): PictureNode | undefined {
  const focused = focusedThing(origin)
  const subject = focused?.kind === 'node' ? focused : state.selection
  return subject?.kind === 'node' ? nodeOf(subject.id, state) : undefined
}

export function nodeOf(id: string, { snapshot }: AppState): PictureNode | undefined {
  return snapshot?.picture.nodes.find((node) => node.id === id)
}
