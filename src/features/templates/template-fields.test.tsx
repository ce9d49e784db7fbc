// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { useState } from 'react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createStore } from 'zustand/vanilla'
import type { TemplateField } from '../../core/authoring/templates/field.ts'
import type { TemplateIntention } from '../../core/authoring/templates/templates.ts'
import { StoreProvider } from '../../store/context.tsx'
import type { AppStore } from '../../store/create-app-store.ts'
import { INITIAL_DATA } from '../../store/initial-data.ts'
import type { AppState } from '../../store/state.ts'
import { TemplateFields } from './template-fields.tsx'

afterEach(cleanup)

const option = (value: string) => ({ value, label: value })
const choice = (label: string, words: readonly string[], isOpen = false): TemplateField => ({
  kind: 'choice',
  label,
  value: words[0] ?? '',
  options: words.map(option),
  isOpen,
})
const portsField = (...value: readonly ReturnType<typeof tcp>[]): TemplateField => ({
  kind: 'ports',
  label: 'Ports',
  value,
  options: [],
})
const tcp = (first: number) => ({ kind: 'range', protocol: 'TCP', first, last: first }) as const

/** Fields as a plan fills them; what is given goes back into the intention. */
function show(fields: Readonly<Record<string, TemplateField>>) {
  const told = vi.fn<(intention: TemplateIntention, problem?: string) => void>()
  const showTemplates = vi.fn()
  const store = createStore(() => ({ ...INITIAL_DATA, showTemplates }) as unknown as AppState)
  function Asked() {
    const [intention, setIntention] = useState<TemplateIntention>({
      kind: 'template',
      template: 'default-deny',
      parameters: {},
    })
    const onChange = (next: TemplateIntention, problem?: string) => {
      told(next, problem)
      setIntention(next)
    }
    return <TemplateFields intention={intention} form={{ kind: 'template', fields }} onChange={onChange} />
  }
  render(
    <StoreProvider store={store as AppStore}>
      <Asked />
    </StoreProvider>,
  )
  /** The parameters and the problem that were told last. */
  const last = () => {
    const [intention, problem] = told.mock.lastCall ?? []
    return { parameters: intention?.parameters, problem }
  }
  return { last, told, showTemplates }
}

const type = (field: HTMLElement, value: string) => fireEvent.change(field, { target: { value } })

describe('the fields of a template', () => {
  it('say what it does, and lead back to the others', () => {
    const { showTemplates, told } = show({})
    expect(screen.getByRole('region', { name: 'Template' }).textContent).toContain('Isolates every pod of a namespace')
    fireEvent.click(screen.getByRole('button', { name: 'Other templates…' }))
    expect(showTemplates).toHaveBeenCalledOnce()
    expect(told).not.toHaveBeenCalled()
  })

  it('show what the document suggests until another value is given, each beside what was given before', () => {
    const { last } = show({
      direction: choice('Direction', ['ingress', 'egress']),
      namespace: choice('Namespace', ['shop'], true),
    })
    const direction = screen.getByRole<HTMLSelectElement>('combobox', { name: 'Direction' })
    const namespace = screen.getByRole<HTMLInputElement>('combobox', { name: 'Namespace' })
    expect([direction.value, namespace.value]).toEqual(['ingress', 'shop'])
    type(direction, 'egress')
    type(namespace, ' later ')
    expect(last()).toEqual({ parameters: { direction: 'egress', namespace: 'later' }, problem: undefined })
    expect([direction.value, namespace.value]).toEqual(['egress', 'later'])
  })

  it('read ports as they are typed, and say what cannot be read until it can', () => {
    const { last } = show({
      ports: portsField(tcp(8080)),
      other: choice('Other', ['a', 'b']),
    })
    const ports = screen.getByRole<HTMLInputElement>('textbox', { name: 'Ports' })
    expect(ports.value).toBe('8080')
    type(ports, '90-80')
    const problem = '"90-80" runs backwards: write 80-90'
    expect(last().problem).toBe(problem)
    expect(screen.getByText(problem)).toBeTruthy()
    type(screen.getByRole('combobox', { name: 'Other' }), 'b')
    expect(last().problem).toBe(problem)
    type(ports, '80')
    expect(last()).toEqual({ parameters: { ports: [tcp(80)], other: 'b' }, problem: undefined })
  })

  it('offer every port, and come back to what was typed', () => {
    const { last } = show({ ports: portsField(tcp(8080)) })
    const [ports, every] = [screen.getByRole<HTMLInputElement>('textbox'), screen.getByRole('checkbox')]
    type(ports, '9000')
    fireEvent.click(every)
    expect(last().parameters).toEqual({ ports: 'every' })
    expect([ports.disabled, ports.value, ports.placeholder]).toEqual([true, '', 'every port'])
    fireEvent.click(every)
    expect(last().parameters).toEqual({ ports: [tcp(9000)] })
    expect(ports.value).toBe('9000')
  })

  it('tick what is known in its order, and take other words line by line', () => {
    const { last } = show({
      tenants: { kind: 'list', label: 'Tenants', value: ['b'], options: ['a', 'b', 'c'].map(option) },
      blocks: { kind: 'list', label: 'Blocks', value: ['10.0.0.0/8'], options: [] },
    })
    fireEvent.click(screen.getByRole('checkbox', { name: 'c' }))
    fireEvent.click(screen.getByRole('checkbox', { name: 'a' }))
    expect(last().parameters).toEqual({ tenants: ['a', 'b', 'c'] })
    fireEvent.click(screen.getByRole('checkbox', { name: 'b' }))
    expect(last().parameters).toEqual({ tenants: ['a', 'c'] })
    const blocks = screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Blocks' })
    expect(blocks.value).toBe('10.0.0.0/8')
    type(blocks, '10.1.0.0/16,\n\n10.2.0.0/16 ')
    expect(last().parameters).toEqual({ tenants: ['a', 'c'], blocks: ['10.1.0.0/16', '10.2.0.0/16'] })
    expect(blocks.value).toBe('10.1.0.0/16,\n\n10.2.0.0/16 ')
  })

  it('take pods by their labels where the document does not have them', () => {
    const { last } = show({ pods: { kind: 'pods', label: 'Pods', isNamespace: false, options: [] } })
    const pods = screen.getByRole<HTMLInputElement>('combobox', { name: 'Pods' })
    type(pods, 'shop: app=web')
    fireEvent.keyDown(pods, { key: 'Enter' })
    expect(last().parameters).toMatchObject({ pods: { kind: 'labels', namespace: 'shop' } })
  })
})
