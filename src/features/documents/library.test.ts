import { describe, expect, it } from 'vitest'
import type { CniProfile } from '../../core/model/cni-profiles.ts'
import { createBrowser, file } from './tabs.testing.ts'

describe('documents in the browser', () => {
  it('[SAVE-1] what was saved is there at the next visit, with its question and places', async () => {
    const { openTab } = createBrowser()
    const first = openTab()
    first.library.create('mine', file('a: 1\r\n'), { from: 'x', to: 'y', protocol: 'TCP', port: 1 })
    first.store.getState().moveNodes({ x: { x: 1, y: 2 } })
    await first.type('# hi\r\n')
    expect(first.store.getState().saved.kind).toBe('saved')
    const next = openTab()
    expect(await next.library.reopenLast()).toBe(true)
    const { title, positions, question } = next.store.getState()
    expect([title, next.text(), positions, question?.port]).toEqual([
      'mine',
      '# hi\r\na: 1\r\n',
      { x: { x: 1, y: 2 } },
      1,
    ])
  })

  it('[SAVE-2] a save over a newer one of another tab becomes a copy, and says so', async () => {
    const { openTab, storage } = createBrowser()
    const one = openTab()
    one.library.create('mine', file('a'))
    await one.library.save(one.store.getState())
    const two = openTab()
    await two.library.reopenLast()
    await one.type('1')
    await two.type('2')
    expect(two.store.getState().saved).toMatchObject({ kind: 'copied', title: 'mine (copy)' })
    expect(two.store.getState().title).toBe('mine (copy)')
    await two.type('2')
    expect((await storage.list()).map(({ title }) => title).sort()).toEqual(['mine', 'mine (copy)'])
    const third = openTab()
    await third.library.reopenLast()
    const texts = [third.text()]
    await third.library.open(one.store.getState().documentId)
    texts.push(third.text())
    expect(texts).toEqual(['22a', '1a'])
  })

  it('[SAVE-3] opening in a second tab is no newer version', async () => {
    const { openTab } = createBrowser()
    const one = openTab()
    one.library.create('mine', file('a'))
    await one.library.save(one.store.getState())
    await openTab().library.reopenLast()
    await one.type('1')
    expect(one.store.getState().saved.kind).toBe('saved')
  })

  it('[SAVE-5] a save that ends while newer text waits does not claim that all is saved', async () => {
    const { library, store, type } = createBrowser().openTab()
    library.create('mine', file('a'))
    await library.save(store.getState())
    store.getState().setSaved({ kind: 'saving' })
    const older = library.save(store.getState())
    const newer = type('1')
    await older
    expect(store.getState().saved.kind).toBe('saving')
    await newer
    expect(store.getState().saved.kind).toBe('saved')
  })

  it('[SAVE-4] a change that was made while the copy was written is no second copy', async () => {
    const { openTab, storage } = createBrowser()
    const one = openTab()
    one.library.create('mine', file('a'))
    await one.library.save(one.store.getState())
    const two = openTab()
    await two.library.reopenLast()
    await one.type('1')
    const late = two.store.getState()
    await Promise.all([two.type('2'), two.library.save(late)])
    expect((await storage.list()).map(({ title }) => title).sort()).toEqual(['mine', 'mine (copy)'])
  })

  it('[SAVE-5] what cannot be stored stays in memory and says why', async () => {
    const { records, openTab } = createBrowser()
    const { library, store, type, text } = openTab()
    records.refusal = new Error('no room')
    const id = library.create('mine', file('a'))
    await type('1')
    expect(store.getState().saved).toEqual({ kind: 'failed', reason: 'no room', cause: 'other' })
    library.create('other', [])
    expect(await library.open(id)).toBe(true)
    expect(text()).toBe('1a')
    records.refusal = null
    await type('2')
    expect([store.getState().saved.kind, text()]).toEqual(['saved', '21a'])
  })

  it('[SAVE-6] a deleted document is not saved again, and comes back when that is undone', async () => {
    const { storage, clock, openTab } = createBrowser()
    const { library, store, type, text } = openTab()
    const id = library.create('mine', file('a'))
    await type('1')
    const late = store.getState()
    const removed = await library.remove(id)
    await library.save(late)
    expect(await storage.list()).toMatchObject([{ id, deletedAt: clock.now }])
    expect(store.getState()).toMatchObject({ title: 'untitled', document: { files: [] } })
    await removed?.restore()
    expect([store.getState().documentId, text()]).toEqual([id, '1a'])
    await library.save(store.getState())
    expect((await storage.list()).map(({ title }) => title)).toContain('mine')
  })

  it('[SAVE-7] no two documents are called the same', () => {
    const { library } = createBrowser().openTab()
    for (const title of ['pasted', 'pasted', 'pasted']) library.create(title, [])
    expect(library.entries.getState().map(({ title }) => title)).toEqual(['pasted 3', 'pasted 2', 'pasted'])
  })

  it.each([
    ['cilium', 'cilium'],
    ['weave', 'weave'],
    ['romana', 'upstream'],
  ])('[CNI-3] a document stored under the plugin %s opens under %s', async (stored, opened) => {
    const { openTab } = createBrowser()
    const first = openTab()
    first.library.create('mine', file('a'))
    const { settings } = first.store.getState()
    first.store.getState().setSettings({ ...settings, podRanges: 'any', cni: stored as CniProfile })
    await first.type('1')
    const next = openTab()
    await next.library.reopenLast()
    expect(next.store.getState().settings).toEqual({ ...settings, podRanges: 'any', cni: opened })
  })
})
