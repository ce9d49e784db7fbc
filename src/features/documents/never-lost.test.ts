import { describe, expect, it } from 'vitest'
import { createBrowser, file } from './tabs.testing.ts'

async function twoTabs() {
  const browser = createBrowser()
  const one = browser.openTab()
  const id = one.library.create('mine', file('a'))
  await one.save()
  const two = browser.openTab()
  await two.library.reopenLast()
  /** The text as it is stored. */
  const stored = async (of: string) => {
    const loaded = await browser.storage.load(of)
    return loaded?.kind === 'whole' ? loaded.files[0]?.text : undefined
  }
  return { ...browser, one, two, id, stored }
}

/** Writes at the beginning; it is not saved yet. */
function typeUnsaved({ store }: ReturnType<ReturnType<typeof createBrowser>['openTab']>, text: string) {
  const { document, applyChange } = store.getState()
  const edits = [{ kind: 'splice', file: 'a.yaml', start: 0, end: 0, text } as const]
  applyChange({ edits, label: 'typing', base: document.revision }, 'typing')
}

describe('what was typed is never lost', () => {
  it('[LOST-1] a document that was deleted here and came back in another tab is saved again', async () => {
    const { one, two, id, stored } = await twoTabs()
    await one.library.remove(id)
    await two.library.restore(id)
    expect(await one.library.open(id)).toBe(true)
    await one.type('1')
    expect([one.store.getState().saved.kind, await stored(id)]).toEqual(['saved', '1a'])
  })

  it('[LOST-2] a document that could not be deleted for good is saved as before', async () => {
    const { one, id, records, stored } = await twoTabs()
    records.refusal = new Error('no room')
    expect(await one.library.removeForGood(id)).toMatchObject({ kind: 'failed' })
    records.refusal = null
    await one.type('1')
    expect(await stored(id)).toBe('1a')
  })

  it('[LOST-3] the text of another tab is shown instead of what was just typed, which goes on as a copy', async () => {
    const { one, two, id, storage, stored } = await twoTabs()
    await one.type('1')
    typeUnsaved(two, '2')
    await two.library.open(id)
    expect(two.text()).toBe('1a')
    const copy = (await storage.list()).find(({ title }) => title === 'mine (copy)')
    expect(await stored(copy?.id ?? '')).toBe('2a')
  })

  it('[LOST-4] what was typed while the document is opened again stays', async () => {
    const { one, id } = await twoTabs()
    const opened = one.library.open(id)
    for (let turn = 0; turn < 5; turn += 1) await Promise.resolve()
    typeUnsaved(one, '1')
    await opened
    await one.save()
    expect(one.text()).toBe('1a')
  })

  it('[LOST-5] a document that is in memory only does not claim to be saved when it is opened again', async () => {
    const { one, id, records, stored } = await twoTabs()
    records.refusal = new Error('no room')
    await one.type('1')
    one.library.create('other', [])
    await one.library.open(id)
    await one.save()
    expect(one.store.getState().saved.kind).toBe('failed')
    records.refusal = null
    one.library.create('another', [])
    await one.library.open(id)
    await one.library.open(id)
    expect([one.store.getState().saved.kind, await stored(id)]).toEqual(['saved', '1a'])
  })

  it('[LOST-6] one save that throws does not end saving', async () => {
    const { one, id, stored } = await twoTabs()
    const unsubscribe = one.library.entries.subscribe(() => {
      throw new Error('a listener broke')
    })
    await one.type('1').catch(() => undefined)
    unsubscribe()
    await one.type('2')
    expect(await stored(id)).toBe('21a')
  })

  it('[LOST-7] after a failed save became a copy, the original opens with the text of the other tab', async () => {
    const { one, two, id, records } = await twoTabs()
    records.refusal = new Error('no room')
    await two.type('2')
    records.refusal = null
    await one.type('1')
    await two.type('2')
    expect(two.store.getState().title).toBe('mine (copy)')
    await two.library.open(id)
    expect(two.text()).toBe('1a')
  })

  it('[LOST-8] duplicating or reading the open document keeps noticing that another tab saved it', async () => {
    const { one, two, id, stored } = await twoTabs()
    await one.type('1')
    await two.library.read(id)
    await two.type('2')
    expect([two.store.getState().title, await stored(id)]).toEqual(['mine (copy)', '1a'])
  })

  it('[LOST-9] a version is never restored into a document that was opened meanwhile', async () => {
    const { one } = await twoTabs()
    const restored = one.library.versions.restore(file('old'), 'Restore')
    one.library.create('other', file('b'))
    expect(await restored).toBe('changed meanwhile')
    expect(one.text()).toBe('b')
  })

  it('[LOST-10] a version without all its texts comes back as it was: what is missing is not empty', async () => {
    const { one, id, records, storage } = await twoTabs()
    await one.library.versions.keepNamed('first')
    await one.type('1')
    const version = (await storage.versions(id)).find(({ name }) => name === 'first')
    if (!version) throw new Error('no version')
    for (const key of records.values.keys()) if (key.endsWith(version.files[0]?.text ?? '?')) records.values.delete(key)
    await one.library.versions.remove(id, version.id)
    await one.library.versions.putBack(id, version, [])
    expect((await one.library.versions.load(id, version)).missing).toEqual(['a.yaml'])
  })
})
