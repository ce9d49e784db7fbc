// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, within } from '@testing-library/react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createStore } from 'zustand/vanilla'
import { readText } from '../../core/checks/expectations/expectations.testing.ts'
import type { CheckedExpectation } from '../../core/workspace/check-expectations.ts'
import type { Location } from '../../core/workspace/snapshot.ts'
import { StoreProvider } from '../../store/context.tsx'
import type { AppStore } from '../../store/create-app-store.ts'
import { emptySnapshot } from '../../store/fake-engine.testing.ts'
import { INITIAL_DATA } from '../../store/initial-data.ts'
import type { AppState } from '../../store/state.ts'
import { ExpectationsPanel } from './expectations-panel.tsx'

afterEach(cleanup)

const PLACE: Location = { file: 'expectations.yaml', span: { start: 0, end: 1 }, line: 7, column: 1 }
const RULE: Location = { ...PLACE, file: 'policies.yaml', line: 12 }
const [WEB, DB] = ['shop/deployment/web', 'shop/deployment/db'] as const

function row(name: string, part: Partial<CheckedExpectation> = {}, exitCode = 0): CheckedExpectation {
  const end = (workload: string) => `{k8sResource: {kind: deployment, name: ${workload}, namespace: shop}}`
  const text = `- {name: ${name}, type: k8s, targetPort: 80, exitCode: ${exitCode}, src: ${end('web')}, dst: ${end('db')}}`
  const [entry] = readText(text).entries
  return {
    ...{ path: `expectations.yaml#0/${name}`, name, location: PLACE, state: 'pass', words: 'it is allowed' },
    ...(entry?.expectation ? { expectation: entry.expectation } : {}),
    ...{ flow: 'shop/web → shop/db on TCP 80', reasons: [], fixes: [], pairs: [] },
    ...part,
  }
}

function show(rows: readonly CheckedExpectation[] | null) {
  const actions = { ask: vi.fn(), revealLocation: vi.fn(), proposeChange: vi.fn(), askSetting: vi.fn() }
  const endpoints = [WEB, DB].map((id) => ({ id, label: id, implied: false }))
  const expectations = rows && { revision: 1, rows }
  const store = createStore(
    () =>
      ({ ...INITIAL_DATA, ...actions, snapshot: emptySnapshot(1, { endpoints }), expectations }) as unknown as AppState,
  )
  render(
    <StoreProvider store={store as AppStore}>
      <ExpectationsPanel />
    </StoreProvider>,
  )
  return actions
}

const item = (name: string) => screen.getByRole('listitem', { name })
const press = (name: string, button: string) =>
  fireEvent.click(within(item(name)).getByRole('button', { name: button }))

describe('the panel of expectations', () => {
  it('says how to begin, and that it is being found out', () => {
    show([])
    expect(screen.getByText(/^Nothing is expected yet/)).toBeTruthy()
    cleanup()
    show(null)
    expect(screen.getByText('Checking…')).toBeTruthy()
  })

  it('counts each state, and shows first what asks for something', () => {
    show([
      row('holds'),
      row('depends', { state: 'depends', words: 'nobody can tell whether it is allowed' }),
      row('mixed', { state: 'mixed', words: 'it is denied for 1 of 2 connections' }),
      row('fails', { state: 'fail', words: 'it is denied' }),
      row('error', { state: 'error', words: 'there is no deployment shop/db' }),
    ])
    expect(screen.getByRole('status').textContent).toContain('2 fail, 1 error, 1 depends, 1 holds.')
    const names = screen.getAllByRole('listitem').map((one) => one.getAttribute('aria-label'))
    expect(names).toEqual(['error', 'fails', 'mixed', 'depends', 'holds'])
    expect(item('error').textContent).toContain('there is no deployment shop/db')
    expect(item('mixed').textContent).toContain('✕ mixed')
    expect(item('depends').textContent).toContain('nobody can tell')
    expect(item('holds').textContent).not.toContain('it is allowed')
  })

  it('one that cannot be read can only be removed, or looked up', () => {
    const { expectation: _, ...unread } = row('unread', { state: 'error', words: 'targetPort: is required' })
    const { revealLocation } = show([unread])
    expect(within(item('unread')).queryByRole('button', { name: /^Expect it/ })).toBeNull()
    press('unread', 'expectations.yaml:7')
    expect(revealLocation).toHaveBeenCalledWith(PLACE)
  })

  it('the first fix is a button of its own; others say what they do', () => {
    const intention = { kind: 'fix', title: 'Rename a label' } as never
    const { proposeChange, askSetting } = show([
      row('fails', {
        state: 'fail',
        fixes: [
          { kind: 'change', title: 'Rename a label', intention },
          { kind: 'setting', title: 'Say where pods lie', setting: 'pod-ranges' },
        ],
      }),
    ])
    press('fails', 'Fix…')
    expect(proposeChange).toHaveBeenCalledWith(intention)
    press('fails', 'Say where pods lie…')
    expect(askSetting).toHaveBeenCalledWith('pod-ranges')
  })

  it('is turned into its contrary, and removed', () => {
    const { proposeChange } = show([row('open'), row('shut', {}, 1)])
    press('open', 'Expect it denied')
    expect(proposeChange).toHaveBeenLastCalledWith({ kind: 'flip-expectation', path: 'expectations.yaml#0/open' })
    press('shut', 'Expect it allowed')
    expect(proposeChange).toHaveBeenLastCalledWith({ kind: 'flip-expectation', path: 'expectations.yaml#0/shut' })
    press('shut', 'Remove')
    expect(proposeChange).toHaveBeenLastCalledWith({ kind: 'remove-expectation', path: 'expectations.yaml#0/shut' })
  })

  it('says why, with the rules, and has it explained in full', () => {
    const question = { from: WEB, to: DB, protocol: 'TCP', port: 80 } as const
    const line = { words: 'db admits nothing', location: RULE }
    const { ask, revealLocation } = show([
      row('fails', {
        state: 'fail',
        question,
        reasons: [{ title: `${WEB} → ${DB} on 80`, answer: 'denied', lines: [line] }],
      }),
    ])
    const why = within(item('fails')).getByRole('group')
    expect(why.textContent).toContain('db admits nothing')
    fireEvent.click(within(why).getByRole('button', { name: 'policies.yaml:12', hidden: true }))
    expect(revealLocation).toHaveBeenCalledWith(RULE)
    press('fails', 'Explain')
    expect(ask).toHaveBeenCalledWith(question)
  })

  it('makes policies of what must be allowed, when there is any', () => {
    const { proposeChange } = show([row('open'), row('shut', {}, 1)])
    fireEvent.click(screen.getByRole('button', { name: 'Only what is expected…' }))
    expect(proposeChange).toHaveBeenCalledWith(expect.objectContaining({ kind: 'generate', keepDns: true }))
    cleanup()
    show([row('shut', {}, 1)])
    expect(screen.queryByRole('button', { name: 'Only what is expected…' })).toBeNull()
  })
})
