// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createStore } from 'zustand/vanilla'
import type { Severity } from '../../core/model/diagnostic.ts'
import type { Location, Problem } from '../../core/workspace/snapshot.ts'
import { StoreProvider } from '../../store/context.tsx'
import type { AppStore } from '../../store/create-app-store.ts'
import { emptySnapshot } from '../../store/fake-engine.testing.ts'
import { INITIAL_DATA } from '../../store/initial-data.ts'
import type { AppState } from '../../store/state.ts'
import { Announcer } from '../../ui/announcer.tsx'
import { createCommandRegistry } from '../../ui/commands/command.ts'
import { CommandsProvider } from '../../ui/commands/commands-context.tsx'
import { ProblemsPanel } from './problems-panel.tsx'
import { useProblems } from './use-problems.ts'

afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
})

function problem(severity: Severity, file: string, line: number, message: string): Problem {
  const span = { start: line * 10, end: line * 10 + 1 }
  return {
    diagnostic: { code: 'VAL-1', severity, message, place: { kind: 'span', file, span } },
    location: { file, span, line, column: 1 },
  }
}

const ERROR = problem('error', 'b.yaml', 9, 'a bad port')
const WARNING = problem('warning', 'a.yaml', 3, 'selects nobody')
const NOTE = problem('info', 'b.yaml', 1, 'Secrets are not read')
const FILES = [
  { name: 'a.yaml', resources: 1, policies: 1, errors: 0, warnings: 1 },
  { name: 'b.yaml', resources: 1, policies: 1, errors: 1, warnings: 0 },
]

function Panel() {
  return (
    <>
      <ProblemsPanel problems={useProblems()} />
      <Announcer />
      <div role="dialog" className="dialog">
        <input aria-label="in a dialog" />
      </div>
    </>
  )
}

function show(problems: readonly Problem[] = [ERROR, WARNING, NOTE], problemCount = problems.length) {
  const revealLocation = vi.fn((_: Location) => {})
  const snapshot = emptySnapshot(1, { problems, problemCount, files: FILES })
  const store = createStore(() => ({ ...INITIAL_DATA, revealLocation, snapshot }) as unknown as AppState)
  render(
    <StoreProvider store={store as AppStore}>
      <CommandsProvider commands={{ registry: createCommandRegistry(), subscribe: store.subscribe }}>
        <Panel />
      </CommandsProvider>
    </StoreProvider>,
  )
  const press = (init: KeyboardEventInit = {}, target: Element = document.body) =>
    fireEvent.keyDown(target, { key: 'F8', bubbles: true, ...init })
  return { revealLocation, store, press }
}

const messages = () => [...document.querySelectorAll('.problem-words')].map(({ textContent }) => textContent)
const revealed = ({ mock }: { mock: { calls: readonly (readonly [Location])[] } }) =>
  mock.calls.map(([{ file, line }]) => `${file}:${line}`)

describe('ProblemsPanel', () => {
  it('counts by severity, and hides what is switched off', () => {
    show()
    expect(messages()).toEqual(['a bad port', 'selects nobody', 'Secrets are not read'])
    const warnings = screen.getByRole('button', { name: '1 warning', pressed: true })
    fireEvent.click(warnings)
    expect(messages()).toEqual(['a bad port', 'Secrets are not read'])
    expect(warnings.getAttribute('aria-pressed')).toBe('false')
    fireEvent.click(screen.getByRole('button', { name: '1 error' }))
    fireEvent.click(screen.getByRole('button', { name: '1 note' }))
    fireEvent.click(screen.getByRole('button', { name: 'Show all' }))
    expect(messages()).toHaveLength(3)
  })

  it('filters by file and by words', () => {
    show()
    fireEvent.change(screen.getByRole('combobox', { name: 'File' }), { target: { value: 'b.yaml' } })
    expect(messages()).toEqual(['a bad port', 'Secrets are not read'])
    fireEvent.change(screen.getByRole('searchbox', { name: 'Search problems' }), { target: { value: 'PORT' } })
    expect(messages()).toEqual(['a bad port'])
  })

  it('says how many are not listed', () => {
    show([ERROR], 12)
    expect(screen.getByText('and 11 more that are not listed')).toBeDefined()
    expect(screen.getByRole('button', { name: '10 notes' })).toBeDefined()
  })

  it('shows only rows in sight of a very long list, with their number in it', () => {
    const many = Array.from({ length: 900 }, (_, line) => problem('error', 'b.yaml', line, `number ${line}`))
    // The pane is as high as ten rows: happy-dom lays nothing out.
    vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(300)
    vi.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockReturnValue(30)
    show(many)
    const rows = within(screen.getByRole('list', { name: 'Problems' })).getAllByRole('listitem')
    expect(rows.length).toBeLessThan(100)
    expect(rows[0]?.getAttribute('aria-setsize')).toBe('900')
  })
})

describe('F8', () => {
  it('shows the next problem in the order of files and lines, and Shift+F8 the one before, from anywhere', () => {
    const { revealLocation, press } = show()
    press()
    press()
    press({ shiftKey: true })
    press({ shiftKey: true })
    expect(revealed(revealLocation)).toEqual(['a.yaml:3', 'b.yaml:1', 'a.yaml:3', 'b.yaml:9'])
    expect(screen.getByText(/^error 3 of 3: a bad port, b.yaml line 9/)).toBeDefined()
    expect(screen.getByText('a bad port').closest('li')?.getAttribute('aria-current')).toBe('true')
  })

  it('the problem at the caret is marked, whoever went there', () => {
    const { store, press } = show()
    press()
    act(() => store.setState({ caret: { file: 'b.yaml', offset: 90, line: 9, column: 1 } }))
    expect(screen.getByText('a bad port').closest('li')?.getAttribute('aria-current')).toBe('true')
  })

  it('goes on from the caret where the person moved it', () => {
    const { revealLocation, store, press } = show()
    press()
    act(() => store.setState({ caret: { file: 'b.yaml', offset: 50, line: 5, column: 1 } }))
    press()
    expect(revealed(revealLocation)).toEqual(['a.yaml:3', 'b.yaml:9'])
  })

  it('passes over what the filter hides, and says when nothing is left', () => {
    const { revealLocation, press } = show()
    fireEvent.change(screen.getByRole('searchbox', { name: 'Search problems' }), { target: { value: 'port' } })
    press()
    press()
    expect(revealed(revealLocation)).toEqual(['b.yaml:9', 'b.yaml:9'])
    fireEvent.change(screen.getByRole('searchbox', { name: 'Search problems' }), { target: { value: 'zebra' } })
    press()
    expect(screen.getByText('no problem passes the filter')).toBeDefined()
  })

  it('leaves the key to dialogs, and to whoever answered it already', () => {
    const { revealLocation, press } = show()
    press({}, screen.getByRole('textbox', { name: 'in a dialog' }))
    const answered = (event: Event) => event.preventDefault()
    document.body.addEventListener('keydown', answered, { once: true })
    press()
    expect(revealLocation).not.toHaveBeenCalled()
  })
})
