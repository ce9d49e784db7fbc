import { describe, expect, it } from 'vitest'
import { createBrowser, file } from './tabs.testing.ts'

const SHARED = { title: 'Shared: shop', files: file('a: 1\n'), positions: { x: { x: 1, y: 2 } }, folds: { shop: true } }

async function openShared() {
  const browser = createBrowser()
  const tab = browser.openTab()
  tab.library.create('mine', file('b: 2\n'))
  await tab.save()
  const id = tab.library.add(SHARED, 'unkept')
  await tab.save()
  const saved = () => tab.store.getState().saved.kind
  const stored = async () => (await browser.storage.list()).map(({ title }) => title).sort()
  return { ...browser, ...tab, id, saved, stored }
}

describe('a document that is not kept yet', () => {
  it('is open with its view, and not stored', async () => {
    const { store, saved, stored } = await openShared()
    expect(store.getState()).toMatchObject({ title: 'Shared: shop', positions: SHARED.positions, folds: SHARED.folds })
    expect(saved()).toBe('unkept')
    expect(await stored()).toEqual(['mine'])
  })

  it('is not stored for being looked at: moving, folding, asking', async () => {
    const { store, save, saved, stored } = await openShared()
    store.getState().moveNodes({ y: { x: 3, y: 4 } })
    await save()
    expect([saved(), await stored()]).toEqual(['unkept', ['mine']])
  })

  it('is stored with how it looks once it is kept', async () => {
    const { store, library, openTab, id, saved } = await openShared()
    store.getState().moveNodes({ y: { x: 3, y: 4 } })
    await library.keep()
    expect(saved()).toBe('saved')
    const next = openTab()
    expect(await next.library.open(id)).toBe(true)
    expect(next.store.getState().positions).toEqual({ x: { x: 1, y: 2 }, y: { x: 3, y: 4 } })
  })

  it('is kept by editing its text', async () => {
    const { type, saved, stored } = await openShared()
    await type('# mine\n')
    expect(saved()).toBe('saved')
    expect(await stored()).toEqual(['Shared: shop', 'mine'])
  })

  it('waits in the list while another document is open', async () => {
    const { library, store, id, saved, titles, save, text } = await openShared()
    const mine = library.entries.getState().find(({ title }) => title === 'mine')?.id ?? ''
    await library.open(mine)
    await save()
    expect([text(), titles()]).toEqual(['b: 2\n', ['Shared: shop', 'mine']])
    await library.open(id)
    expect([store.getState().title, saved()]).toEqual(['Shared: shop', 'unkept'])
  })

  it('goes without a trace, back to the document that was open before', async () => {
    const { library, id, text, titles, stored } = await openShared()
    const removed = await library.remove(id)
    expect([text(), titles(), await stored()]).toEqual(['b: 2\n', ['mine'], ['mine']])
    await removed?.restore()
    expect(text()).toBe('a: 1\n')
  })
})
