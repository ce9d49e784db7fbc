import fc from 'fast-check'
import { deflateSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { CNI_PROFILES } from '../core/model/cni-profiles.ts'
import { toAddressSet } from '../core/net/address.ts'
import { readCidr } from '../core/net/cidr.ts'
import { toBase64 } from '../core/workspace/share/base64.ts'
import { checksum } from '../core/workspace/share/checksum.ts'
import { readShareLink, writeShareLink } from '../core/workspace/share/share-link.ts'
import type { SharedDocument } from '../core/workspace/share/shared-document.ts'
import type { SharedView } from '../core/workspace/share/shared-view.ts'
import { loadPacker } from './packer.ts'

const packer = await loadPacker()

const text = fc.string({ unit: 'grapheme', maxLength: 30 })
const id = text.filter((one) => one !== '__proto__')
const range = fc.constantFrom('10.0.0.0/8', '192.168.7.0/24', 'fd00::/8').map((cidr) => {
  const read = readCidr(cidr)
  return read.kind === 'cidr' ? [read.range] : []
})
const view: fc.Arbitrary<SharedView> = fc.record({
  positions: fc.dictionary(
    id,
    fc.oneof(
      fc.record({
        x: fc.integer({ min: -9999, max: 9999 }),
        y: fc.double({ min: -99, max: 99, noNaN: true }).map((y) => y + 0),
      }),
      fc.record({
        x: fc.integer({ min: 0, max: 9999 }),
        y: fc.integer({ min: 0, max: 9999 }),
        tidied: fc.constant(true as const),
      }),
    ),
  ),
  folds: fc.dictionary(id, fc.boolean()),
  filter: fc.record({
    namespaces: fc.array(text),
    labels: text,
    policy: fc.option(text),
    direction: fc.constantFrom('ingress', 'egress', 'both'),
    port: text,
    onlyBlocked: fc.boolean(),
    hidesSystem: fc.boolean(),
  }),
  settings: fc.record(
    {
      cni: fc.constantFrom(...CNI_PROFILES),
      implied: fc.boolean(),
      podRanges: fc.oneof(
        fc.constant('any' as const),
        fc.array(range).map((all) => toAddressSet(all.flat())),
      ),
    },
    { requiredKeys: ['cni', 'implied'] },
  ),
  question: fc.option(
    fc.record({
      from: text,
      to: text,
      protocol: fc.constantFrom('TCP', 'UDP', 'SCTP'),
      port: fc.integer({ min: 1, max: 65_535 }),
    }),
  ),
  shows: fc.constantFrom('graph', 'matrix', 'flows'),
  selection: fc.option(
    fc.oneof(
      fc.record({ kind: fc.constantFrom('node' as const, 'edge' as const), id: text }),
      fc.record({ kind: fc.constant('policy' as const), namespace: text, name: text }),
    ),
  ),
})
const shared: fc.Arbitrary<SharedDocument> = fc.record({
  title: text.map((title) => title.trim() || 'untitled'),
  files: fc.uniqueArray(
    fc.record({ name: text.filter((name) => name !== ''), text: fc.string({ unit: 'grapheme' }) }),
    {
      selector: ({ name }) => name,
      maxLength: 4,
    },
  ),
  view,
})

const linkOf = (document: SharedDocument) => writeShareLink(document, packer) ?? ''
const open = (hash: string) => readShareLink(hash, packer)

/** A link around any bytes, with a header that fits them. */
function forge(packed: Uint8Array): string {
  const bytes = new Uint8Array(8 + packed.length)
  const header = new DataView(bytes.buffer)
  header.setUint32(0, packed.length)
  header.setUint32(4, checksum(packed))
  bytes.set(packed, 8)
  return `v1.${toBase64(bytes)}`
}

const forgeJson = (value: unknown) => forge(packer.pack(typeof value === 'string' ? value : JSON.stringify(value)))

const EXAMPLE: SharedDocument = {
  title: 'shop',
  files: [{ name: 'a.yaml', text: 'kind: NetworkPolicy\n'.repeat(20) }],
  view: {
    positions: { 'shop/deployment/api': { x: 12, y: -7 } },
    folds: { shop: true },
    filter: {
      namespaces: [],
      labels: '',
      policy: null,
      direction: 'both',
      port: '',
      onlyBlocked: false,
      hidesSystem: true,
    },
    settings: { cni: 'calico', implied: false },
    question: null,
    shows: 'matrix',
    selection: { kind: 'node', id: 'shop/deployment/api' },
  },
}

describe('share links', () => {
  it('open as what they were made from', () => {
    fc.assert(
      fc.property(shared, (document) => {
        expect(open(linkOf(document))).toEqual({ kind: 'opened', document })
      }),
    )
  })

  it('hold only what an address may hold', () => {
    fc.assert(
      fc.property(shared, (document) => {
        expect(linkOf(document)).toMatch(/^v1\.[\w-]+$/)
      }),
    )
  })

  it('are refused when they are cut anywhere, and say that they are incomplete', () => {
    const link = linkOf(EXAMPLE)
    for (let length = 'v1'.length; length < link.length; length += 1)
      expect(open(link.slice(0, length))).toEqual({ kind: 'refused', words: expect.stringContaining('incomplete') })
  })

  it('are refused when a letter is another one', () => {
    const link = linkOf(EXAMPLE)
    fc.assert(
      fc.property(fc.nat(link.length - 1), fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }), (at, letter) => {
        fc.pre(link[at] !== letter)
        expect(open(link.slice(0, at) + letter + link.slice(at + 1)).kind).toBe('refused')
      }),
      { numRuns: 300 },
    )
  })

  it('are refused when a bit of them is another one', () => {
    const link = linkOf(EXAMPLE)
    for (let at = 0; at < link.length; at += 1)
      for (let bit = 0; bit < 7; bit += 1) {
        const letter = String.fromCharCode(link.charCodeAt(at) ^ (1 << bit))
        expect(open(link.slice(0, at) + letter + link.slice(at + 1)).kind).toBe('refused')
      }
  })

  it('never throw, whatever they hold', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(open(forge(bytes)).kind).toBe('refused')
      }),
    )
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 100 }), (hash) => {
        expect(['none', 'refused']).toContain(open(hash).kind)
      }),
    )
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(['opened', 'refused']).toContain(open(forgeJson(value)).kind)
      }),
    )
  })

  it('say that another version made them', () => {
    expect(open('v2.AAAA')).toEqual({ kind: 'refused', words: expect.stringContaining('another version') })
  })

  it('are left alone when nothing was shared', () => {
    for (const hash of ['', 'top', 'view=graph']) expect(open(hash)).toEqual({ kind: 'none' })
  })

  it('unpack no more than a link may hold', () => {
    const bomb = deflateSync(new Uint8Array(64 * 1024 * 1024).fill(32))
    expect(open(forge(bomb))).toEqual({ kind: 'refused', words: expect.stringContaining('more than any link') })
  })

  it('are not written for what nobody could open', () => {
    const files = [{ name: 'a.yaml', text: 'x'.repeat(9 * 1024 * 1024) }]
    expect(writeShareLink({ ...EXAMPLE, files }, packer)).toBeUndefined()
  })

  it('take nothing over that is not as it must be', () => {
    const hostile = `{"title": 7, "files": [["a.yaml", "x"]], "view": {
      "positions": {"__proto__": {"x": 1, "y": 1}, "a": {"x": "1", "y": 0}, "b": {"x": 1e300, "y": 0}, "c": {"x": 1, "y": 2, "polluted": 1}},
      "folds": {"__proto__": true, "constructor": {}}, "filter": {"namespaces": [1, "shop"], "direction": "up"},
      "settings": {"cni": "constructor", "podRanges": ["10.0.0.0/8", "x"]}, "question": {"from": "a", "to": "b", "protocol": "TCP", "port": 70000},
      "selection": {"kind": "__proto__", "id": "x"}, "shows": "toString"}}`
    const opened = open(forgeJson(hostile))
    expect(opened).toMatchObject({
      kind: 'opened',
      document: { title: 'untitled', files: [{ name: 'a.yaml', text: 'x' }] },
    })
    if (opened.kind !== 'opened') return
    expect(opened.document.view).toEqual({
      positions: { c: { x: 1, y: 2 } },
      folds: {},
      filter: {
        namespaces: ['shop'],
        labels: '',
        policy: null,
        direction: 'both',
        port: '',
        onlyBlocked: false,
        hidesSystem: false,
      },
      settings: { cni: 'upstream', implied: true },
      question: null,
      shows: 'graph',
      selection: null,
    })
    expect(({} as Record<string, unknown>).polluted).toBeUndefined()
  })

  it('refuse documents whose files cannot be told apart', () => {
    for (const files of [
      [
        ['a', ''],
        ['a', ''],
      ],
      [['', 'x']],
      [['a', 1]],
      ['a'],
      {},
    ])
      expect(open(forgeJson({ title: 'x', files })).kind).toBe('refused')
  })
})
