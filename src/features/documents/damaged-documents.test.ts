import { describe, expect, it } from 'vitest'
import { createBrowser, file } from './tabs.testing.ts'

/** Two documents, the newer of which is then damaged. */
async function damage(how: (records: Map<string, unknown>, id: string) => void) {
  const { openTab, records, storage } = createBrowser()
  const first = openTab()
  first.library.create('good', file('good'))
  await first.save()
  const id = first.library.create('bad', [...file('one'), { name: 'b.yaml', text: 'two' }])
  await first.save()
  how(records.values, id)
  const before = new Map(records.values)
  const tab = openTab()
  const isOpened = await tab.library.reopenLast()
  const entry = () => tab.library.entries.getState().find((one) => one.id === id)
  return { tab, id, isOpened, entry, before, records, storage }
}

const textKeys = (records: Map<string, unknown>, id: string) =>
  [...records.keys()].filter((key) => key.startsWith(`text/${id}/`))

describe('damaged documents', () => {
  it.each([
    ['a head that is nothing', (records: Map<string, unknown>, id: string) => records.set(`head/${id}`, 'x'), 2],
    [
      'a head without files',
      (records: Map<string, unknown>, id: string) => records.set(`head/${id}`, { title: 'bad' }),
      2,
    ],
    [
      'a revision that is no number',
      (records: Map<string, unknown>, id: string) =>
        records.set(`head/${id}`, { ...(records.get(`head/${id}`) as object), revision: 'x' }),
      2,
    ],
    [
      'a newer schema',
      (records: Map<string, unknown>, id: string) =>
        records.set(`head/${id}`, { ...(records.get(`head/${id}`) as object), schema: 99 }),
      2,
    ],
    [
      'a text that is gone',
      (records: Map<string, unknown>, id: string) => records.delete(textKeys(records, id)[0] ?? ''),
      1,
    ],
    [
      'a text that is none',
      (records: Map<string, unknown>, id: string) => records.set(textKeys(records, id)[0] ?? '', 7),
      1,
    ],
  ])(
    '[DAMAGE-1] %s: said, the others open, what can be read is offered, nothing is overwritten',
    async (_, how, readable) => {
      const { tab, id, isOpened, entry, before, records } = await damage(how)
      expect([isOpened, tab.text()]).toEqual([true, 'good'])
      expect(entry()?.damage).toMatch(/damaged|newer version|missing/)
      const files = await tab.library.salvage(id)
      expect(files).toHaveLength(readable)
      expect(['one', 'two']).toEqual(expect.arrayContaining(files.map(({ text }) => text)))
      expect(await tab.library.open(id)).toBe(false)
      await tab.type('x')
      for (const [key, value] of before) if (key.includes(id)) expect(records.values.get(key)).toEqual(value)
    },
  )

  it('[DAMAGE-2] a document that was damaged while it was open goes on as a copy', async () => {
    const { openTab, records } = createBrowser()
    const tab = openTab()
    const id = tab.library.create('mine', file('a'))
    await tab.save()
    records.values.set(`head/${id}`, { schema: 99, title: 'mine' })
    await tab.type('x')
    expect(tab.store.getState().title).toBe('mine (copy)')
    expect(records.values.get(`head/${id}`)).toEqual({ schema: 99, title: 'mine' })
  })

  it('[DAMAGE-3] texts without a document are found', async () => {
    const { openTab, records } = createBrowser()
    const tab = openTab()
    const id = tab.library.create('mine', file('a'))
    await tab.save()
    records.values.delete(`head/${id}`)
    expect((await tab.library.survey()).orphans.map((orphan) => orphan.id)).toEqual([id])
    expect(await tab.library.salvage(id)).toEqual(file('a'))
  })

  it('[DAMAGE-7] without a list of files the newest texts are taken, and earlier ones of files that have none', async () => {
    const { openTab, records } = createBrowser()
    const tab = openTab()
    const id = tab.library.create('mine', [...file('a'), { name: 'b.yaml', text: 'b' }])
    await tab.save()
    await tab.type('x')
    records.values.set(`head/${id}`, { title: 'mine' })
    const files = await tab.library.salvage(id)
    expect(new Map(files.map(({ name, text }) => [name, text]))).toEqual(
      new Map([
        ['a.yaml', 'xa'],
        ['b.yaml', 'b'],
      ]),
    )
    expect(files).toHaveLength(2)
  })

  it('[DAMAGE-4] a missing text is taken from a version that has it', async () => {
    const { openTab, records } = createBrowser()
    const tab = openTab()
    const id = tab.library.create('mine', file('a'))
    await tab.save()
    await tab.type('x')
    const { files } = records.values.get(`head/${id}`) as { files: { text: string }[] }
    records.values.delete(`text/${id}/${files[0]?.text}`)
    expect(await tab.library.salvage(id)).toEqual(file('a'))
  })

  it('[DAMAGE-5] a view that is none of ours does not keep the text from opening', async () => {
    const { openTab, records } = createBrowser()
    const first = openTab()
    const id = first.library.create('mine', file('a'))
    await first.save()
    const view = { positions: 'x', folds: 7, settings: { cni: {} }, question: [], filter: { labels: 3 } }
    records.values.set(`head/${id}`, { ...(records.values.get(`head/${id}`) as object), view })
    const tab = openTab()
    await tab.library.reopenLast()
    const { positions, folds, settings, question, filter } = tab.store.getState()
    expect([tab.text(), positions, folds, settings.cni, question, filter.labels]).toEqual([
      'a',
      {},
      {},
      'upstream',
      null,
      '',
    ])
  })

  it('[DAMAGE-6] documents of the first schema open as they are', async () => {
    const { openTab, records } = createBrowser()
    const view = { positions: {}, folds: {}, settings: { cni: 'calico', implied: true }, question: null }
    records.values.set('head/old', { id: 'old', title: 'old', files: ['a.yaml'], view, revision: 3, savedAt: 5 })
    records.values.set('text/old/a.yaml', 'text')
    const tab = openTab()
    expect(await tab.library.reopenLast()).toBe(true)
    await tab.type('new ')
    expect(tab.store.getState()).toMatchObject({ title: 'old', settings: { cni: 'calico' }, saved: { kind: 'saved' } })
    const next = openTab()
    await next.library.reopenLast()
    expect(next.text()).toBe('new text')
  })
})
