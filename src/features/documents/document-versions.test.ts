import { describe, expect, it } from 'vitest'
import { RING, type StoredVersion } from '../../platform/stored-versions.ts'
import { createBrowser, file } from './tabs.testing.ts'

const MINUTES = 60_000

async function openDocument(text: string) {
  const browser = createBrowser()
  const tab = browser.openTab()
  const id = tab.library.create('mine', file(text))
  await tab.save()
  const { versions } = tab.library
  /** Texts of the versions, newest first, with their reasons. */
  const list = async () => {
    const found = await versions.list(tab.store.getState().documentId)
    return Promise.all(
      found.map(async (version) => {
        const { files } = await versions.load(id, version)
        return [version.name ?? version.why, files[0]?.text]
      }),
    )
  }
  /** How many texts lie in storage. */
  const texts = () => [...browser.records.values.keys()].filter((key) => key.startsWith('text/')).length
  return { ...browser, tab, id, versions, list, texts }
}

describe('versions', () => {
  it('[VERS-1] the text as it was opened is kept with the first change, and only with the first', async () => {
    const { tab, list } = await openDocument('a')
    await tab.type('1')
    await tab.type('2')
    expect(await list()).toEqual([['opened', 'a']])
  })

  it('[VERS-2] after ten minutes of changes a text that stood for a minute is kept', async () => {
    const { tab, clock, list } = await openDocument('a')
    await tab.type('1')
    clock.now += 10 * MINUTES
    await tab.type('2')
    await tab.type('3')
    expect(await list()).toEqual([
      ['meanwhile', '1a'],
      ['opened', 'a'],
    ])
  })

  it('[VERS-3] who types on without a pause gets one after twenty minutes', async () => {
    const { tab, clock, list } = await openDocument('a')
    await tab.type('x')
    for (let half = 0; half < 41; half += 1) {
      clock.now += MINUTES / 2
      await tab.type('x')
    }
    expect((await list()).map(([why]) => why)).toEqual(['meanwhile', 'opened'])
  })

  it('[VERS-4] changes of the view only are no version', async () => {
    const { tab, list } = await openDocument('a')
    tab.store.getState().moveNodes({ x: { x: 1, y: 2 } })
    await tab.save()
    expect(await list()).toEqual([])
  })

  it('[VERS-5] twenty without a name are kept, and every named one; texts that nothing needs go', async () => {
    const { tab, clock, versions, list, texts } = await openDocument('a')
    await versions.keepNamed('first')
    for (let count = 0; count < RING + 5; count += 1) {
      clock.now += 30 * MINUTES
      await tab.type('x')
    }
    const kept = await list()
    expect(kept).toHaveLength(RING + 1)
    expect(kept.at(-1)).toEqual(['first', 'a'])
    expect(texts()).toBe(RING + 2)
  })

  it('[VERS-6] a text that did not change between versions is stored once', async () => {
    const { tab, clock, texts, versions, id } = await openDocument('a')
    const { document, applyChange } = tab.store.getState()
    const edits = [{ kind: 'createFile', file: 'large.yaml', text: 'large' } as const]
    applyChange({ edits, label: 'add', base: document.revision }, 'gesture')
    await tab.save()
    clock.now += 30 * MINUTES
    await tab.type('1')
    clock.now += 30 * MINUTES
    await tab.type('2')
    expect((await versions.list(id)).map(({ files }) => files.length)).toEqual([2, 2, 1])
    // The newest small text, two earlier ones and the large one.
    expect(texts()).toBe(4)
  })

  it('[VERS-7] restoring is one undoable entry, and the text before it is a version', async () => {
    const { tab, versions, list, id } = await openDocument('a')
    await versions.keepNamed('good')
    await tab.type('worse ')
    const [good] = await versions.list(id)
    if (!good) throw new Error('no version')
    const { files } = await versions.load(id, good)
    const past = tab.store.getState().past.length
    expect(await versions.restore(files, "Restore 'good'")).toBe('restored')
    expect([tab.text(), tab.store.getState().past.length]).toEqual(['a', past + 1])
    expect(await list()).toEqual([
      ['restore', 'worse a'],
      ['good', 'a'],
    ])
    tab.store.getState().undo()
    expect(tab.text()).toBe('worse a')
    expect(await versions.restore(tab.store.getState().document.files, 'Restore')).toBe('same')
  })

  it('[VERS-8] a named version can be renamed and removed, and one without a name gets one', async () => {
    const { tab, versions, list, id } = await openDocument('a')
    await tab.type('1')
    await versions.keepNamed('one')
    const [one, opened] = await versions.list(id)
    await versions.rename(id, opened?.id ?? '', 'as it came')
    await versions.remove(id, one?.id ?? '')
    expect(await list()).toEqual([['as it came', 'a']])
    await versions.putBack(id, one as StoredVersion, file('1a'))
    expect(await list()).toEqual([
      ['one', '1a'],
      ['as it came', 'a'],
    ])
  })

  it('[VERS-9] versions that two tabs keep are all there', async () => {
    const { tab, openTab, versions, list } = await openDocument('a')
    const other = openTab()
    await other.library.reopenLast()
    await Promise.all([versions.keepNamed('here'), other.library.versions.keepNamed('there')])
    expect((await list()).map(([name]) => name).sort()).toEqual(['here', 'there'])
    expect(tab.store.getState().saved.kind).not.toBe('failed')
  })

  it('[VERS-10] a text is kept over a second opening, and unnamed versions can be let go', async () => {
    const { tab, openTab, versions, list, texts, id } = await openDocument('a')
    await tab.type('1')
    const later = openTab()
    await later.library.reopenLast()
    await later.type('2')
    expect(await list()).toEqual([
      ['opened', '1a'],
      ['opened', 'a'],
    ])
    await versions.removeUnnamed(id)
    expect([await list(), texts()]).toEqual([[], 1])
  })
})
