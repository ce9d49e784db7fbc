// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { StoreProvider } from '../../store/context.tsx'
import { setUp } from '../../store/store.testing.ts'
import { Toasts } from '../../ui/toasts.tsx'
import { AppliedToast } from './applied-toast.tsx'

afterEach(cleanup)

async function applyQuietly() {
  const { store, state, apply, splice, textOf } = setUp()
  render(
    <StoreProvider store={store}>
      <AppliedToast />
      <Toasts isDark={false} />
    </StoreProvider>,
  )
  apply([splice(0, 0, 'x')], 'gesture', 'Allow web → api on 80')
  const [entry] = state().past
  if (!entry) throw new Error('nothing was applied')
  act(() => store.setState({ applied: { entry, opens: 2 } }))
  await screen.findByText('Allow web → api on 80')
  return { apply, splice, textOf }
}

describe('AppliedToast', () => {
  it('says what happened, and takes it back', async () => {
    const { textOf } = await applyQuietly()
    expect(screen.getByText('Opens 2 flows.')).toBeTruthy()
    fireEvent.click(screen.getByRole('button', { name: 'Undo' }))
    expect(textOf()).toBe('abc')
  })

  it('takes nothing else back', async () => {
    const { apply, splice, textOf } = await applyQuietly()
    apply([splice(4, 4, 'y')])
    fireEvent.click(screen.getAllByRole('button', { name: 'Undo' }).at(-1) as HTMLElement)
    expect(textOf()).toBe('xabcy')
    expect(await screen.findByText(/at another point by now/)).toBeTruthy()
  })
})
