import type { ChangeIntention } from '../../core/authoring/plan-change.ts'
import { toConnectEnd } from '../../store/connect-end.ts'
import type { AppStore } from '../../store/create-app-store.ts'
import { toExpectIntention } from '../../store/expect-intention.ts'
import { findEdge } from '../../store/find-edge.ts'
import { edgesOfGathered, toGatheredEnd } from '../../store/gather.ts'
import { toGenerateIntention } from '../../store/generate-intention.ts'
import { toGatheredIsolation, toIsolateIntention } from '../../store/isolate-intention.ts'
import type { AppState } from '../../store/state.ts'
import type { Command, Origin } from '../../ui/commands/command.ts'
import { nameGathered } from './gathered-name.ts'
import { subjectNode, subjectOf } from './graph-subject.ts'
import { whileLooking } from './while-looking.ts'

/** What is opened, closed and isolated at what is selected, and what is shown of it. */
export function changeCommands(store: AppStore) {
  const section = 'Selection'
  const scope = 'graph'
  const state = () => store.getState()
  const proposes = (toIntention: (origin: Origin) => ChangeIntention | undefined, otherwise: string) => ({
    whyNot: (origin: Origin) => whileLooking(state()) ?? (toIntention(origin) ? undefined : otherwise),
    run: (origin: Origin) => {
      const intention = toIntention(origin)
      if (intention) state().proposeChange(intention)
    },
  })
  return {
    connect: {
      id: 'graph.connect',
      section,
      title: 'Connect…',
      words: 'draw edge allow flow open',
      keys: ['C'],
      scope,
      whyNot: (origin) =>
        whileLooking(state()) ?? (toStart(origin, state()) ? undefined : 'select a workload, a namespace or addresses'),
      run: (origin) => {
        const start = toStart(origin, state())
        if (start) state().startConnect(start.end, start.title)
      },
    },
    isolate: {
      id: 'graph.isolate',
      section,
      title: 'Isolate…',
      words: 'default deny close',
      keys: ['I'],
      scope,
      ...proposes((origin) => toIsolation(origin, state()), 'select a workload or a namespace that is open'),
    },
    keep: {
      id: 'graph.keep',
      section,
      title: 'Only what is allowed now…',
      words: 'least privilege generate',
      keys: ['L'],
      scope,
      ...proposes(() => toGatheredIsolation(state(), true) ?? toGenerateIntention(state()), 'select several first'),
    },
    expect: {
      id: 'graph.expect',
      section,
      title: 'Expect this',
      words: 'expectation must assert test keep flow',
      keys: ['X'],
      scope,
      ...proposes((origin) => toExpected(origin, state()), 'select an edge first'),
    },
    denied: {
      id: 'graph.denied',
      section,
      title: () => (state().showDenied ? 'Hide denied flows' : 'Show denied flows'),
      words: 'blocked',
      keys: ['D'],
      scope,
      whyNot: (origin) => whileLooking(state()) ?? (subjectNode(origin, state()) ? undefined : 'select a node first'),
      run: (origin) => {
        const node = subjectNode(origin, state())
        if (state().selection === null && node) state().select({ kind: 'node', id: node.id })
        state().toggleDenied()
      },
    },
    reaches: { ...reachOf('out', store), id: 'graph.reaches', section, title: 'What can this reach' },
    reachedBy: { ...reachOf('in', store), id: 'graph.reached-by', section, title: 'Who can reach this' },
  } satisfies Record<string, Command>
}

/** Looks at one direction of the selected node alone, or at both again. */
function reachOf(way: 'in' | 'out', store: AppStore) {
  const state = () => store.getState()
  return {
    whyNot: () => whileLooking(state()) ?? (state().selection?.kind === 'node' ? undefined : 'select a node first'),
    run: () => state().focusOn(state().focus === way ? null : way),
  }
}

/** The edge that has the focus or is selected, or those that are gathered. */
function toExpected(origin: Origin, state: AppState): ChangeIntention | undefined {
  const { snapshot, gathered } = state
  if (!snapshot) return undefined
  const subject = subjectOf(origin, state)
  const edge = subject?.kind === 'edge' ? findEdge(state, subject.id) : undefined
  const edges = edgesOfGathered(snapshot.picture, gathered)
  return toExpectIntention(snapshot, edges.length > 0 ? edges : edge ? [edge] : [])
}

function toIsolation(origin: Origin, state: AppState): ChangeIntention | undefined {
  const node = subjectNode(origin, state)
  return toGatheredIsolation(state, false) ?? (node && toIsolateIntention(node))
}

/** Where a connection begins: at all that are gathered, else at the one. */
function toStart(origin: Origin, state: AppState) {
  const nodes = state.snapshot?.picture.nodes ?? []
  const together = toGatheredEnd(nodes, state.gathered)
  if (together) return { end: together, title: nameGathered(nodes, state.gathered) }
  const node = subjectNode(origin, state)
  const end = node && toConnectEnd(node)
  return node && end && { end, title: node.title }
}
