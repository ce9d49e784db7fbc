// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, within } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { NO_FILTER } from '../../core/picture/picture-filter.ts'
import type { Snapshot } from '../../core/workspace/snapshot.ts'
import { StoreProvider } from '../../store/context.tsx'
import { pictureOf } from '../../store/fake-engine.testing.ts'
import { setUp } from '../../store/store.testing.ts'
import { FilterMenu } from './filter-menu.tsx'

afterEach(cleanup)

const endpointsIn = (namespaces: readonly string[]) =>
  namespaces.map((name) => ({ id: `${name}/deployment/app`, label: `${name} / app`, implied: false }))

const POLICIES = ['web-in', 'db-in'].map((name, at) => ({
  path: `p.yaml#${at}`,
  namespace: 'shop',
  name,
  stale: false,
}))

async function show(namespaces: readonly string[] = ['shop', 'kube-system'], part: Partial<Snapshot> = {}) {
  const { store, engine, state, read } = setUp()
  await read({ endpoints: endpointsIn(namespaces), policies: POLICIES, ...part })
  render(
    <StoreProvider store={store}>
      <FilterMenu />
    </StoreProvider>,
  )
  fireEvent.click(screen.getByRole('button', { name: 'Filter' }))
  return { engine, state }
}

/** The button stands outside of the open menu. */
const button = () => screen.getByRole('button', { name: /^Filter/, hidden: true })
const type = (label: string, value: string) => fireEvent.change(screen.getByLabelText(label), { target: { value } })

describe('the filter menu', () => {
  it('applies each criterion at once, and counts those that are set', async () => {
    const { engine, state } = await show()
    fireEvent.click(screen.getByRole('checkbox', { name: 'shop' }))
    expect(engine.last('update')).toMatchObject({ filter: { namespaces: ['shop'] } })
    type('Labels', 'app=web')
    type('Port', '5432')
    type('Policy', 'shop/db-in')
    fireEvent.click(screen.getByRole('radio', { name: 'egress' }))
    fireEvent.click(screen.getByRole('checkbox', { name: 'Only what one end blocks' }))
    fireEvent.click(screen.getByRole('checkbox', { name: 'Hide system namespaces' }))
    const all = {
      namespaces: ['shop'],
      labels: 'app=web',
      policy: 'shop/db-in',
      direction: 'egress',
      port: '5432',
      onlyBlocked: true,
      hidesSystem: true,
    }
    expect(state().filter).toEqual(all)
    expect(engine.last('update')).toMatchObject({ filter: all })
    expect(button().getAttribute('aria-label')).toBe('Filter, 7 set')
  })

  it('unsets a namespace, a policy, or all of it', async () => {
    const { state } = await show()
    fireEvent.click(screen.getByRole('checkbox', { name: 'shop' }))
    fireEvent.click(screen.getByRole('checkbox', { name: 'kube-system' }))
    fireEvent.click(screen.getByRole('checkbox', { name: 'shop' }))
    expect(state().filter.namespaces).toEqual(['kube-system'])
    type('Policy', 'shop/web-in')
    type('Policy', '')
    expect(state().filter.policy).toBeNull()
    fireEvent.click(screen.getByRole('button', { name: 'Clear filter' }))
    expect(state().filter).toEqual(NO_FILTER)
    expect(button().getAttribute('aria-label')).toBe('Filter')
  })

  it('says what is no selector and no port, beside the field', async () => {
    await show()
    for (const [label, wrong, words] of [
      ['Labels', 'app=(', 'not a selector: write app=web, tier in (a,b) or !legacy'],
      ['Port', 'http', 'not a port: write 5432 or 53/UDP'],
    ] as const) {
      const input = screen.getByRole('textbox', { name: new RegExp(`^${label}`) })
      expect(input.getAttribute('aria-invalid')).toBe('false')
      fireEvent.change(input, { target: { value: wrong } })
      expect(input.getAttribute('aria-invalid')).toBe('true')
      expect(document.getElementById(input.getAttribute('aria-describedby') ?? '')?.textContent).toBe(words)
    }
  })

  it('narrows many namespaces by typing', async () => {
    const many = Array.from({ length: 100 }, (_, at) => `team-${at}`)
    const { state } = await show(many)
    const group = within(screen.getByRole('group', { name: 'Namespaces' }))
    expect(group.getAllByRole('checkbox')).toHaveLength(80)
    expect(group.getByText('and 20 more')).toBeDefined()
    type('Narrow namespaces', ' TEAM-9')
    expect(group.getAllByRole('checkbox')).toHaveLength(11)
    type('Narrow namespaces', 'nobody')
    expect(group.getByText('No namespace is called that.')).toBeDefined()
    type('Narrow namespaces', 'team-42')
    fireEvent.click(group.getByRole('checkbox', { name: 'team-42' }))
    expect(state().filter.namespaces).toEqual(['team-42'])
  })

  it('offers what was chosen and is gone, so that it can be unset', async () => {
    const { store, state, read } = setUp()
    state().setFilter({ ...NO_FILTER, namespaces: ['gone'], policy: 'gone/old' })
    await read({ endpoints: endpointsIn(['shop']), policies: POLICIES })
    render(
      <StoreProvider store={store}>
        <FilterMenu />
      </StoreProvider>,
    )
    fireEvent.click(screen.getByRole('button', { name: 'Filter, 2 set' }))
    expect(screen.getByRole<HTMLInputElement>('checkbox', { name: 'gone' }).checked).toBe(true)
    expect(screen.getByRole<HTMLSelectElement>('combobox', { name: 'Policy' }).value).toBe('gone/old')
    fireEvent.click(screen.getByRole('checkbox', { name: 'gone' }))
    expect(state().filter.namespaces).toEqual([])
  })

  it('says that a filter changes no verdict once it hides something', async () => {
    await show()
    expect(screen.getByText('nothing is hidden')).toBeDefined()
    cleanup()
    await show(['shop'], { picture: { ...pictureOf([], []), filtered: { workloads: 1, edges: 2 } } })
    expect(screen.getByText('verdicts stay as they are')).toBeDefined()
  })
})
