import fc from 'fast-check'
import { strToU8, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { readBundle, writeBundle } from '../core/workspace/share/bundle.ts'
import { readView } from '../core/workspace/share/shared-view.ts'
import { unzipTexts, zipTexts } from './zip.ts'

const files = fc.uniqueArray(
  fc.record({
    name: fc.oneof(
      fc.string({ unit: 'grapheme', minLength: 1 }),
      fc.constantFrom('../a', 'A.yaml', 'a.yaml', '__proto__', 'bulkhead.json'),
    ),
    text: fc.string({ unit: 'grapheme' }).map((text) => `\uFEFF${text}\r\n`),
  }),
  { selector: ({ name }) => name, maxLength: 6 },
)

const VIEW = readView({ positions: { a: { x: 1, y: 2 } }, folds: { b: true }, selection: { kind: 'edge', id: 'a' } })

async function unpack(archive: Uint8Array) {
  const entries = await unzipTexts(archive)
  return typeof entries === 'string' ? entries : readBundle(entries)
}

describe('a document as an archive', () => {
  it('comes out as it went in: every byte, every name, the order and the view', async () => {
    await fc.assert(
      fc.asyncProperty(files, async (given) => {
        const document = { title: 'shop', files: given, view: VIEW }
        expect(await unpack(await zipTexts(writeBundle(document)))).toEqual({ kind: 'opened', document })
      }),
    )
  })

  it('is the same to the byte whenever it is packed', async () => {
    const bundle = writeBundle({ title: 'shop', files: [{ name: 'a.yaml', text: 'a: 1\n' }], view: VIEW })
    expect(await zipTexts(bundle)).toEqual(await zipTexts(bundle))
    expect((await zipTexts(bundle)).subarray(10, 14)).toEqual(new Uint8Array([0, 0, 0x21, 0]))
  })

  it('is refused when it is cut or changed, and never throws', async () => {
    const archive = await zipTexts(
      writeBundle({ title: 'shop', files: [{ name: 'a.yaml', text: 'a: 1\n' }], view: VIEW }),
    )
    for (let length = 0; length < archive.length; length += 7) {
      const opened = await unpack(archive.slice(0, length))
      expect(typeof opened === 'string' || opened.kind !== 'opened').toBe(true)
    }
    await fc.assert(
      fc.asyncProperty(fc.nat(archive.length - 1), fc.nat(255), async (at, byte) => {
        const changed = archive.slice()
        changed[at] = byte
        const opened = await unpack(changed)
        const text = typeof opened === 'object' && opened.kind === 'opened' ? opened.document.files[0]?.text : 'a: 1\n'
        expect(text ?? 'a: 1\n').toBe('a: 1\n')
      }),
      { numRuns: 200 },
    )
  })

  it('says when another version made it, and when its index does not fit', async () => {
    const index = (more: object) => [
      {
        name: 'bulkhead.json',
        text: JSON.stringify({ format: 'bulkhead', version: 1, title: 'x', files: [], ...more }),
      },
    ]
    expect(readBundle(index({ version: 2 }))).toMatchObject({
      kind: 'refused',
      words: expect.stringContaining('another version'),
    })
    expect(readBundle(index({ files: [['a.yaml', 'files/a.yaml']] }))).toMatchObject({ kind: 'refused' })
    expect(readBundle([{ name: 'deploy.yaml', text: 'a: 1' }])).toEqual({ kind: 'other' })
  })

  it('does not unpack what is far too much', async () => {
    const bomb = zipSync({ 'a.yaml': strToU8(' '.repeat(2 ** 20)) })
    const view = new DataView(bomb.buffer)
    // The central directory says how large an entry gets.
    const central = bomb.findIndex((_, at) => at + 4 <= bomb.length && view.getUint32(at, true) === 0x02014b50)
    view.setUint32(central + 24, 2 ** 30, true)
    expect(await unzipTexts(bomb)).toContain('256 MB')
  })
})
