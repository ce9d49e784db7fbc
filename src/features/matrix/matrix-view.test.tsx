// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/react'
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { createStore } from 'zustand/vanilla'
import { groundOf, SHOP } from '../../core/matrix/matrix.testing.ts'
import { matrixAxes, matrixCells } from '../../core/matrix/matrix-cells.ts'
import { matrixDetail } from '../../core/matrix/matrix-detail.ts'
import { finish } from '../../core/model/work.ts'
import { ask } from '../../core/questions/ask.ts'
import { StoreProvider } from '../../store/context.tsx'
import type { AppStore } from '../../store/create-app-store.ts'
import { INITIAL_DATA } from '../../store/initial-data.ts'
import type { AppState } from '../../store/state.ts'
import { MatrixView } from './matrix-view.tsx'
import { useMatrixPlace } from './use-matrix-place.ts'

beforeAll(() => {
  // Nothing is laid out here: the grid shows what fits into this much.
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(600)
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(1400)
})

afterEach(cleanup)

async function show(text = SHOP) {
  const ground = groundOf(text)
  const { prepared } = ground
  let stop: (answer: null) => void = () => {}
  const stopped = new Promise<null>((resolve) => {
    stop = resolve
  })
  const answers: Record<string, (request: never) => unknown> = {
    matrixAxes: (request) => matrixAxes(ground, request),
    matrixCells: (request) => finish(matrixCells(ground, request)),
    matrixDetail: ({ row, column }: { row: string; column: string }) =>
      finish(matrixDetail(ground, row, column)) ?? 'gone',
    writeMatrix: () => stopped,
    explainCell: (question) => ({ question, outcome: ask(prepared, question), places: new Map() }),
  }
  const actions = {
    askEngine: async (name: string, request: never) => answers[name]?.(request) ?? null,
    startConnect: vi.fn(),
    proposeChange: vi.fn(),
    select: vi.fn(),
    ask: vi.fn(),
    stopAsking: vi.fn(() => stop(null)),
  }
  const endpoints = prepared.endpoints.map(({ id }) => ({ id, label: id, implied: false }))
  const snapshot = { picture: { nodes: [], edges: [] }, endpoints }
  const state = { ...INITIAL_DATA, snapshot, ...actions } as unknown as AppState
  const store = createStore(() => state)
  const Shown = () => {
    const place = useMatrixPlace()
    return <MatrixView place={place} ExplanationView={() => <p>both ends</p>} />
  }
  await act(async () => {
    render(
      <StoreProvider store={store as AppStore}>
        <Shown />
      </StoreProvider>,
    )
  })
  return actions
}

const grid = () => screen.getByRole('grid')
const cell = (name: string) => within(grid()).getByRole('gridcell', { name })
const press = (key: string) => act(async () => void fireEvent.keyDown(grid(), { key }))
const activeName = () =>
  document.getElementById(grid().getAttribute('aria-activedescendant') ?? '')?.getAttribute('aria-label')

describe('the matrix', () => {
  it('names its cells by their ends and what may pass', async () => {
    await show()
    expect(grid().getAttribute('aria-rowcount')).toBe('5')
    expect(cell('shop to ops: any: every port')).toBeTruthy()
    expect(cell('ops to shop: some: every port in 1 of 2 pairs')).toBeTruthy()
    expect(cell('internet to internet: no pairs')).toBeTruthy()
  })

  it('opens namespaces by keyboard, and says why a pair may not', async () => {
    const { startConnect } = await show()
    await press('ArrowDown')
    expect(activeName()).toBe('ops to shop: some: every port in 1 of 2 pairs')
    await press('ArrowUp')
    await press('ArrowUp')
    await press('Enter')
    expect(
      within(grid()).getByRole('columnheader', { name: 'namespace shop, 2 workloads', expanded: true }),
    ).toBeTruthy()
    for (const key of ['ArrowRight', 'ArrowRight', 'ArrowDown', 'ArrowDown']) await press(key)
    expect(activeName()).toBe('ops to shop/db: none')
    await press('Enter')
    const card = screen.getByRole('region', { name: 'ops → shop/db' })
    await act(async () => fireEvent.click(within(card).getByRole('button', { name: 'Connect…' })))
    expect(startConnect).toHaveBeenCalledWith({ kind: 'namespace', namespace: 'ops' }, 'ops', {
      kind: 'workload',
      id: 'shop/deployment/db',
    })
  })

  it('explains a pair at both ends, and removes what passes', async () => {
    const { proposeChange } = await show()
    await act(async () => fireEvent.click(screen.getByRole('button', { name: 'Open all' })))
    await act(async () => fireEvent.click(cell('shop/web to shop/db: some: 5432')))
    const card = screen.getByRole('region', { name: 'shop/web → shop/db' })
    expect(within(card).getByText('both ends')).toBeTruthy()
    await act(async () => fireEvent.click(within(card).getByRole('button', { name: 'Remove…' })))
    expect(proposeChange).toHaveBeenCalledWith({
      kind: 'disconnect',
      rules: [],
      from: ['shop/deployment/web'],
      to: ['shop/deployment/db'],
      ports: [{ kind: 'range', protocol: 'TCP', first: 5432, last: 5432 }],
    })
  })

  it('lists what passes between namespaces, and goes on to a pair', async () => {
    await show()
    await act(async () => fireEvent.click(cell('shop to shop: some: mixed, every port in 3 of 4 pairs')))
    const card = screen.getByRole('region', { name: 'shop → shop' })
    await act(async () => fireEvent.click(within(card).getByRole('button', { name: /^web → db/ })))
    expect(screen.getByRole('region', { name: 'shop/web → shop/db' })).toBeTruthy()
    await act(async () => void fireEvent.keyDown(screen.getByText('both ends'), { key: 'Escape' }))
    expect(screen.queryByRole('region', { name: 'shop/web → shop/db' })).toBeNull()
    expect(document.activeElement).toBe(grid())
  })

  it('can be stopped while it is written', async () => {
    const { stopAsking } = await show()
    fireEvent.keyDown(screen.getByRole('button', { name: 'Copy or download the matrix' }), { key: 'Enter' })
    fireEvent.click(await screen.findByRole('menuitem', { name: 'Copy as CSV' }))
    fireEvent.click(await screen.findByRole('button', { name: 'Stop writing' }))
    expect(stopAsking).toHaveBeenCalledWith('writeMatrix')
    expect(await screen.findByRole('button', { name: 'Copy or download the matrix' })).toBeTruthy()
  })
})
