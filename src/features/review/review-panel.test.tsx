// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import type { PageReview } from '../../core/workspace/review-on-picture.ts'
import { StoreProvider } from '../../store/context.tsx'
import { setUp } from '../../store/store.testing.ts'
import { ReviewPanel } from './review-panel.tsx'

afterEach(cleanup)

const TCP = (port: number) => ({ allowed: { TCP: [{ first: port, last: port }] }, depends: {} })
const NOTHING = { allowed: {}, depends: {} }
const ends = { from: 'shop/deployment/web', to: 'shop/deployment/db' }
const none = { first: [], total: 0 }
const REVIEW: PageReview = {
  opened: {
    first: [
      {
        ...ends,
        before: NOTHING,
        after: TCP(5432),
        example: { protocol: 'TCP', port: 5432 },
        ends: { before: ends, after: ends },
        policies: ['shop/db'],
        isMoved: false,
      },
    ],
    total: 3,
  },
  closed: none,
  changed: none,
  opens: true,
  isolated: [],
  freed: [],
  policies: [{ name: 'shop/db', change: 'removed', before: 'p.yaml#0' }],
  appeared: ['shop/deployment/job'],
  gone: [],
  other: { resources: 4, errors: 2 },
  drawn: { edges: [], flowsNotDrawn: 0, isolated: new Map() },
}

async function show() {
  const { store, engine, state, apply, splice, read } = setUp()
  await read()
  apply([splice(0, 0, 'x')])
  await read()
  render(
    <StoreProvider store={store}>
      <ReviewPanel documents={[]} readDocument={async () => null} />
    </StoreProvider>,
  )
  fireEvent.click(screen.getByRole('button', { name: 'as opened' }))
  await engine.answer('review', 'unknown')
  const sent = engine.last('review').files
  await engine.answer('review', REVIEW)
  return { sent, state, engine, apply, splice, read }
}

describe('ReviewPanel', () => {
  it('compares with an earlier point: its text is sent, not the present one', async () => {
    const { sent } = await show()
    expect(sent).toEqual([{ name: 'p.yaml', text: 'abc' }])
    expect(await screen.findByText('3 opened · 0 closed · 0 with other ports')).toBeTruthy()
  })

  it('says what is wrong with the other side, what is not compared, and how much is not listed', async () => {
    await show()
    expect(await screen.findByText('as opened has 2 errors: what is wrong there is not in force.')).toBeTruthy()
    expect(screen.getByText('shop / job')).toBeTruthy()
    expect(screen.getByText('and 2 more: all of them are in the Markdown')).toBeTruthy()
  })

  it('links a policy only to a text that has it, and explains a flow on the open document', async () => {
    const { state } = await show()
    await screen.findByText(/3 opened/)
    expect(screen.queryByRole('button', { name: 'shop/db' })).toBeNull()
    fireEvent.click(screen.getByRole('button', { name: 'Explain shop / web to shop / db' }))
    expect(state().question).toEqual({ ...ends, protocol: 'TCP', port: 5432 })
  })

  it('shows how far a comparison is; stopped, it says that what stands there is older, and compares again', async () => {
    const { engine, state, apply, splice, read } = await show()
    apply([splice(0, 0, 'y')])
    await read()
    act(() => engine.tell('review', { doing: 'comparing flows', done: 0.25 }))
    expect(screen.getByText('comparing flows · 25 %')).toBeTruthy()
    fireEvent.click(screen.getByRole('button', { name: 'Stop' }))
    await act(() => engine.settled())
    expect(screen.getByText('Stopped: what stands here is of an earlier text.')).toBeTruthy()
    fireEvent.click(screen.getByRole('button', { name: 'Compare again' }))
    await act(() => engine.answer('review', { ...REVIEW, appeared: [] }))
    expect(screen.queryByText(/^Stopped/)).toBeNull()
    expect(state().comparison?.review?.appeared).toEqual([])
  })

  it('stops writing what was to be copied, and can be asked again', async () => {
    const { engine } = await show()
    fireEvent.click(screen.getByRole('button', { name: 'Copy as Markdown' }))
    act(() => engine.tell('writeReview', { doing: 'comparing flows', done: 0.5 }))
    fireEvent.click(screen.getByRole('button', { name: 'Stop writing' }))
    await act(() => engine.settled())
    expect(screen.getByRole('button', { name: 'Copy as Markdown' })).toBeTruthy()
  })
})
