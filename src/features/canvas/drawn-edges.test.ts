import { describe, expect, it } from 'vitest'
import type { Question, Verdict } from '../../core/model/verdict.ts'
import { INITIAL_DATA } from '../../store/initial-data.ts'
import type { AppState } from '../../store/state.ts'
import { drawnEdges, isLookedAt, isRelated } from './drawn-edges.ts'
import { card, edge, frame, outside, picture } from './picture.testing.ts'

const [a, b, c] = ['x/deployment/a', 'x/deployment/b', 'x/deployment/c'] as const
const nodes = [frame('x'), card('x', 'a'), card('x', 'b'), card('x', 'c'), outside('anyone', [a, 'outside/1'])]
const rest = picture(nodes, [edge(a, b), edge(b, c)])
const nothing = {
  selection: null,
  selectionView: null,
  openedEdges: [],
  question: null,
  explanation: null,
  effects: null,
  focus: null,
  lookedEdges: [],
}

function asked(question: Question, answer: Verdict['answer'], blockedAt: 'egress' | 'ingress' = 'ingress') {
  const end = (direction: 'egress' | 'ingress') => ({
    direction,
    answer: blockedAt === direction ? answer : ('allowed' as const),
    causes: [{ kind: 'not-isolated' as const }],
  })
  const verdict: Verdict = {
    answer,
    egress: end('egress'),
    ingress: end('ingress'),
    assumptions: [],
    without: [],
    notes: [],
  }
  const part = { kind: 'judged', ...question, answer, verdict } as const
  const outcome = { kind: 'reply', ...question, answer, parts: [part], notes: [] } as const
  return { ...nothing, question, explanation: { question: { ...question }, outcome, places: new Map() } }
}

describe('drawnEdges', () => {
  it('draws the edges at rest, and the very same list', () => {
    expect(drawnEdges(rest, nothing)).toBe(rest.edges)
  })

  it('draws the edges of the selected node instead of those at rest that touch it', () => {
    const denied = edge(a, c, { id: 'denied', answer: 'denied' })
    const selectionView = { node: a, others: new Map(), edges: [edge(a, b, { id: 'opened' }), denied] }
    const drawn = drawnEdges(rest, { ...nothing, selection: { kind: 'node', id: a }, selectionView })
    expect(drawn.map(({ id }) => id)).toEqual([`${b}>${c}`, 'opened', 'denied'])
  })

  it('leaves out the bundles of its frame: its own part of them is drawn', () => {
    const bundled = picture(nodes, [edge('frame:x', c), edge(b, c)])
    const selectionView = { node: a, others: new Map(), edges: [edge(a, c)] }
    const drawn = drawnEdges(bundled, { ...nothing, selection: { kind: 'node', id: a }, selectionView })
    expect(drawn.map(({ id }) => id)).toEqual([`${b}>${c}`, `${a}>${c}`])
  })

  it('draws what a preview opens and closes over the edges at rest, whatever is selected; a closed edge only as closed', () => {
    const opens = edge(a, c, { id: 'opens', change: 'opens' })
    const closes = edge(a, b, { id: 'closes', answer: 'denied', change: 'closes' })
    const effects = { edges: [opens, closes], flowsNotDrawn: 0, isolated: new Map() }
    const selectionView = { node: a, others: new Map(), edges: [edge(a, c, { id: 'denied', answer: 'denied' })] }
    const drawn = drawnEdges(rest, { ...nothing, selection: { kind: 'node', id: a }, selectionView, effects })
    expect(drawn.map(({ id }) => id)).toEqual([`${b}>${c}`, 'opens', 'closes'])
  })

  it('draws what a selected bundle stands for beside it', () => {
    const selection = { kind: 'edge', id: `${a}>${b}` } as const
    const drawn = drawnEdges(rest, { ...nothing, selection, openedEdges: [edge(a, b, { id: 'part' })] })
    expect(drawn.map(({ id }) => id)).toEqual([`${a}>${b}`, `${b}>${c}`, 'part'])
  })

  it('draws only what leads to the selection, or away from it, while that is looked at', () => {
    const edges = [edge(a, b), edge(c, a), edge(b, a, { id: 'denied', answer: 'denied' })]
    const selectionView = { node: a, others: new Map(), edges }
    const looking = { ...nothing, selection: { kind: 'node', id: a } as const, selectionView }
    expect(drawnEdges(rest, { ...looking, focus: 'in' }).map(({ id }) => id)).toEqual([`${c}>${a}`, 'denied'])
    expect(drawnEdges(rest, { ...looking, focus: 'out' }).map(({ id }) => id)).toEqual([`${a}>${b}`])
  })

  it('counts the cards of a selected frame as itself', () => {
    const selectionView = {
      node: 'frame:x',
      others: new Map(),
      edges: [edge('outside:anyone', b), edge(b, 'outside:anyone')],
    }
    const looking = { ...nothing, selection: { kind: 'node', id: 'frame:x' } as const, selectionView }
    expect(drawnEdges(rest, { ...looking, focus: 'in' }).map(({ to }) => to)).toEqual([b])
  })

  it('draws what is searched or pointed at past the budget', () => {
    const crowded = { ...picture(nodes), edgesNotDrawn: 400 }
    expect(drawnEdges(crowded, { ...nothing, lookedEdges: [edge(a, c)] }).map(({ id }) => id)).toEqual([`${a}>${c}`])
  })

  it('[VER-1] draws the question asked when its answer is denied, naming the end that blocks', () => {
    const drawn = drawnEdges(rest, asked({ from: a, to: c, protocol: 'UDP', port: 53 }, 'denied', 'egress'))
    expect(drawn.at(-1)).toMatchObject({
      from: a,
      to: c,
      answer: 'denied',
      label: '53 UDP',
      accessibleName: 'denied: a to c on 53 UDP, blocked at a (egress)',
    })
  })

  it('leaves an allowed question to the edges at rest', () => {
    expect(drawnEdges(rest, asked({ from: a, to: b, protocol: 'TCP', port: 80 }, 'allowed'))).toBe(rest.edges)
  })

  it('leaves out an answer to another question than the one asked last', () => {
    const state = asked({ from: a, to: c, protocol: 'TCP', port: 80 }, 'denied')
    expect(drawnEdges(rest, { ...state, question: { from: c, to: a, protocol: 'TCP', port: 80 } })).toBe(rest.edges)
  })

  it('draws a question about a workload in a folded frame from the frame', () => {
    const folded = picture([frame('x', { folded: true }), card('y', 'd'), outside('anyone', [a])])
    const drawn = drawnEdges(folded, asked({ from: a, to: 'y/deployment/d', protocol: 'TCP', port: 80 }, 'denied'))
    expect(drawn.map(({ from }) => from)).toEqual(['frame:x'])
  })
})

describe('isRelated', () => {
  const looked = { selection: null, openedEdges: [], found: new Set<string>(), pointedPolicy: null, lookedEdges: [] }
  const one = edge(a, b)

  it('keeps the edges of the selection in front, all when there is none', () => {
    const selecting = (kind: 'node' | 'edge', id: string, openedEdges = looked.openedEdges as (typeof one)[]) =>
      isRelated(one, { ...looked, selection: { kind, id }, openedEdges })
    expect(isRelated(one, looked)).toBe(true)
    expect(selecting('node', b)).toBe(true)
    expect(selecting('node', c)).toBe(false)
    expect(selecting('edge', one.id)).toBe(true)
    expect(selecting('edge', 'bundle', [one])).toBe(true)
    expect(selecting('edge', 'bundle')).toBe(false)
  })

  it('keeps the edges of what is found in front', () => {
    expect(isRelated(one, { ...looked, found: new Set([b]) })).toBe(true)
    expect(isRelated(one, { ...looked, found: new Set([c]) })).toBe(false)
  })

  it('keeps the edges of the policy that is pointed at in front, whatever is selected', () => {
    const selection = { kind: 'node', id: a } as const
    const pointing = (path: string) => isRelated(one, { ...looked, selection, pointedPolicy: { path, ends: null } })
    expect(pointing('policies.yaml#0')).toBe(true)
    expect(pointing('policies.yaml#1')).toBe(false)
  })
})

describe('isLookedAt', () => {
  const one = edge(a, b)
  const isLooked = (part: Partial<AppState>) => isLookedAt(one, { ...INITIAL_DATA, ...part } as AppState)

  it('says of no edge at rest that it is looked at, nor while a policy is edited', () => {
    expect(isLooked({})).toBe(false)
    expect(isLooked({ selection: { kind: 'policy', id: 'policies.yaml#0' } })).toBe(false)
  })

  it('says so of what is selected, found, pointed at or asked for, and of nothing beside it', () => {
    expect(isLooked({ selection: { kind: 'node', id: a } })).toBe(true)
    expect(isLooked({ selection: { kind: 'node', id: c } })).toBe(false)
    expect(isLooked({ selection: { kind: 'edge', id: one.id } })).toBe(true)
    expect(isLooked({ found: new Set([b]) })).toBe(true)
    expect(isLooked({ pointedPolicy: { path: 'policies.yaml#1', ends: null } })).toBe(false)
    expect(isLooked({ lookedEdges: [one] })).toBe(true)
  })
})
