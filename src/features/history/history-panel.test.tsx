// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { StoreProvider } from '../../store/context.tsx'
import { setUp } from '../../store/store.testing.ts'
import { HistoryPanel } from './history-panel.tsx'

afterEach(cleanup)
beforeEach(() => {
  Element.prototype.scrollIntoView = vi.fn()
})

function show() {
  const { store, apply, splice, clock, state } = setUp()
  const at = (hours: number, minutes: number) => new Date(2026, 10, 28, hours, minutes).getTime()
  state().caretMoved({ file: 'p.yaml', offset: 0, line: 48, column: 1 })
  clock.now = at(12, 4)
  apply([splice(0, 0, 'x')], 'typing', 'Edit p.yaml')
  clock.now = at(12, 9)
  apply([splice(4, 4, '\ny: 1')], 'gesture', 'allow web → api on 80')
  render(
    <StoreProvider store={store}>
      <HistoryPanel />
    </StoreProvider>,
  )
  return { state }
}

const rows = () => screen.getAllByRole('button')
const current = () => rows().filter((row) => row.getAttribute('aria-current') === 'step')

describe('HistoryPanel', () => {
  it('lists what was done, oldest first, with place and time, and marks where one is', () => {
    show()
    expect(rows().map((row) => row.textContent)).toEqual([
      'Opened',
      expect.stringMatching(/^Edit p\.yamlline 4812:04/),
      expect.stringMatching(/^Allow web → api on 80p\.yaml:212:09/),
    ])
    expect(current()).toEqual([rows()[2]])
  })

  it('a click goes there; what was undone stays, and says so', () => {
    const { state } = show()
    fireEvent.click(screen.getByRole('button', { name: /^Edit p.yaml/ }))
    expect(state().past).toHaveLength(1)
    expect(current()).toEqual([rows()[1]])
    expect(rows().map((row) => row.classList.contains('is-undone'))).toEqual([false, false, true])
    expect(rows()[2]?.textContent).toContain('undone')
    fireEvent.click(rows()[2] as HTMLElement)
    expect(state().future).toEqual([])
  })

  it('is one stop of the Tab key; the arrow keys, Home and End move along it', () => {
    show()
    expect(rows().map((row) => row.tabIndex)).toEqual([-1, -1, 0])
    rows()[2]?.focus()
    fireEvent.keyDown(document.activeElement as Element, { key: 'ArrowUp' })
    expect(document.activeElement).toBe(rows()[1])
    fireEvent.keyDown(document.activeElement as Element, { key: 'Home' })
    expect(document.activeElement).toBe(rows()[0])
    fireEvent.keyDown(document.activeElement as Element, { key: 'ArrowUp' })
    expect(document.activeElement).toBe(rows()[0])
    fireEvent.keyDown(document.activeElement as Element, { key: 'End' })
    expect(document.activeElement).toBe(rows()[2])
  })
})
