// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, within } from '@testing-library/react'
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { createStore } from 'zustand/vanilla'
import { StoreProvider } from '../../store/context.tsx'
import type { AppStore } from '../../store/create-app-store.ts'
import { INITIAL_DATA } from '../../store/initial-data.ts'
import type { AppState } from '../../store/state.ts'
import { createCommandRegistry } from '../../ui/commands/command.ts'
import { CommandsProvider } from '../../ui/commands/commands-context.tsx'
import { Canvas } from './canvas.tsx'
import { card, edge, frame, picture } from './picture.testing.ts'

beforeAll(() => {
  // The page lays nothing out here: React Flow takes the sizes that the nodes come with.
  vi.stubGlobal(
    'DOMMatrixReadOnly',
    class {
      m22 = 1
    },
  )
})

afterEach(cleanup)

const [web, api] = ['shop/deployment/web', 'shop/deployment/api'] as const

function show(state: Partial<AppState> = {}) {
  const actions = {
    select: vi.fn(),
    startConnect: vi.fn(),
    startDisconnect: vi.fn(),
    beginChange: vi.fn(),
    toggleDenied: vi.fn(),
    gather: vi.fn(),
    proposeChange: vi.fn(),
  }
  const shop = picture(
    [
      frame('shop'),
      card('shop', 'web'),
      card('shop', 'api', { accessibleName: 'api, isolated for ingress, 1 edge in' }),
    ],
    [edge(web, api, { accessibleName: 'allowed: web to api on 80' })],
  )
  const snapshot = { picture: shop, banners: ['without 14 CiliumNetworkPolicies'], endpoints: [] }
  const data = { ...INITIAL_DATA, documentId: 'd', snapshot, moveNodes: vi.fn(), foldNamespace: vi.fn() }
  const store = createStore(() => ({ ...data, ...actions, ...state }) as unknown as AppState)
  render(
    <StoreProvider store={store as AppStore}>
      <CommandsProvider commands={{ registry: createCommandRegistry(), subscribe: store.subscribe }}>
        <Canvas />
      </CommandsProvider>
    </StoreProvider>,
  )
  return actions
}

const apiNode = () => screen.getByRole('group', { name: 'api, isolated for ingress, 1 edge in' })
const line = () => screen.getByRole('button', { name: 'allowed: web to api on 80' })

describe('Canvas', () => {
  it('names nodes and edges by role', () => {
    show()
    expect(screen.getByRole('group', { name: 'namespace shop' })).toBeTruthy()
    expect(apiNode()).toBeTruthy()
    expect(line()).toBeTruthy()
    expect(screen.getByText('without 14 CiliumNetworkPolicies')).toBeTruthy()
  })

  it('selects the focused node or edge with Enter', () => {
    const { select } = show()
    fireEvent.keyDown(apiNode(), { key: 'Enter' })
    fireEvent.keyDown(line(), { key: 'Enter' })
    expect(select.mock.calls).toEqual([[{ kind: 'node', id: api }], [{ kind: 'edge', id: `${web}>${api}` }]])
  })

  it('opens the search for a target with C, from the focused node or the selected one', () => {
    const { startConnect } = show({ selection: { kind: 'node', id: web } })
    fireEvent.keyDown(apiNode(), { key: 'c' })
    fireEvent.keyDown(screen.getByRole('region', { name: 'Graph' }), { key: 'c' })
    expect(startConnect.mock.calls).toEqual([
      [{ kind: 'workload', id: api }, 'api'],
      [{ kind: 'workload', id: web }, 'web'],
    ])
  })

  it('begins to take an edge or a node away with Delete, and to rename a node with F2', () => {
    const { startDisconnect, beginChange } = show({ selection: { kind: 'node', id: web } })
    fireEvent.keyDown(apiNode(), { key: 'Delete' })
    fireEvent.keyDown(screen.getByRole('region', { name: 'Graph' }), { key: 'Backspace' })
    fireEvent.keyDown(apiNode(), { key: 'F2' })
    const [one, other] = [web, api].map((id) => ({ kind: 'workload', id }))
    expect(beginChange.mock.calls.flat()).toEqual([
      { kind: 'delete', target: other },
      { kind: 'delete', target: one },
      { kind: 'rename', target: other, to: 'api' },
    ])
    expect(startDisconnect).not.toHaveBeenCalled()
    fireEvent.keyDown(line(), { key: 'Delete' })
    expect(startDisconnect).toHaveBeenCalledExactlyOnceWith(`${web}>${api}`)
  })

  it('gathers nodes and edges with Shift and Enter, and proposes what can be done with them', () => {
    const { gather, proposeChange } = show({ gathered: [web, api] })
    fireEvent.keyDown(apiNode(), { key: 'Enter', shiftKey: true })
    fireEvent.keyDown(line(), { key: 'Enter', shiftKey: true })
    expect(gather.mock.calls).toEqual([[api], [`${web}>${api}`]])
    const bar = screen.getByRole('toolbar', { name: 'Actions for web, api' })
    fireEvent.click(within(bar).getByRole('button', { name: /^Isolate…/ }))
    fireEvent.keyDown(apiNode(), { key: 'i' })
    fireEvent.click(within(bar).getByRole('button', { name: /^Only what is allowed now…/ }))
    fireEvent.keyDown(apiNode(), { key: 'l' })
    const isolation = {
      kind: 'isolate',
      scope: { kind: 'workloads', ids: [web, api] },
      directions: ['ingress', 'egress'],
      keepDns: true,
    }
    const keeping = { ...isolation, keepOpen: true }
    expect(proposeChange.mock.calls.flat()).toEqual([isolation, isolation, keeping, keeping])
  })

  it('offers least privilege for gathered edges', () => {
    const { proposeChange } = show({ gathered: [`${web}>${api}`] })
    const bar = screen.getByRole('toolbar', { name: 'Actions for 1 edges' })
    fireEvent.click(within(bar).getByRole('button', { name: /^Generate least privilege…/ }))
    const flows = { edges: [{ from: { endpoints: [web], isWhole: false }, to: { endpoints: [api], isWhole: false } }] }
    expect(proposeChange).toHaveBeenCalledExactlyOnceWith({ kind: 'generate', flows, keepDns: true })
  })

  it('shows denied flows with D and clears the selection with Escape', () => {
    const { select, toggleDenied } = show({ selection: { kind: 'node', id: web } })
    fireEvent.keyDown(apiNode(), { key: 'd' })
    fireEvent.keyDown(apiNode(), { key: 'Escape' })
    expect(toggleDenied).toHaveBeenCalledOnce()
    expect(select).toHaveBeenCalledExactlyOnceWith(null)
  })

  it('leaves keys with a modifier to others', () => {
    const { startConnect, toggleDenied } = show()
    fireEvent.keyDown(apiNode(), { key: 'c', ctrlKey: true })
    fireEvent.keyDown(apiNode(), { key: 'd', metaKey: true })
    expect(startConnect).not.toHaveBeenCalled()
    expect(toggleDenied).not.toHaveBeenCalled()
  })

  it('says how others stand to the selected node, in words and signs', () => {
    const others = new Map([[api, { out: 'allowed', in: 'denied' }]] as const)
    show({ selection: { kind: 'node', id: web }, selectionView: { node: web, others, edges: [] } })
    expect(apiNode().textContent).toContain('→\u2009✓←\u2009✕')
    expect(screen.getByText('from the selection to here: allowed; from here to the selection: denied')).toBeTruthy()
    expect(screen.getByRole('toolbar', { name: 'Actions for web' }).textContent).toContain(
      '→ reaches 1 · ← reached by 0',
    )
  })

  it('is blocked while a dialog is open', () => {
    show({ dialog: { kind: 'pick-target', from: { kind: 'workload', id: web }, fromTitle: 'web' } })
    expect(window.document.querySelector('.canvas')?.hasAttribute('inert')).toBe(true)
  })
})
