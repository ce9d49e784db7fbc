// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, within } from '@testing-library/react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createStore } from 'zustand/vanilla'
import { finish } from '../../core/model/work.ts'
import { analyse } from '../../core/workspace/analyse.ts'
import { sayingPolicies } from '../../core/workspace/say-policies.ts'
import { StoreProvider } from '../../store/context.tsx'
import type { AppStore } from '../../store/create-app-store.ts'
import { emptySnapshot } from '../../store/fake-engine.testing.ts'
import { INITIAL_DATA } from '../../store/initial-data.ts'
import type { AppState } from '../../store/state.ts'
import { PolicyInWords } from './policy-in-words.tsx'

afterEach(cleanup)

/** Shows a policy with this spec as the selected one. */
async function show(spec: string) {
  const text = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: web, namespace: shop}
spec:
${spec}`
  const analysis = analyse([{ name: 'p.yaml', text }], { cni: 'upstream', implied: false })
  const actions = {
    revealPath: vi.fn(),
    revealLocation: vi.fn(),
    askEngine: async (_: string, { paths }: { paths: readonly string[] }) => finish(sayingPolicies(analysis, paths)),
  }
  const selection = { kind: 'policy', id: 'p.yaml#0' } as const
  const state = { ...INITIAL_DATA, ...actions, selection, snapshot: emptySnapshot(1) }
  const store = createStore(() => state as unknown as AppState)
  render(
    <StoreProvider store={store as AppStore}>
      <PolicyInWords />
    </StoreProvider>,
  )
  await screen.findByText('In words')
  return actions
}

const BOTH = `  podSelector: {matchLabels: {app: web}}
  ingress:
  - from:
    - podSelector: {matchLabels: {app: api}}
      namespaceSelector: {matchLabels: {env: prod}}
    - ipBlock: {cidr: 10.0.0.0/8, except: [10.1.0.0/16]}
    ports: [{port: 80}]
`

describe('a policy in words', () => {
  it('[PEE-3] V1: alternatives stand below each other with "or"; what must hold together is on one line with "and"', async () => {
    await show(BOTH)
    const lines = screen.getAllByRole('listitem').map(({ textContent }) => textContent)
    expect(lines.slice(1)).toEqual([
      'from pods app=api and in any namespace with env=prod, both at once (no pod in these files)',
      'or from addresses 10.0.0.0/8 except 10.1.0.0/16 (outside, and pods with such an address)',
    ])
    expect(screen.getByText('or').tagName).toBe('STRONG')
    expect(screen.getByText('and in').tagName).toBe('STRONG')
  })

  it('what is written leads to its line, and a rule to its own', async () => {
    const { revealPath, revealLocation } = await show(BOTH)
    fireEvent.click(screen.getByRole('button', { name: '10.1.0.0/16' }))
    expect(revealPath).toHaveBeenCalledWith('p.yaml#0/spec/ingress/0/from/1/ipBlock/except/0')
    fireEvent.click(screen.getByRole('button', { name: 'p.yaml:7' }))
    expect(revealLocation).toHaveBeenCalledWith(expect.objectContaining({ line: 7 }))
  })

  it('a single peer stands in the sentence of its rule', async () => {
    await show('  podSelector: {}\n  ingress: [{from: [{namespaceSelector: {}}]}]\n')
    const [rule] = screen.getAllByRole('listitem')
    expect(rule?.textContent).toContain('from every pod of every namespace')
    expect(rule && within(rule).queryByRole('list')).toBeNull()
  })

  it('[ISO-3] V17, V6, [RUL-4] V5: says what has no effect, what it does not speak of, and that nothing is admitted', async () => {
    await show('  podSelector: {}\n  policyTypes: [Ingress]\n  egress: [{}]\n')
    expect(screen.getByText('Admits nothing in.')).toBeDefined()
    expect(screen.getByText('1 egress rule has no effect: policyTypes does not name Egress.').className).toContain(
      'warning',
    )
    cleanup()
    await show('  podSelector: {}\n  policyTypes: [Ingress]\n')
    expect(screen.getByText('Says nothing of egress: it takes nothing away there.')).toBeDefined()
  })
})
