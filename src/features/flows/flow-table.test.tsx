// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createStore } from 'zustand/vanilla'
import { type ClusterNote, makeCluster, UPSTREAM } from '../../core/engine/cluster.testing.ts'
import { prepare } from '../../core/engine/prepare.ts'
import type { FlowTextRequest } from '../../core/flow-table/flow-desk.ts'
import { createFlowDesk, type FlowDesk, type FlowWindowRequest } from '../../core/flow-table/flow-desk.ts'
import { finish } from '../../core/model/work.ts'
import { StoreProvider } from '../../store/context.tsx'
import type { AppStore } from '../../store/create-app-store.ts'
import { emptySnapshot } from '../../store/fake-engine.testing.ts'
import { INITIAL_DATA } from '../../store/initial-data.ts'
import type { AppState } from '../../store/state.ts'
import { createCommandRegistry } from '../../ui/commands/command.ts'
import { CommandsProvider } from '../../ui/commands/commands-context.tsx'
import { FlowTable } from './flow-table.tsx'

const app = (name: string) => ({ podSelector: { matchLabels: { app: name } } })
const NOTE: ClusterNote = {
  workloads: ['web', 'api', 'db'].map((name) => ({ id: `shop/Deployment/${name}`, labels: { app: name } })),
  policies: [
    { name: 'closed', namespace: 'shop', policyTypes: ['Ingress', 'Egress'] },
    { name: 'leave', namespace: 'shop', egress: [{ to: [{ podSelector: {} }] }] },
    {
      name: 'db',
      namespace: 'shop',
      ...app('db'),
      ingress: [{ from: [app('api'), app('web')], ports: [{ port: 5432 }] }],
    },
  ],
}

beforeEach(() => {
  // Nothing is laid out here: the pane is given room for its rows.
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(600)
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(900)
})

afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
})

function createActions(desk: FlowDesk) {
  return {
    ask: vi.fn(),
    revealPath: vi.fn(),
    beginChange: vi.fn(),
    askEngine: vi.fn(async (name: string, request: FlowWindowRequest | FlowTextRequest) =>
      name === 'flowRows'
        ? finish(desk.window(request as FlowWindowRequest))
        : new Blob([finish(desk.text(request as FlowTextRequest))]),
    ),
  }
}

async function show(note: ClusterNote = NOTE) {
  const actions = createActions(createFlowDesk(prepare(makeCluster(note), UPSTREAM)))
  const endpoints = (note.workloads ?? []).map(({ id }) => ({ id: id.toLowerCase(), label: id, implied: false }))
  const counts = { ...emptySnapshot(1).counts, workloads: endpoints.length }
  const snapshot = emptySnapshot(1, { endpoints, counts })
  const store = createStore(() => ({ ...INITIAL_DATA, ...actions, snapshot }) as unknown as AppState) as AppStore
  const registry = createCommandRegistry()
  const open = () =>
    render(
      <StoreProvider store={store}>
        <CommandsProvider commands={{ registry, subscribe: store.subscribe }}>
          <FlowTable />
        </CommandsProvider>
      </StoreProvider>,
    )
  open()
  await screen.findByText(/^\d+ flows?/)
  return { ...actions, open }
}

const names = () => screen.getByRole('searchbox', { name: 'Names' })
const rowTexts = () =>
  screen
    .getAllByRole('row')
    .slice(1)
    .map(({ textContent }) => textContent)

describe('the table of flows', () => {
  it('counts flows, tells how many rows there are, and says why each passes', async () => {
    await show()
    expect(screen.getByRole('status').textContent).toBe('2 flows')
    expect(screen.getByRole('grid').getAttribute('aria-rowcount')).toBe('3')
    expect(rowTexts()).toEqual([
      'shop/apishop/db5432✓ allowedleave rule 1db rule 1',
      'shop/webshop/db5432✓ allowedleave rule 1db rule 1',
    ])
  })

  it('shows what the filter leaves, and says so where nothing is left', async () => {
    await show()
    fireEvent.change(names(), { target: { value: 'web' } })
    await screen.findByText('2 flows, 1 shown by the filter')
    expect(rowTexts()).toEqual(['shop/webshop/db5432✓ allowedleave rule 1db rule 1'])
    fireEvent.change(names(), { target: { value: 'nobody' } })
    fireEvent.click(await screen.findByRole('button', { name: 'Show all flows' }))
    await screen.findByText('2 flows')
    expect(rowTexts()).toHaveLength(2)
  })

  it('says what is no port, and filters nothing by it', async () => {
    await show()
    const ports = screen.getByRole('textbox', { name: 'Ports' })
    fireEvent.change(ports, { target: { value: 'http' } })
    expect(ports.getAttribute('aria-invalid')).toBe('true')
    expect(screen.getByText(/^no port: write/)).toBeDefined()
    expect(screen.getByRole('status').textContent).toBe('2 flows')
    fireEvent.change(ports, { target: { value: '80' } })
    await screen.findByText('No flow passes this filter.')
  })

  it('keeps the filter while another view is looked at', async () => {
    const { open } = await show()
    fireEvent.change(names(), { target: { value: 'web' } })
    await screen.findByText('2 flows, 1 shown by the filter')
    cleanup()
    open()
    expect((names() as HTMLInputElement).value).toBe('web')
    await screen.findByText('2 flows, 1 shown by the filter')
  })

  it('sorts by a column, and the other way', async () => {
    await show()
    const header = screen.getByRole('columnheader', { name: 'From' })
    expect(header.getAttribute('aria-sort')).toBe('ascending')
    fireEvent.click(within(header).getByRole('button'))
    expect(header.getAttribute('aria-sort')).toBe('descending')
    await vi.waitFor(() => expect(rowTexts()[0]).toContain('shop/web'))
  })

  it('chooses rows by arrows; Enter explains and shows the rule, Delete proposes to remove', async () => {
    const { ask, revealPath, beginChange } = await show()
    const grid = screen.getByRole('grid')
    fireEvent.keyDown(grid, { key: 'ArrowDown' })
    expect(grid.getAttribute('aria-activedescendant')).toBe('flow-row-1')
    fireEvent.keyDown(grid, { key: 'Enter' })
    expect(ask).toHaveBeenCalledWith({
      from: 'shop/deployment/web',
      to: 'shop/deployment/db',
      protocol: 'TCP',
      port: 5432,
    })
    expect(revealPath).toHaveBeenCalledWith('policies.yaml#2/spec/ingress/0')
    fireEvent.keyDown(grid, { key: 'Delete' })
    expect(beginChange).toHaveBeenCalledWith({
      kind: 'disconnect',
      rules: [],
      from: ['shop/deployment/web'],
      to: ['shop/deployment/db'],
      ports: [{ kind: 'range', protocol: 'TCP', first: 5432, last: 5432 }],
    })
  })

  it('has buttons for the chosen row', async () => {
    const { ask, revealPath } = await show()
    const bar = within(screen.getByRole('region', { name: 'Chosen flow' }))
    fireEvent.click(bar.getByRole('button', { name: 'Go to the rule' }))
    expect(revealPath).toHaveBeenCalledOnce()
    expect(ask).not.toHaveBeenCalled()
    fireEvent.click(bar.getByRole('button', { name: 'Explain' }))
    expect(ask).toHaveBeenCalledOnce()
  })

  it('says why there is no flow at all', async () => {
    await show({ ...NOTE, policies: NOTE.policies?.slice(0, 1) ?? [] })
    expect(screen.getByText(/^Nothing may reach anything/)).toBeDefined()
  })
})
