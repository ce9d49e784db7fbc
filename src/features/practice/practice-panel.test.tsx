// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { PracticeTask } from '../../core/checks/practice/practice-task.ts'
import { PRACTICE_TASKS } from '../../core/checks/practice/tasks.ts'
import type { TextFile } from '../../core/model/edit.ts'
import { finish, type Work } from '../../core/model/work.ts'
import { StoreProvider } from '../../store/context.tsx'
import { createAppStore } from '../../store/create-app-store.ts'
import type { EngineClient } from '../../worker/client.ts'
import { isLongCall } from '../../worker/protocol.ts'
import { createSession } from '../../worker/session.ts'
import { openTask, type PracticeLibrary } from './open-task.ts'
import { PracticePanel } from './practice-panel.tsx'
import { documentOf, notePassed, readPassed, taskOf } from './practice-progress.ts'

beforeEach(() => localStorage.clear())
afterEach(cleanup)

const [TASK, SECOND] = PRACTICE_TASKS as readonly [PracticeTask, PracticeTask]

/** The engine of the worker, answering at once. */
function createClient(): EngineClient {
  const session = createSession()
  return {
    async call(name, request) {
      const answer = (session[name] as (request: unknown) => unknown)(request)
      return (isLongCall(name) ? finish(answer as Work<unknown>) : answer) as never
    },
    cancel() {},
    revive() {},
    close() {},
  }
}

/** Documents that are only counted; none that was made before can be opened again but those in `kept`. */
function createLibrary(kept: readonly string[] = []) {
  const created: { readonly title: string; readonly files: readonly TextFile[] }[] = []
  const opened: string[] = []
  const library: PracticeLibrary = {
    create: (title, files) => `d${created.push({ title, files })}`,
    open: async (id) => opened.push(id) > 0 && kept.includes(id),
  }
  return { library, created, opened }
}

async function show(policies: string) {
  const { library, created } = createLibrary()
  const store = createAppStore({ engine: createClient(), now: () => 0 })
  store.getState().openDocument({
    id: 'd',
    title: 'd',
    files: [
      { name: 'policies.yaml', text: policies },
      { name: 'cluster.yaml', text: TASK.cluster },
    ],
  })
  await waitFor(() => expect(store.getState().working).toBe(false))
  render(
    <StoreProvider store={store}>
      <PracticePanel taskId={TASK.id} library={library} />
    </StoreProvider>,
  )
  const claim = (words: string) => screen.getByText(words, { exact: false }).closest('li') as HTMLElement
  return { store, created, claim }
}

describe('the panel of a task', () => {
  it('says of each claim whether it holds, and shows a flow that breaks it', async () => {
    const { claim } = await show(TASK.start)
    await waitFor(() => expect(claim('Nobody reaches').textContent).toContain('Does not hold.'))
    expect(within(claim('Nobody reaches')).getByText('ledger/books reaches ledger/books on every port')).toBeTruthy()
    expect(claim('reach whom they reached before').textContent).toContain('Holds.')
    expect(readPassed()).toEqual([])
  })

  it('follows the text, and remembers what was passed', async () => {
    const { store, created } = await show(TASK.start)
    const { applyChange, document } = store.getState()
    const edit = { kind: 'splice', file: 'policies.yaml', start: 0, end: 0, text: `${TASK.solution}---\n` } as const
    applyChange({ edits: [edit], label: 'typing', base: document.revision }, 'typing')
    fireEvent.click(await screen.findByRole('button', { name: `Next: ${SECOND.title}` }))
    expect(readPassed()).toEqual([TASK.id])
    await waitFor(() => expect(created.map(({ title }) => title)).toEqual([`practice: ${SECOND.title}`]))
  })

  it('gives one hint after the other, and a solution after the last', async () => {
    await show(TASK.start)
    expect(screen.queryByRole('button', { name: 'Show a solution' })).toBeNull()
    TASK.hints.forEach((hint, index) => {
      expect(screen.queryByText(hint)).toBeNull()
      fireEvent.click(screen.getByRole('button', { name: `Hint ${index + 1} of ${TASK.hints.length}` }))
      expect(screen.getByText(hint)).toBeTruthy()
    })
    fireEvent.click(screen.getByRole('button', { name: 'Show a solution' }))
    expect(document.querySelector('pre')?.textContent).toBe(TASK.solution)
  })

  it('says when something cannot be read', async () => {
    await show(`${TASK.solution}---\napiVersion: [\n`)
    expect(await screen.findByText(/in the text: what cannot be read is not in force/)).toBeTruthy()
    expect(screen.queryByText('✓ Passed.')).toBeNull()
  })
})

describe('the documents of tasks', () => {
  it('are made once each, and gone on with as long as they are there', async () => {
    const { library, created, opened } = createLibrary(['d1'])
    await openTask(library, TASK)
    expect(created[0]?.files.map(({ text }) => text)).toEqual([TASK.start, TASK.cluster])
    expect([taskOf('d1'), documentOf(TASK.id)]).toEqual([TASK.id, 'd1'])
    await openTask(library, TASK)
    expect([created.length, opened]).toEqual([1, ['d1']])
  })

  it('are made again when they were deleted; the one before is a document like any other', async () => {
    const { library, created } = createLibrary()
    await openTask(library, TASK)
    await openTask(library, TASK)
    expect(created).toHaveLength(2)
    expect([taskOf('d1'), taskOf('d2')]).toEqual([undefined, TASK.id])
  })

  it('bear what others wrote into the storage', () => {
    for (const text of ['{', '[1, {}]', 'null', '{"a": 1}', '"x"']) {
      localStorage.setItem('bulkhead:practice-passed', text)
      localStorage.setItem('bulkhead:practice-documents', text)
      expect([readPassed(), taskOf('d'), documentOf('a')]).toEqual([[], undefined, undefined])
    }
    notePassed('a')
    notePassed('a')
    expect(readPassed()).toEqual(['a'])
  })
})
