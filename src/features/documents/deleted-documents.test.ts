import { describe, expect, it } from 'vitest'
import { DAYS_KEPT } from './deleted-documents.ts'
import { isAlive } from './document-entries.ts'
import { createBrowser, file } from './tabs.testing.ts'

const DAY = 24 * 60 * 60 * 1000

async function twoDocuments() {
  const browser = createBrowser()
  const tab = browser.openTab()
  const first = tab.library.create('first', file('1'))
  await tab.save()
  const second = tab.library.create('second', file('2'))
  await tab.save()
  const alive = (of = tab) =>
    of.library.entries
      .getState()
      .filter(isAlive)
      .map(({ title }) => title)
  return { ...browser, tab, first, second, alive }
}

describe('deleted documents', () => {
  it('[DELETED-1] a deleted document waits in the list, with its versions, and can be restored', async () => {
    const { tab, first, alive } = await twoDocuments()
    await tab.library.open(first)
    await tab.type('x')
    await tab.library.remove(first)
    expect([alive(), tab.store.getState().title]).toEqual([['second'], 'second'])
    expect(await tab.library.restore(first)).toEqual({ kind: 'done' })
    expect(alive().sort()).toEqual(['first', 'second'])
    expect(await tab.library.versions.list(first)).toHaveLength(1)
    await tab.library.open(first)
    expect(tab.text()).toBe('x1')
  })

  it('[DELETED-2] what was deleted over thirty days ago goes at the next visit, and nothing younger', async () => {
    const { tab, first, second, clock, openTab, records } = await twoDocuments()
    await tab.library.remove(first)
    clock.now += (DAYS_KEPT - 1) * DAY
    await tab.library.remove(second)
    clock.now += 1.5 * DAY
    const next = openTab()
    await next.library.reopenLast()
    await next.library.purge()
    expect(
      next.library.entries
        .getState()
        .filter(({ deletedAt }) => deletedAt)
        .map(({ id }) => id),
    ).toEqual([second])
    expect([...records.values.keys()].filter((key) => key.includes(first))).toEqual([])
  })

  it('[DELETED-3] for good: neither texts nor versions stay, and a late save does not bring it back', async () => {
    const { tab, second, records } = await twoDocuments()
    await tab.type('x')
    const late = tab.store.getState()
    await tab.library.removeForGood(second)
    await tab.library.save(late)
    expect([...records.values.keys()].filter((key) => key.includes(second))).toEqual([])
  })

  it('[DELETED-4] deleted in one tab while another one works on it: the work keeps it', async () => {
    const { tab, second, openTab, alive } = await twoDocuments()
    const other = openTab()
    await other.library.reopenLast()
    expect(other.store.getState().documentId).toBe(second)
    await tab.library.remove(second)
    await other.type('x')
    expect(other.store.getState()).toMatchObject({ title: 'second', saved: { kind: 'saved' } })
    await new Promise((heard) => setTimeout(heard))
    expect(alive()).toContain('second')
    await tab.library.removeForGood(second)
    await other.type('y')
    const third = openTab()
    await third.library.reopenLast()
    await third.library.open(second)
    expect(third.text()).toBe('yx2')
  })

  it('[DELETED-5] a restored document gets another name when its own is taken', async () => {
    const { tab, first, alive } = await twoDocuments()
    await tab.library.remove(first)
    tab.library.create('first', [])
    await tab.save()
    await tab.library.restore(first)
    expect(alive().sort()).toEqual(['first', 'first 2', 'second'])
  })
})

describe('the list', () => {
  it('[LIST-1] says what other tabs save, rename and delete', async () => {
    const { tab, first, second, openTab } = await twoDocuments()
    const other = openTab()
    await other.library.reopenLast()
    await tab.library.rename(first, 'renamed')
    await tab.library.remove(second)
    await new Promise((heard) => setTimeout(heard))
    const seen = other.library.entries.getState().map(({ title, deletedAt }) => [title, deletedAt !== undefined])
    expect(seen).toContainEqual(['renamed', false])
    expect(seen).toContainEqual(['second', true])
  })

  it('[LIST-2] a name given in another tab is taken over where the document is open, and is no second version', async () => {
    const { tab, first, openTab, titlesOf } = await withTitles()
    const other = openTab()
    await other.library.reopenLast()
    await other.library.open(first)
    await tab.library.rename(first, 'renamed')
    expect(other.store.getState().title).toBe('renamed')
    await other.type('x')
    expect(await titlesOf()).toEqual(['renamed', 'second'])
  })

  it('[LIST-3] a duplicate has the same text and view, and is not opened', async () => {
    const { tab, first } = await twoDocuments()
    expect(await tab.library.duplicate(first)).toEqual({ kind: 'done' })
    expect(tab.store.getState().title).toBe('second')
    const copy = tab.library.entries.getState().find(({ title }) => title === 'first (copy)')
    await tab.library.open(copy?.id ?? '')
    expect(tab.text()).toBe('1')
  })
})

async function withTitles() {
  const documents = await twoDocuments()
  const titlesOf = async () => (await documents.storage.list()).map(({ title }) => title).sort()
  return { ...documents, titlesOf }
}
