// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { NO_FILTER } from '../../core/picture/picture-filter.ts'
import type { SearchAnswer, SearchHit, SearchKind } from '../../core/picture/search.ts'
import { StoreProvider } from '../../store/context.tsx'
import { pictureOf, workloadNode } from '../../store/fake-engine.testing.ts'
import { setUp } from '../../store/store.testing.ts'
import { Announcer } from '../../ui/announcer.tsx'
import { createCommandRegistry } from '../../ui/commands/command.ts'
import { CommandsProvider } from '../../ui/commands/commands-context.tsx'
import { SearchField } from './search-field.tsx'

afterEach(cleanup)

const [WEB, DB] = ['shop/deployment/web', 'shop/statefulset/db'] as const

function hit(title: string, part: Partial<SearchHit> = {}): SearchHit {
  const id = `shop/deployment/${title}`
  return { kind: 'workloads', id, title, where: 'shop', why: '', isFolded: false, isHidden: false, ...part }
}

function answerOf(kind: SearchKind, hits: readonly SearchHit[], total = hits.length): SearchAnswer {
  return { groups: [{ kind, total, hits }], nodes: hits.map(({ id }) => id) }
}

async function show() {
  const { store, engine, state, read } = setUp()
  await read({ picture: pictureOf([workloadNode(WEB), workloadNode(DB)], []) })
  const registry = createCommandRegistry()
  render(
    <StoreProvider store={store}>
      <CommandsProvider commands={{ registry, subscribe: store.subscribe }}>
        <div data-picture>
          <SearchField />
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: stands for the graph, which takes the focus */}
          <div data-graph tabIndex={0}>
            graph
          </div>
        </div>
        <Announcer />
      </CommandsProvider>
    </StoreProvider>,
  )
  return { engine, state, registry }
}

const field = () => screen.getByRole<HTMLInputElement>('combobox', { name: 'Search' })
const press = (key: string) => fireEvent.keyDown(field(), { key })
const chosen = () => document.getElementById(field().getAttribute('aria-activedescendant') ?? '')?.textContent

async function find(engine: Awaited<ReturnType<typeof show>>['engine'], text: string, answer: SearchAnswer) {
  fireEvent.change(field(), { target: { value: text } })
  expect(engine.last('search')).toEqual({ text: text.trim() })
  await act(() => engine.answer('search', answer))
}

const TWO: SearchAnswer = {
  groups: [
    { kind: 'workloads', total: 40, hits: [hit('web'), hit('web-cache', { why: 'label tier=web', isFolded: true })] },
    { kind: 'policies', total: 1, hits: [hit('web-in', { kind: 'policies', id: 'p.yaml#0' })] },
  ],
  nodes: [WEB],
}

describe('the search field', () => {
  it('lists what is found by kind, with where it is and why it was found, and marks it on the picture', async () => {
    const { engine, state } = await show()
    await find(engine, ' web ', TWO)
    const workloads = screen.getByRole('group', { name: 'Workloads' })
    expect(within(workloads).getAllByRole('option')).toHaveLength(2)
    expect(workloads.textContent).toContain('2 of 40')
    expect(workloads.textContent).toContain('web-cacheshop · foldedlabel tier=web')
    expect(screen.getByRole('group', { name: 'Policies' }).textContent).toContain('web-in')
    expect(screen.getByText('41 found')).toBeDefined()
    expect(state().found).toEqual(new Set([WEB]))
  })

  it('chooses among all kinds by arrows, and stays at both ends', async () => {
    const { engine } = await show()
    await find(engine, 'web', TWO)
    expect(chosen()).toContain('web')
    press('ArrowUp')
    expect(screen.getAllByRole('option', { selected: true })).toEqual([screen.getAllByRole('option')[0]])
    for (const _ of [1, 2, 3, 4]) press('ArrowDown')
    expect(chosen()).toContain('web-in')
  })

  it('goes to what is chosen, closes, and says so', async () => {
    const { engine, state } = await show()
    await find(engine, 'db', answerOf('workloads', [hit('db', { id: DB })]))
    press('Enter')
    expect(state().goal).toEqual({ node: DB })
    expect(field().getAttribute('aria-expanded')).toBe('false')
    expect(screen.queryByRole('option')).toBeNull()
    expect(screen.getByText('db')).toBeDefined()
  })

  it('goes to what the newest text finds, though Enter came before its answer', async () => {
    const { engine, state } = await show()
    await find(engine, 'w', answerOf('workloads', [hit('web', { id: WEB })]))
    fireEvent.change(field(), { target: { value: 'db' } })
    press('Enter')
    expect(state().goal).toBeNull()
    await act(() => engine.answer('search', answerOf('workloads', [hit('db', { id: DB })])))
    expect(state().goal).toEqual({ node: DB })
  })

  it('stays where another text, Escape or leaving came between Enter and the answer', async () => {
    const { engine, state } = await show()
    for (const change of [
      () => fireEvent.change(field(), { target: { value: 'db2' } }),
      () => press('Escape'),
      () => fireEvent.blur(field()),
    ]) {
      await find(engine, 'w', answerOf('workloads', [hit('web', { id: WEB })]))
      fireEvent.change(field(), { target: { value: 'db' } })
      press('Enter')
      change()
      await act(() => engine.answer('search', answerOf('workloads', [hit('db', { id: DB })])))
      expect(state().goal).toBeNull()
      fireEvent.change(field(), { target: { value: '' } })
    }
  })

  it('says that a filter was cleared to show what it left out', async () => {
    const { engine, state } = await show()
    state().setFilter({ ...NO_FILTER, port: '80' })
    await find(engine, 'db', answerOf('workloads', [hit('db', { id: DB, isHidden: true })]))
    expect(screen.getByRole('option').textContent).toContain('hidden by the filter')
    press('Enter')
    expect(state().filter).toEqual(NO_FILTER)
    expect(screen.getByText('db: the filter was cleared')).toBeDefined()
  })

  it('selects a policy that is pressed', async () => {
    const { engine, state } = await show()
    await find(engine, 'web', TWO)
    fireEvent.pointerDown(screen.getByRole('option', { name: /web-in/ }))
    expect(state().selection).toEqual({ kind: 'policy', id: 'p.yaml#0' })
  })

  it('says so when nothing is found, and Enter goes nowhere', async () => {
    const { engine, state } = await show()
    await find(engine, 'nobody', { groups: [], nodes: [] })
    expect(screen.getByText('nothing has that name, label, port or address')).toBeDefined()
    expect(screen.getByText('0 found')).toBeDefined()
    expect(field().getAttribute('aria-activedescendant')).toBeNull()
    press('Enter')
    expect(state().goal).toBeNull()
  })

  it('closes the list by Escape, then clears the search and leads back to the graph', async () => {
    const { engine, state } = await show()
    await find(engine, 'web', TWO)
    press('Escape')
    expect(field().getAttribute('aria-expanded')).toBe('false')
    expect(field().value).toBe('web')
    press('Escape')
    expect(field().value).toBe('')
    expect(state().found).toEqual(new Set())
    expect(document.activeElement?.textContent).toBe('graph')
  })

  it('drops the answer to a text that is no longer there', async () => {
    const { engine } = await show()
    fireEvent.change(field(), { target: { value: 'w' } })
    fireEvent.change(field(), { target: { value: 'web' } })
    await act(() => engine.answerOldest('search', answerOf('workloads', [hit('window')])))
    expect(screen.queryByRole('option')).toBeNull()
    await act(() => engine.answer('search', TWO))
    expect(chosen()).toContain('web')
  })

  it('is reached by its command', async () => {
    const { registry } = await show()
    registry
      .all()
      .find(({ id }) => id === 'view.search')
      ?.run?.(null)
    expect(document.activeElement).toBe(field())
  })
})
