// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { LabelsForm } from '../../core/authoring/change-form.ts'
import type { LabelChange } from '../../core/authoring/structure/structure-labels.ts'
import { LabelsFields } from './labels-fields.tsx'

afterEach(cleanup)

const KNOWN = [{ key: 'tier', values: ['back', 'front'] }]

function show(labels: LabelsForm['labels']) {
  const onChange = vi.fn<(changes: readonly LabelChange[]) => void>()
  const draw = (written: LabelsForm['labels']) => (
    <LabelsFields form={{ kind: 'labels', labels: written, known: KNOWN }} changes={[]} onChange={onChange} />
  )
  const { rerender } = render(draw(labels))
  return {
    /** The changes that were told last. */
    last: () => onChange.mock.lastCall?.[0],
    rewrite: (written: LabelsForm['labels']) => rerender(draw(written)),
  }
}

const field = (name: string) => screen.getByRole<HTMLInputElement>('combobox', { name })
const type = (name: string, value: string) => fireEvent.change(field(name), { target: { value } })
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }))

describe('the labels of a workload or a namespace', () => {
  it('are changed in place: another value, another key, and both', () => {
    const { last } = show([
      ['app', 'web'],
      ['team', 'shop'],
    ])
    type('Value of app', 'api')
    expect(last()).toEqual([{ kind: 'set', key: 'app', value: 'api' }])
    type('Key of app', ' name ')
    expect(last()).toEqual([
      { kind: 'rename', key: 'app', to: 'name' },
      { kind: 'set', key: 'name', value: 'api' },
    ])
    type('Key of app', 'app')
    type('Value of app', 'web')
    expect(last()).toEqual([])
  })

  it('are removed, shown as gone, and put back', () => {
    const { last } = show([['app', 'web']])
    press('Remove app')
    expect(last()).toEqual([{ kind: 'remove', key: 'app' }])
    expect(screen.getByText('app=web').tagName).toBe('DEL')
    press('Put back app')
    expect(last()).toEqual([])
    expect(field('Value of app').value).toBe('web')
  })

  it('are added, with keys and values of the document to choose from; a new one that is removed leaves nothing', () => {
    const { last } = show([])
    expect(screen.getByText('no labels')).toBeTruthy()
    press('Add a label')
    type('Key of new label', 'ti')
    fireEvent.pointerDown(screen.getByRole('option', { name: 'tier' }))
    fireEvent.click(field('Value of new label'))
    fireEvent.pointerDown(screen.getByRole('option', { name: 'front' }))
    expect(last()).toEqual([{ kind: 'set', key: 'tier', value: 'front' }])
    press('Remove new label')
    expect(last()).toEqual([])
    expect(screen.queryByRole('combobox')).toBeNull()
  })

  it('say when a key stands there twice', () => {
    show([['app', 'web']])
    press('Add a label')
    type('Key of new label', 'app')
    expect(screen.getByRole('status').textContent).toBe('app stands here twice: the last one counts')
  })

  it('follow the text, and keep what was typed', () => {
    const { rewrite } = show([
      ['app', 'web'],
      ['team', 'shop'],
    ])
    type('Value of app', 'api')
    rewrite([
      ['app', 'web'],
      ['team', 'ops'],
      ['zone', 'a'],
    ])
    expect([field('Value of app').value, field('Value of team').value, field('Value of zone').value]).toEqual([
      'api',
      'ops',
      'a',
    ])
  })
})
