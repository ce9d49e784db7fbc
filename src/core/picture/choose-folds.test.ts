import { describe, expect, it } from 'vitest'
import { buildPicture } from './build-picture.ts'
import { EDGE_BUDGET, NODE_BUDGET } from './choose-folds.ts'
import { deployment, edgesInWords, manifests, names, namespace, policy, prepareText } from './picture.testing.ts'
import { selectNode } from './select-node.ts'

/** Two namespaces too large to draw together, and a small one; web of the first may reach all of the second. */
const LARGE = manifests(
  ...['left', 'right', 'small'].map((name) => namespace(name)),
  ...names(100, 'a').map((name) => deployment('left', name)),
  ...names(90, 'b').map((name) => deployment('right', name)),
  deployment('small', 'one', ['80']),
  policy(
    'right',
    'from-left',
    '{ podSelector: {}, ingress: [{ from: [{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: left } } }], ports: [{ port: 80 }] }] }',
  ),
  policy(
    'small',
    'from-one',
    '{ podSelector: {}, ingress: [{ from: [{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: left } }, podSelector: { matchLabels: { app: a1 } } }], ports: [{ port: 80 }] }] }',
  ),
)

describe('the budget at rest', { timeout: 60_000 }, () => {
  it('folds the largest namespaces until the picture fits', () => {
    const picture = buildPicture(prepareText(LARGE), { folds: {} })
    expect([...picture.folded]).toEqual(['left', 'right'])
    expect(picture.nodes.length).toBeLessThanOrEqual(NODE_BUDGET)
    expect(edgesInWords(picture)).toEqual(['[left] -> [right] on 80', '[left] -> [small] on 80'])
  })

  it('folds what cannot be read, but leaves something to read', () => {
    const folded = (...sizes: readonly number[]) => {
      const all = sizes.flatMap((size, at) => names(size, 'x').map((name) => deployment(`n${at}`, name)))
      return [...buildPicture(prepareText(manifests(...all)), { folds: {} }).folded]
    }
    expect(folded(30, 30)).toEqual([])
    expect(folded(30, 20, 15)).toEqual(['n0'])
    expect(folded(70, 65)).toEqual(['n0'])
    expect(folded(100)).toEqual([])
  })

  it('folds nothing for an implied card among declared ones, which comes and goes as somebody types a label', () => {
    const folded = (labels: string, size = 20) => {
      const all = names(3, 'n').flatMap((frame) => names(size, 'x').map((name) => deployment(frame, name)))
      const spec = `{ podSelector: { matchLabels: { app: ${labels} } } }`
      const picture = buildPicture(prepareText(manifests(...all, policy('n1', 'typed', spec)), { implied: true }), {
        folds: {},
      })
      return [picture.nodes.filter((node) => node.kind === 'workload' && node.implied).length, ...picture.folded]
    }
    expect(folded('x1')).toEqual([0])
    expect(folded('x1typed')).toEqual([1])
    expect(folded('x1', 21)).toEqual([0, 'n0'])
  })

  it('counts every implied card in the budget, and to be read where nothing is declared', () => {
    const selects = (frame: string, count: number) =>
      names(count, 'x').map((name) => policy(frame, name, `{ podSelector: { matchLabels: { app: ${name} } } }`))
    const pictureOf = (...documents: readonly string[]) =>
      buildPicture(prepareText(manifests(...documents), { implied: true }), { folds: {} })
    const apps = names(60, 'y').map((name) => deployment('n0', name))
    expect([...pictureOf(...apps, ...selects('n0', 100)).folded]).toEqual(['n0'])
    expect([...pictureOf(...selects('n0', 40), ...selects('n1', 30)).folded]).toEqual(['n0'])
  })

  it('lets folds by hand win', () => {
    const prepared = prepareText(LARGE)
    const open = buildPicture(prepared, { folds: { left: false } })
    expect([...open.folded]).toEqual(['right'])
    const small = buildPicture(prepared, { folds: { small: true } })
    expect([...small.folded].sort()).toEqual(['left', 'small'])
    expect(edgesInWords(small)).toEqual(['[left] -> [right] on 80', '[left] -> [small] on 80'])
  })

  it('draws nothing inside a folded frame', () => {
    const text = manifests(
      deployment('left', 'web'),
      deployment('left', 'api'),
      policy(
        'left',
        'in',
        '{ podSelector: { matchLabels: { app: api } }, ingress: [{ from: [{ podSelector: { matchLabels: { app: web } } }] }] }',
      ),
    )
    const prepared = prepareText(text)
    expect(buildPicture(prepared, { folds: {} }).edges).toHaveLength(1)
    const folded = buildPicture(prepared, { folds: { left: true } })
    expect([folded.nodes.map(({ id }) => id), folded.edges]).toEqual([['namespace:left', 'outside:internet'], []])
  })

  it('counts the edges instead of drawing them when there are too many, and still draws those of a selection', () => {
    const apps = names(40, 'x')
    const rules = apps.flatMap((to, index) =>
      names(9, 'x').map((from) =>
        policy(
          'left',
          `p-${from}-${to}-${index}`,
          `{ podSelector: { matchLabels: { app: ${to} } }, ingress: [{ from: [{ podSelector: { matchLabels: { app: ${from} } } }], ports: [{ port: 80 }] }] }`,
        ),
      ),
    )
    const prepared = prepareText(manifests(...apps.map((name) => deployment('left', name)), ...rules))
    const picture = buildPicture(prepared, { folds: {} })
    expect(picture.edges).toEqual([])
    expect(picture.edgesNotDrawn).toBeGreaterThan(EDGE_BUDGET)
    const { edges } = selectNode(prepared, picture, 'left/deployment/x20', false)
    expect(edges).toHaveLength(9)
  })

  it('joins address blocks when they are too many to draw one by one', () => {
    const apps = names(100, 'x')
    const rules = apps.map((name, index) =>
      policy(
        'left',
        name,
        `{ podSelector: { matchLabels: { app: ${name} } }, policyTypes: [Egress], egress: [{ to: [{ ipBlock: { cidr: 203.0.${index}.0/24 } }], ports: [{ port: 443 }] }] }`,
      ),
    )
    const picture = buildPicture(prepareText(manifests(...apps.map((name) => deployment('left', name)), ...rules)), {
      folds: {},
    })
    expect(picture.nodes.length).toBeLessThanOrEqual(NODE_BUDGET)
    expect(picture.nodes.filter(({ kind }) => kind === 'group').map(({ title }) => title)).toEqual([
      'address blocks · 100',
    ])
    expect(picture.edges).toHaveLength(100)
  })
})
