// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import { StoreProvider } from '../store/context.tsx'
import { setUp } from '../store/store.testing.ts'
import { WorkState } from './work-state.tsx'

afterEach(cleanup)

it('[WORK-2] a change that is stopped leaves the older picture, says so, and is read when asked', async () => {
  const { store, engine, state, read, apply, splice } = setUp()
  await read()
  render(
    <StoreProvider store={store}>
      <WorkState />
    </StoreProvider>,
  )
  expect(screen.queryByRole('button')).toBeNull()
  act(() => {
    apply([splice(0, 0, 'x')])
    state().setBusy(true)
  })
  expect(screen.getByText('reading the text…')).toBeTruthy()
  await act(async () => {
    fireEvent.click(screen.getByRole('button', { name: 'Cancel' }))
    await engine.settled()
  })
  expect(screen.getByText('picture of an older text')).toBeTruthy()
  expect(screen.queryByRole('progressbar')).toBeNull()
  fireEvent.click(screen.getByRole('button', { name: 'Update' }))
  await act(() => read())
  expect(screen.queryByText('picture of an older text')).toBeNull()
  expect(state().snapshot?.revision).toBe(state().document.revision)
})
