import type { Layout, Positions } from '../core/picture/picture.ts'
import { NO_FILTER } from '../core/picture/picture-filter.ts'
import { Cancelled, Superseded } from '../worker/client.ts'
import type { AnswerOf, CallName, RequestOf } from '../worker/protocol.ts'
import type { SliceContext } from './slice-context.ts'
import type { AppActions, AppState } from './state.ts'

type LookActions = Pick<
  AppActions,
  'setFilter' | 'focusOn' | 'search' | 'endSearch' | 'visit' | 'arrive' | 'tidy' | 'pointAtNode' | 'pointAtPolicy'
>

/** Of very many things that a search finds the edges of only so many are drawn past the budget. */
const MOST_FOUND = 40

/** What a person looks for: the filter, the search, who can reach what, and what is pointed at. */
export function createLookSlice({ set, get, engine, answers }: SliceContext): LookActions {
  const ask = async <Name extends CallName>(name: Name, request: RequestOf<Name>): Promise<AnswerOf<Name> | null> => {
    if (get().snapshot === null) return null
    try {
      return await engine.call(name, request)
    } catch (error) {
      if (!(error instanceof Superseded || error instanceof Cancelled)) set({ engineFailure: String(error) })
      return null
    }
  }

  /** Past the budget nothing is drawn at rest: the edges of what is found and pointed at are asked for. */
  const askEdges = async () => {
    const { found, pointed } = get()
    const nodes = [...[...found].slice(0, MOST_FOUND), ...(pointed === null ? [] : [pointed])]
    const isAsked = nodes.length > 0 && (get().snapshot?.picture.edgesNotDrawn ?? 0) > 0
    const edges = isAsked ? await ask('edgesAt', { nodes }) : []
    const isStill = get().found === found && get().pointed === pointed
    if (edges && isStill && (edges.length > 0 || get().lookedEdges.length > 0)) set({ lookedEdges: edges })
  }

  return {
    setFilter(filter) {
      set({ filter })
      answers.refresh()
    },
    focusOn(focus) {
      set({ focus })
      answers.askSelection()
    },
    async search(text) {
      const answer = await ask('search', { text })
      if (answer) set({ found: new Set(answer.nodes) })
      askEdges()
      return answer
    },
    endSearch() {
      if (get().found.size > 0) set({ found: new Set() })
      askEdges()
    },
    visit(hit) {
      if (hit.kind === 'policies') return get().select({ kind: 'policy', id: hit.id })
      set({ goal: { node: hit.id }, pictureView: 'graph' })
      const { filter, folds } = get()
      const open = hit.namespace === undefined ? folds : { ...folds, [hit.namespace]: false }
      if (hit.isHidden) set({ filter: NO_FILTER, folds: open })
      else if (hit.isFolded) set({ folds: open })
      if (get().folds !== folds || get().filter !== filter) answers.refresh()
    },
    arrive() {
      const { goal } = get()
      if (goal === null) return
      set({ goal: null })
      get().select({ kind: 'node', id: goal.node })
    },
    async tidy() {
      if (get().tidying) return engine.cancel('tidy')
      const { documentId } = get()
      set({ tidying: true })
      const layout = await ask('tidy', {})
      set({ tidying: false })
      if (layout && documentId === get().documentId) get().moveNodes(toPositions(layout))
    },
    pointAtNode(pointed) {
      if (get().pointed === pointed) return
      set({ pointed })
      askEdges()
    },
    async pointAtPolicy(path) {
      set({ pointedPolicy: path === null ? null : { path, ends: null } })
      const ends = path === null ? null : await ask('policyEnds', { path })
      if (ends && get().pointedPolicy?.path === path) set({ pointedPolicy: { path: path ?? '', ends } })
    },
  }
}

function toPositions(layout: Layout): Positions {
  return Object.fromEntries([...layout].map(([id, { x, y }]) => [id, { x, y, tidied: true }] as const))
}

/** What is not looked for any more when another document is opened. */
export const NOTHING_LOOKED_FOR: Pick<
  AppState,
  'filter' | 'focus' | 'tidying' | 'found' | 'pointed' | 'lookedEdges' | 'goal' | 'pointedPolicy'
> = {
  filter: NO_FILTER,
  focus: null,
  tidying: false,
  found: new Set(),
  pointed: null,
  lookedEdges: [],
  goal: null,
  pointedPolicy: null,
}
