// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createStore } from 'zustand/vanilla'
import { ALL_TRAFFIC, NO_TRAFFIC } from '../../core/net/ports-by-protocol.ts'
import type { EndpointDetails } from '../../core/workspace/describe-endpoint.ts'
import { StoreProvider } from '../../store/context.tsx'
import type { AppStore } from '../../store/create-app-store.ts'
import { edgeOf, emptySnapshot, pictureOf, workloadNode } from '../../store/fake-engine.testing.ts'
import { INITIAL_DATA } from '../../store/initial-data.ts'
import type { AppState, LocatedPath } from '../../store/state.ts'
import { InspectorPanel } from './inspector-panel.tsx'

afterEach(cleanup)

const [WEB, DB] = ['shop/deployment/web', 'shop/statefulset/db'] as const

function show(part: Partial<AppState>) {
  const revealLocation = vi.fn()
  const askEngine = vi.fn(async () => null)
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
  const store = createStore(
    () => ({ ...INITIAL_DATA, revealLocation, askEngine, snapshot, ...part }) as unknown as AppState,
  )
  render(
    <StoreProvider store={store as AppStore}>
      <InspectorPanel />
    </StoreProvider>,
  )
  return { revealLocation }
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
})
