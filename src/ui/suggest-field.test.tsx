// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react'
import { useState } from 'react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { SuggestField } from './suggest-field.tsx'

afterEach(cleanup)

function show() {
  const [onChoose, onBlur, onLeave] = [vi.fn(), vi.fn(), vi.fn()]
  function Row() {
    const [value, setValue] = useState('')
    const suggestions = [{ text: 'frontend' }, { text: 'backend', note: '2 workloads' }]
    return (
      <>
        <li onBlur={onLeave}>
          <SuggestField
            name="Value"
            value={value}
            suggestions={suggestions}
            onType={setValue}
            onChoose={onChoose}
            onBlur={onBlur}
          />
        </li>
        <button type="button">border</button>
      </>
    )
  }
  render(<Row />)
  const field = screen.getByRole('combobox', { name: 'Value' })
  field.focus()
  fireEvent.change(field, { target: { value: 'back' } })
  return { field, onChoose, onBlur, onLeave, border: screen.getByRole('button', { name: 'border' }) }
}

describe('SuggestField', () => {
  it('is left when the focus goes elsewhere', () => {
    const { border, onBlur, onLeave } = show()
    act(() => border.focus())
    expect([onBlur.mock.calls.length, onLeave.mock.calls.length]).toEqual([1, 1])
    expect(screen.queryByRole('option')).toBeNull()
  })

  it('is not left when a border beneath its list takes the focus of a press on a suggestion', () => {
    const { border, field, onBlur, onChoose, onLeave } = show()
    document.addEventListener('pointerdown', () => border.focus(), { capture: true, once: true })
    fireEvent.pointerDown(screen.getByRole('option'))
    expect(onChoose).toHaveBeenCalledExactlyOnceWith('backend')
    expect([onBlur.mock.calls.length, onLeave.mock.calls.length]).toEqual([0, 0])
    expect(document.activeElement).toBe(field)
  })

  it('takes a suggestion by keys, and what is typed where none is marked', () => {
    const { field, onChoose } = show()
    fireEvent.keyDown(field, { key: 'Enter' })
    expect(onChoose).not.toHaveBeenCalled()
    fireEvent.change(field, { target: { value: 'fr' } })
    fireEvent.keyDown(field, { key: 'ArrowDown' })
    fireEvent.keyDown(field, { key: 'Enter' })
    expect(onChoose).toHaveBeenCalledExactlyOnceWith('frontend')
  })
})
