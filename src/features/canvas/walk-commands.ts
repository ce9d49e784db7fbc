import type { Command, Origin } from '../../ui/commands/command.ts'
import { focusedThing } from './graph-subject.ts'
import type { Way } from './next-node.ts'

/** Ways through the graph without a mouse. */
export interface WalkDoors {
  /** From an edge to one of its ends. */
  readonly goThatWay: (from: Origin, way: Way) => void
  readonly goInOrder: (from: string | undefined, by: 1 | -1) => void
  /** To the next edge of the node that the walk is at. */
  readonly goAlongEdges: (origin: Origin, by: 1 | -1) => void
  readonly fold: (node: string) => void
  readonly canFold: (node: string | undefined) => boolean
}

const ARROWS: readonly (readonly [key: string, way: Way])[] = [
  ['ArrowLeft', 'left'],
  ['ArrowRight', 'right'],
  ['ArrowUp', 'up'],
  ['ArrowDown', 'down'],
]

/** The graph is one stop of Tab; these lead from node to node and from edge to edge. */
export function walkCommands(doors: WalkDoors): readonly Command[] {
  const common = { section: 'Graph', scope: 'graph', byKeyOnly: true } as const
  const nodeAt = (origin: Origin) => {
    const focused = focusedThing(origin)
    return focused?.kind === 'node' ? focused.id : undefined
  }
  return [
    ...ARROWS.map(
      ([key, way]): Command => ({
        ...common,
        id: `graph.go-${way}`,
        title: `Go to the next node, ${way}`,
        keys: [key],
        run: (origin) => doors.goThatWay(origin, way),
      }),
    ),
    {
      ...common,
      id: 'graph.next',
      title: 'Go to the next node in order',
      keys: ['N'],
      run: (origin) => doors.goInOrder(nodeAt(origin), 1),
    },
    {
      ...common,
      id: 'graph.previous',
      title: 'Go to the node before it',
      keys: ['P'],
      run: (origin) => doors.goInOrder(nodeAt(origin), -1),
    },
    {
      ...common,
      id: 'graph.next-edge',
      title: 'Go to the next edge of the node',
      keys: ['E'],
      run: (origin) => doors.goAlongEdges(origin, 1),
    },
    {
      ...common,
      id: 'graph.previous-edge',
      title: 'Go to the edge before it',
      keys: ['Shift+E'],
      run: (origin) => doors.goAlongEdges(origin, -1),
    },
    {
      ...common,
      id: 'graph.fold',
      title: 'Fold the namespace, or unfold it',
      keys: ['F'],
      whyNot: (origin) => (doors.canFold(nodeAt(origin)) ? undefined : 'a namespace has to have the focus'),
      run: (origin) => doors.fold(nodeAt(origin) ?? ''),
    },
  ]
}
