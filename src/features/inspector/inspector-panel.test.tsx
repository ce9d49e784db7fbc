// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, within } from '@testing-library/react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createStore } from 'zustand/vanilla'
import { ALL_TRAFFIC, NO_TRAFFIC } from '../../core/net/ports-by-protocol.ts'
import type { EndpointDetails } from '../../core/workspace/describe-endpoint.ts'
import type { Mention, Mentions } from '../../core/workspace/find-mentions.ts'
import { StoreProvider } from '../../store/context.tsx'
import type { AppStore } from '../../store/create-app-store.ts'
import { edgeOf, emptySnapshot, pictureOf, workloadNode } from '../../store/fake-engine.testing.ts'
import { INITIAL_DATA } from '../../store/initial-data.ts'
import type { AppState, LocatedPath } from '../../store/state.ts'
import { InspectorPanel } from './inspector-panel.tsx'

afterEach(cleanup)

const [WEB, DB] = ['shop/deployment/web', 'shop/statefulset/db'] as const

function show(part: Partial<AppState>, answers: Readonly<Record<string, unknown>> = {}) {
  const revealLocation = vi.fn()
  const actions = { revealLocation, select: vi.fn(), ask: vi.fn(), pointAtPolicy: vi.fn() }
  const askEngine = vi.fn(async (name: string) => answers[name] ?? null)
  const policies = ['narrow', 'broad'].map((name, index) => ({
    path: `p.yaml#${index}`,
    namespace: 'shop',
    name,
    stale: false,
  }))
  const snapshot = emptySnapshot(1, {
    picture: pictureOf([workloadNode(WEB), workloadNode(DB)], [edgeOf('e', WEB, DB, { rules: [RULE.path] })]),
    policies,
  })
  const state = { ...INITIAL_DATA, ...actions, askEngine, snapshot, ...part }
  const store = createStore(() => state as unknown as AppState)
  render(
    <StoreProvider store={store as AppStore}>
      <InspectorPanel />
    </StoreProvider>,
  )
  return actions
}

const at = (path: string, line: number): LocatedPath => ({
  path,
  file: 'p.yaml',
  span: { start: 0, end: 1 },
  line,
  column: 1,
})
const RULE = at('p.yaml#0/spec/ingress/0', 7)

describe('InspectorPanel', () => {
  it('says of a rule behind an edge which others admit all of it, and shows them', () => {
    const cover = at('p.yaml#1/spec/ingress/1', 31)
    const { revealLocation } = show({
      selection: { kind: 'edge', id: 'e' },
      highlights: [RULE],
      spareRules: [{ path: RULE.path, by: [cover] }],
    })
    expect(screen.getByText(/all of it also admitted by/).textContent).toContain('broad, ingress rule 2')
    fireEvent.click(screen.getByRole('button', { name: 'p.yaml:31' }))
    expect(revealLocation).toHaveBeenCalledWith(cover)
  })

  it('says nothing of others beside a rule that is needed', () => {
    show({ selection: { kind: 'edge', id: 'e' }, highlights: [RULE] })
    expect(screen.getByText('narrow, ingress rule 1')).toBeDefined()
    expect(screen.queryByText(/also admitted/)).toBeNull()
  })

  it('says who reaches a workload, and whom it reaches', () => {
    const none = { allowed: NO_TRAFFIC, depends: NO_TRAFFIC }
    const all = { allowed: ALL_TRAFFIC, depends: NO_TRAFFIC }
    const details: EndpointDetails = {
      id: DB,
      labels: [],
      pods: [],
      directions: {
        ingress: {
          isolation: 'isolated',
          policies: [],
          traffic: { workloads: { certain: 2, possible: 2 }, outside: none, internet: none },
        },
        egress: {
          isolation: 'open',
          policies: [],
          traffic: { workloads: { certain: 3, possible: 3 }, outside: all, internet: all },
        },
      },
    }
    show({ selection: { kind: 'node', id: DB }, details: [details] })
    expect(screen.getByText('reached by 2 workloads')).toBeDefined()
    expect(screen.getByText('reaches 3 workloads and the internet')).toBeDefined()
  })

  it('[PEE-1] names the rules that mention a workload as a peer, each with its policy and its place', async () => {
    const mention = (direction: 'ingress' | 'egress', name: string): Mention => {
      const policy = `p.yaml#${name}`
      const place = { policy, rule: `${policy}/spec/${direction}/0`, peer: `${policy}/spec/${direction}/0/to/0` }
      const location = at(place.peer, 40)
      return { ...place, namespace: 'shop', name, direction, number: 1, by: 'selector', certain: true, location }
    }
    const mentions: Mentions = { first: [mention('ingress', 'in'), mention('egress', 'out')], total: 2 }
    const { select, revealLocation } = show({ selection: { kind: 'node', id: DB } }, { mentions })
    const targets = await screen.findByRole('list', { name: 'Named as a target by' })
    expect(targets.textContent).toContain('out shop · egress rule 1')
    expect(screen.getByRole('list', { name: 'Named as a source by' }).textContent).toContain('in shop · ingress rule 1')
    fireEvent.click(within(targets).getByRole('button', { name: 'Select policy out' }))
    expect(select).toHaveBeenCalledWith({ kind: 'policy', id: 'p.yaml#out' })
    fireEvent.click(within(targets).getByRole('button', { name: 'p.yaml:40' }))
    expect(revealLocation).toHaveBeenCalledWith(mentions.first[1]?.location)
  })

  it('lists who passes and who is blocked; each leads to its node and to the reasons', () => {
    const others = new Map([[WEB, { in: 'denied', out: 'allowed' } as const]])
    const selectionView = { node: DB, others, edges: [] }
    const { select, ask } = show({ selection: { kind: 'node', id: DB }, selectionView })
    expect(screen.getByText('blocked from 1 other')).toBeDefined()
    const blocked = screen.getByRole('list', { name: 'Blocked from', hidden: true })
    fireEvent.click(within(blocked).getByRole('button', { name: `Why? ${WEB} to ${DB}`, hidden: true }))
    expect(ask).toHaveBeenCalledWith({ from: WEB, to: DB, protocol: 'TCP', port: 80 })
    const reached = screen.getByRole('list', { name: 'Passes to' })
    fireEvent.click(within(reached).getByRole('button', { name: `Select ${WEB}` }))
    expect(select).toHaveBeenCalledWith({ kind: 'node', id: WEB })
  })

  it('marks those among them that nobody declared: no number of workloads has them', () => {
    const others = new Map([[WEB, { in: 'denied', out: 'allowed' } as const]])
    const picture = pictureOf([{ ...workloadNode(WEB), implied: true }, workloadNode(DB)], [])
    const selectionView = { node: DB, others, edges: [] }
    show({ selection: { kind: 'node', id: DB }, selectionView, snapshot: emptySnapshot(1, { picture }) })
    expect(screen.getByRole('list', { name: 'Passes to' }).textContent).toContain('implied')
  })

  it('an edge leads to both ends, and asks on the port that it carries', () => {
    const { select, ask } = show({ selection: { kind: 'edge', id: 'e' }, highlights: [RULE] })
    fireEvent.click(screen.getByRole('button', { name: `Select n/${DB}` }))
    expect(select).toHaveBeenCalledWith({ kind: 'node', id: DB })
    fireEvent.click(screen.getByRole('button', { name: `Explain both ends ${WEB} to ${DB}` }))
    expect(ask).toHaveBeenCalledWith({ from: WEB, to: DB, protocol: 'TCP', port: 80 })
  })

  it('marks the policies behind an edge among all of them, in words, and puts them first', async () => {
    const rules = ['p.yaml#1/spec/ingress/0']
    const picture = pictureOf([workloadNode(WEB), workloadNode(DB)], [edgeOf('e', WEB, DB, { rules })])
    const policies = ['other', 'behind', 'prefix'].map((name, index) => ({
      path: `p.yaml#${index === 2 ? 10 : index}`,
      namespace: 'shop',
      name,
      stale: false,
    }))
    const snapshot = emptySnapshot(1, { picture, policies })
    const { select, pointAtPolicy } = show({ selection: { kind: 'edge', id: 'e' }, snapshot })
    expect(screen.queryByRole('button', { name: 'Edit policy other', hidden: true })).toBeNull()
    fireEvent.click(screen.getByText('1 of 3 policies behind this edge'))
    const names = await screen.findAllByRole('button', { name: /^Edit policy/ })
    expect(names.map(({ textContent }) => textContent)).toEqual(['behind', 'other', 'prefix'])
    const said = names.map((name) => document.getElementById(name.getAttribute('aria-describedby') ?? '')?.textContent)
    expect(said).toEqual(['behind this edge', undefined, undefined])
    fireEvent.focus(names[1] as HTMLElement)
    expect(pointAtPolicy).toHaveBeenCalledWith('p.yaml#0')
    fireEvent.click(names[0] as HTMLElement)
    expect(select).toHaveBeenCalledWith({ kind: 'policy', id: 'p.yaml#1' })
  })

  it('marks no policy while no edge is selected', () => {
    show({ selection: null })
    expect(screen.getAllByRole('button', { name: /^Edit policy/ })).toHaveLength(2)
    expect(screen.queryByText('behind this edge')).toBeNull()
  })

  it('says what is wrong with a node, with the place', () => {
    const place = { kind: 'span', file: 'p.yaml', span: RULE.span } as const
    const diagnostic = { code: 'VAL-8', severity: 'error', message: 'no such port', place } as const
    const snapshot = emptySnapshot(1, {
      picture: pictureOf([workloadNode(DB)], []),
      problems: [{ diagnostic, location: RULE, nodes: [DB] }],
    })
    const { revealLocation } = show({ selection: { kind: 'node', id: DB }, snapshot })
    const list = screen.getByRole('list', { name: 'Problems of this node' })
    expect(within(list).getByRole('img', { name: 'error' })).toBeDefined()
    fireEvent.click(within(list).getByRole('button', { name: 'p.yaml:7' }))
    expect(revealLocation).toHaveBeenCalledWith(RULE)
  })
})
