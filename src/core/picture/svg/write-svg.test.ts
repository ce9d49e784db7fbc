import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { makeCluster, UPSTREAM } from '../../engine/cluster.testing.ts'
import { prepare } from '../../engine/prepare.ts'
import { randomCluster } from '../../engine/random-cluster.testing.ts'
import { isInside } from '../boxes.ts'
import { buildPicture } from '../build-picture.ts'
import { deployment, manifests, namespace, pictureOf, policy } from '../picture.testing.ts'
import type { Picture, PictureNode } from '../picture.ts'
import { drawAtRest } from './draw-at-rest.ts'
import { readXml, roomOf } from './svg.testing.ts'
import { SVG_COLOURS } from './svg-colours.ts'
import type { NodeLook } from './svg-looks.ts'
import { type SvgRequest, writeSvg } from './write-svg.ts'

function request(picture: Picture, more: Partial<SvgRequest> = {}): SvgRequest {
  return { title: 'shop', theme: 'light', ...drawAtRest(picture), ...more }
}

const SHOP = manifests(
  namespace('shop'),
  deployment('shop', 'web', ['8080:http']),
  deployment('shop', 'api', ['9090', '9091']),
  policy(
    'shop',
    'api',
    '{ podSelector: { matchLabels: { app: api } }, ingress: [{ from: [{ podSelector: { matchLabels: { app: web } } }], ports: [{ port: 9090 }] }] }',
  ),
  policy('shop', 'web', '{ podSelector: { matchLabels: { app: web } }, policyTypes: [Egress], egress: [] }'),
)

const randomPicture = fc
  .tuple(randomCluster, fc.boolean(), fc.boolean())
  .map(([note, implied, folds]) =>
    buildPicture(prepare(makeCluster(note), { ...UPSTREAM, implied }), { folds: folds ? { a: true } : {} }),
  )

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom('<b>&amp;"\'', ']]>', '\u0000\uD800\u001b', ''),
)

/** A picture in which things are called whatever anyone could think of. */
const renamed = fc.tuple(randomPicture, fc.array(anyText, { minLength: 3, maxLength: 3 })).map(([picture, words]) => {
  const [title = '', said = '', port = ''] = words
  const rename = (node: PictureNode): PictureNode => ({
    ...node,
    title: node.title + title,
    accessibleName: said,
    ...('subtitle' in node ? { subtitle: said } : {}),
    ...(node.kind === 'workload' ? { ports: [...node.ports, port, title], services: [said, port] } : {}),
    ...(node.kind === 'outside' ? { notes: [said, port] } : {}),
  })
  const edges = picture.edges.map((edge) => ({ ...edge, label: `${edge.label}${port}`, accessibleName: said }))
  return { ...picture, nodes: picture.nodes.map(rename), edges }
})

const idsOf = (text: string, attribute: string) =>
  readXml(text)
    .flatMap(({ attributes }) => attributes[attribute] ?? [])
    .sort()

describe('a picture as SVG', () => {
  it('is well-formed, whatever things are called', () => {
    fc.assert(
      fc.property(renamed, anyText, (picture, title) => {
        const [root, name] = readXml(writeSvg(request(picture, { title })).text)
        expect(root?.name).toBe('svg')
        expect(name?.name).toBe('title')
      }),
      { numRuns: 60 },
    )
  })

  it('holds every node and every edge that is drawn', () => {
    fc.assert(
      fc.property(randomPicture, (picture) => {
        const { text } = writeSvg(request(picture))
        expect(idsOf(text, 'data-node')).toEqual(picture.nodes.map(({ id }) => id).sort())
        expect(idsOf(text, 'data-edge')).toEqual(picture.edges.map(({ id }) => id).sort())
      }),
      { numRuns: 60 },
    )
  })

  it('has nothing outside of what is shown', () => {
    fc.assert(
      fc.property(renamed, (picture) => {
        const elements = readXml(writeSvg(request(picture)).text)
        const [x = 0, y = 0, width = 0, height = 0] = (elements[0]?.attributes.viewBox ?? '').split(' ').map(Number)
        for (const element of elements) {
          const room = roomOf(element)
          if (room) expect([element, isInside(room, { x, y, width, height })]).toEqual([element, true])
        }
      }),
      { numRuns: 60 },
    )
  })

  it('says names as they are, and never as markup', () => {
    const picture = pictureOf(SHOP)
    const nodes = picture.nodes.map((node) => ({ ...node, title: `<i>${node.kind} & "co"'` }))
    const { text } = writeSvg(request({ ...picture, nodes }, { title: '<script>alert(1)</script>' }))
    const elements = readXml(text)
    expect(elements.some(({ name }) => name === 'i' || name === 'script')).toBe(false)
    expect(elements.filter((each) => each.text === `<i>workload & "co"'`)).toHaveLength(2)
    expect(elements[1]).toMatchObject({ name: 'title', text: '<script>alert(1)</script>' })
  })

  it('is the same to the byte for the same picture', () => {
    expect(writeSvg(request(pictureOf(SHOP))).text).toBe(writeSvg(request(pictureOf(SHOP))).text)
  })

  it('asks for nothing else', () => {
    const { text } = writeSvg(request(pictureOf(SHOP)))
    expect(text.replaceAll('xmlns="http://www.w3.org/2000/svg"', '')).not.toMatch(
      /https?:|url\(|href|<style|<script|@import/,
    )
  })

  it('says the answer of every edge by its sign, and explains the signs', () => {
    const words = readXml(writeSvg(request(pictureOf(SHOP))).text).map(({ text }) => text)
    expect(words).toContain('✕ 9090: web (egress)')
    for (const key of ['✓ allowed', '✕ denied', '? depends', 'isolated', 'admits nothing', 'implied', 'stale'])
      expect(words).toContain(key)
  })

  it('says what it leaves out', () => {
    const picture = {
      ...pictureOf(SHOP),
      edgesNotDrawn: 1200,
      folded: new Set(['x']),
      filtered: { workloads: 1, edges: 2 },
    }
    const words = readXml(writeSvg(request(picture)).text).map(({ text }) => text)
    expect(words).toEqual(
      expect.arrayContaining([
        '1 namespace folded',
        '1,200 edges not drawn',
        '1 workload and 2 edges hidden by a filter',
      ]),
    )
  })

  it('marks and fades as a selection does', () => {
    const picture = pictureOf(SHOP)
    const [first, ...others] = picture.nodes.filter(({ kind }) => kind === 'workload')
    const chips = [{ words: '→ ✓', answer: 'allowed' } as const]
    const nodes = new Map<string, NodeLook>([
      [first?.id ?? '', { mark: 'selected' } as const],
      ...others.map(({ id }) => [id, { mark: 'reached', chips } as const] as const),
    ])
    const { text } = writeSvg(request(picture, { looks: { nodes, edges: new Map() } }))
    const blue = readXml(text).filter(
      ({ name, attributes }) => name === 'rect' && attributes.stroke === SVG_COLOURS.light.allowed,
    )
    expect(blue.length).toBeGreaterThan(2)
    expect(readXml(text).some((each) => each.text === '→ ✓')).toBe(true)
  })

  it('can be empty', () => {
    expect(
      readXml(writeSvg(request({ nodes: [], edges: [], edgesNotDrawn: 0, folded: new Set() })).text)[0]?.name,
    ).toBe('svg')
  })
})

describe('colours', () => {
  const css = readFileSync(resolve(import.meta.dirname, '../../../ui/tokens.css'), 'utf8')
  const dark = css.indexOf(':root[data-theme="dark"]')
  it.each([['light', css.slice(0, dark)] as const, ['dark', css.slice(dark)] as const])(
    'are those of the page (%s)',
    (theme, text) => {
      const tokens = Object.fromEntries(
        [...text.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name, hex]) => [name, hex]),
      )
      expect(tokens).toMatchObject(SVG_COLOURS[theme])
    },
  )
})
