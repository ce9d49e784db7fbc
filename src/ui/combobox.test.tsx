// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { Combobox, type Option } from './combobox.tsx'

afterEach(cleanup)

const OPTIONS = ['shop / web', 'shop / web-admin', 'bank / ledger'].map((label) => ({ value: `id of ${label}`, label }))

function type(text: string, readTyped?: (typed: string) => Option | undefined) {
  const onChange = vi.fn()
  render(
    <Combobox name="From" value={null} options={OPTIONS} onChange={onChange} {...(readTyped ? { readTyped } : {})} />,
  )
  const field = screen.getByRole('combobox', { name: 'From' })
  act(() => field.focus())
  fireEvent.change(field, { target: { value: text } })
  return { field, onChange, leave: () => act(() => field.blur()) }
}

const asName = (typed: string): Option => ({ value: typed, label: `name ${typed}` })

describe('Combobox, when it is left', () => {
  it('takes the one option that has the typed words', () => {
    const { leave, onChange } = type('ledg', asName)
    leave()
    expect(onChange).toHaveBeenCalledExactlyOnceWith('id of bank / ledger')
    expect(screen.queryByRole('option')).toBeNull()
  })

  it('takes the option that is called just so, though others have the words as well', () => {
    const { leave, onChange } = type('shop / web', asName)
    leave()
    expect(onChange).toHaveBeenCalledExactlyOnceWith('id of shop / web')
  })

  it('takes the typed text itself where several options, or none, have its words', () => {
    const several = type('web', asName)
    several.leave()
    expect(several.onChange).toHaveBeenCalledExactlyOnceWith('web')
    cleanup()
    const none = type('10.0.0.7', asName)
    none.leave()
    expect(none.onChange).toHaveBeenCalledExactlyOnceWith('10.0.0.7')
  })

  it('keeps what was chosen where the text may be several options and stands for nothing itself, or is empty', () => {
    for (const text of ['web', '', '  ']) {
      const { leave, onChange } = type(text)
      leave()
      expect(onChange).not.toHaveBeenCalled()
      cleanup()
    }
  })

  it('is not left by a press on its list, which gives the focus back', () => {
    const { field, leave, onChange } = type('web', asName)
    const list = screen.getByRole('listbox')
    fireEvent.pointerDown(list)
    leave()
    expect([document.activeElement, onChange.mock.calls.length]).toEqual([field, 0])
    expect(screen.getAllByRole('option')).toHaveLength(3)
    fireEvent.pointerUp(list)
    leave()
    expect(onChange).toHaveBeenCalledExactlyOnceWith('web')
  })

  it('keeps what was chosen after Escape', () => {
    const { field, leave, onChange } = type('ledg', asName)
    fireEvent.keyDown(field, { key: 'Escape' })
    leave()
    expect(onChange).not.toHaveBeenCalled()
  })
})
