// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createStore } from 'zustand/vanilla'
import type { FlowFix } from '../../core/authoring/fix/fix-flows.ts'
import type { Question, Verdict } from '../../core/model/verdict.ts'
import type { JudgedPart, Outcome, Reply } from '../../core/questions/reply.ts'
import { flowKey } from '../../core/workspace/flow-key.ts'
import type { Location } from '../../core/workspace/snapshot.ts'
import { StoreProvider } from '../../store/context.tsx'
import type { AppStore } from '../../store/create-app-store.ts'
import { emptySnapshot } from '../../store/fake-engine.testing.ts'
import { INITIAL_DATA } from '../../store/initial-data.ts'
import type { AppState } from '../../store/state.ts'
import { ExplainPanel } from './explain-panel.tsx'

afterEach(cleanup)

const [WEB, DB] = ['shop/deployment/web', 'shop/statefulset/db'] as const
const QUESTION: Question = { from: WEB, to: 'http://db', protocol: 'TCP', port: 80 }
const PLACE: Location = { file: 'policies.yaml', span: { start: 0, end: 1 }, line: 7, column: 1 }

function verdict(answer: Verdict['answer']): Verdict {
  const end = { answer, causes: [{ kind: 'not-isolated' }] } as const
  return {
    answer,
    egress: { direction: 'egress', ...end },
    ingress: { direction: 'ingress', ...end },
    assumptions: [],
    without: [],
    notes: [],
  }
}

function part(to: string, answer: Verdict['answer']): JudgedPart {
  return { kind: 'judged', from: WEB, to, port: 5432, answer, verdict: verdict(answer) }
}

function reply(more: Partial<Reply>): Reply {
  const parts = [part(DB, 'allowed')]
  return { kind: 'reply', from: WEB, to: DB, port: 80, protocol: 'TCP', answer: 'allowed', parts, notes: [], ...more }
}

function show(outcome: Outcome, question = QUESTION, offered: readonly FlowFix[] = []) {
  const askEngine = vi.fn(async () => '## Denied')
  const actions = { ask: vi.fn(), revealLocation: vi.fn(), proposeChange: vi.fn(), askSetting: vi.fn(), askEngine }
  const fixes = new Map([[flowKey({ ...question, to: DB, port: 5432 }), offered]])
  const explanation = { question, outcome, places: new Map([['policies.yaml#0', PLACE]]), fixes }
  const endpoints = [WEB, DB, `${DB}#db-1`].map((id) => ({
    id,
    label: id.replace(/^shop\/\w+\//, 'shop / '),
    implied: false,
  }))
  const snapshot = emptySnapshot(1, { endpoints })
  const store = createStore(
    () => ({ ...INITIAL_DATA, ...actions, snapshot, question, explanation }) as unknown as AppState,
  )
  render(
    <StoreProvider store={store as AppStore}>
      <ExplainPanel />
    </StoreProvider>,
  )
  return actions
}

describe('the explanation of an answer', () => {
  it('says what was typed for an end, and what it is', () => {
    show(reply({}))
    expect(screen.getByRole('heading', { name: 'Leaving web (egress)' })).toBeDefined()
    expect(screen.getByRole('heading', { name: 'Reaching http://db, which is db (ingress)' })).toBeDefined()
    expect(screen.getByRole('status').textContent).toContain('Allowed')
  })

  it('[END-7] names the Service, and shows a branch for each backend, open where it does not pass', () => {
    const through = { path: 's', namespace: 'shop', name: 'db', isHeadless: false, backends: [{ id: DB, port: 5432 }] }
    show(reply({ answer: 'depends', through, parts: [part(DB, 'allowed'), part(`${DB}#db-1`, 'denied')] }))
    expect(screen.getByText('shop/db')).toBeDefined()
    const list = screen.getByRole('list', { name: 'Each connection this stands for' })
    const open = [...list.querySelectorAll('details')].map((branch) => [
      branch.querySelector('summary')?.textContent,
      branch.open,
    ])
    expect(open).toEqual([
      ['✓ Allowed web → db on 5432', false],
      ['✕ Denied web → db#db-1 on 5432', true],
    ])
    expect(within(list).getAllByRole('button', { name: 'Allow this flow…' })).toHaveLength(1)
    expect(screen.getByRole('status').textContent).toContain('Depends')
  })

  it('[ISO-1] stops a flow that passes, on the port that was asked', () => {
    const { proposeChange } = show(reply({}))
    expect(screen.queryByRole('button', { name: /^Allow/ })).toBeNull()
    fireEvent.click(screen.getByRole('button', { name: 'Stop this flow…' }))
    const ports = [{ kind: 'range', protocol: 'TCP', first: 5432, last: 5432 }]
    expect(proposeChange).toHaveBeenCalledWith({ kind: 'disconnect', rules: [], from: [WEB], to: [DB], ports })
  })

  it('[IPB-4a] opens the settings that decide a flow that depends, and offers to allow it for certain', () => {
    const fixes: readonly FlowFix[] = [
      { kind: 'setting', title: 'Say where pods lie', setting: 'pod-ranges' },
      { kind: 'setting', title: 'Choose the network plugin', setting: 'network-plugin' },
    ]
    const { askSetting, proposeChange } = show(
      reply({ answer: 'depends', parts: [part(DB, 'depends')] }),
      QUESTION,
      fixes,
    )
    fireEvent.click(screen.getByRole('button', { name: 'Say where pods lie…' }))
    fireEvent.click(screen.getByRole('button', { name: 'Choose the network plugin…' }))
    expect(askSetting.mock.calls).toEqual([['pod-ranges'], ['network-plugin']])
    fireEvent.click(screen.getByRole('button', { name: 'Allow this flow for certain…' }))
    expect(proposeChange).toHaveBeenCalledWith({
      kind: 'connect',
      from: { kind: 'workload', id: WEB },
      to: { kind: 'workload', id: DB },
      ports: [{ kind: 'range', protocol: 'TCP', first: 5432, last: 5432 }],
    })
  })

  it('[QUE-5] says what leaves a part open when no policy can settle it', () => {
    const doubt = { code: 'QUE-5', question: 'which pods stand behind it?', on: 'Service shop/db has no backends' }
    show(
      reply({
        answer: 'depends',
        parts: [{ kind: 'unjudged', from: WEB, to: 'Service shop/db', answer: 'depends', doubt }],
      }),
    )
    expect(screen.getByText(/Service shop\/db has no backends/).textContent).toContain('which pods stand behind it?')
    expect(screen.queryByRole('heading', { name: /Leaving/ })).toBeNull()
  })

  it('[QUE-4] shows what is worth knowing beside it, with the place', () => {
    const notes = [
      { code: 'QUE-4', words: 'but name lookups from web are blocked (UDP/TCP 53)', path: 'policies.yaml#0' },
    ]
    const { revealLocation } = show(reply({ notes }))
    const list = screen.getByRole('list', { name: 'Worth knowing' })
    expect(list.textContent).toContain('but name lookups from web are blocked (UDP/TCP 53)')
    fireEvent.click(within(list).getByRole('button'))
    expect(revealLocation).toHaveBeenCalledWith(PLACE)
  })

  it('[QUE-2] an end that is not understood offers what it may mean', () => {
    const { ask } = show({ kind: 'unresolved', end: 'to', words: 'db could be one of', candidates: ['a/svc/db', DB] })
    expect(screen.queryByRole('status')).toBeNull()
    fireEvent.click(screen.getByRole('button', { name: 'a/svc/db' }))
    expect(ask).toHaveBeenCalledWith({ ...QUESTION, to: 'a/svc/db' })
  })
})

describe('copying an explanation', () => {
  const writeText = vi.fn(async (_: string) => {})
  beforeEach(() => vi.stubGlobal('navigator', { clipboard: { writeText } }))
  afterEach(() => vi.unstubAllGlobals())

  it('puts it on the clipboard as Markdown', async () => {
    const { askEngine } = show(reply({}))
    fireEvent.click(screen.getByRole('button', { name: 'Copy explanation' }))
    await screen.findByRole('button', { name: 'Copied explanation' })
    expect(askEngine).toHaveBeenCalledWith('writeExplanation', QUESTION)
    expect(writeText).toHaveBeenCalledWith('## Denied')
  })

  it('shows the text to be copied by hand where the browser does not allow it', async () => {
    writeText.mockRejectedValueOnce(new Error('not allowed'))
    show(reply({}))
    fireEvent.click(screen.getByRole('button', { name: 'Copy explanation' }))
    expect((await screen.findByText('## Denied')).tagName).toBe('PRE')
  })
})

describe('the question bar', () => {
  it('[QUE-3] a pasted URL sets the port and asks at once', () => {
    const { ask } = show(reply({}), { ...QUESTION, to: DB, port: 1 })
    const to = screen.getByRole('combobox', { name: 'To' })
    fireEvent.change(to, { target: { value: 'http://api:8080/x' } })
    fireEvent.keyDown(to, { key: 'Enter' })
    expect(ask).toHaveBeenCalledWith({ from: WEB, to: 'http://api:8080/x', protocol: 'TCP', port: 8080 })
    expect((screen.getByRole('textbox', { name: 'Port' }) as HTMLInputElement).value).toBe('8080')
  })

  it('offers endpoints before the text itself', () => {
    show(reply({}))
    const to = screen.getByRole('combobox', { name: 'To' })
    fireEvent.change(to, { target: { value: 'web' } })
    const offered = () =>
      within(screen.getByRole('listbox', { name: 'To' }))
        .getAllByRole('option')
        .map(({ textContent }) => textContent)
    expect(offered()).toEqual(['shop / web', 'name web'])
    fireEvent.change(to, { target: { value: 'shop / web' } })
    expect(offered()).toEqual(['shop / web'])
  })
})
