import { describe, expect, it } from 'vitest'
import { buildPicture } from './build-picture.ts'
import { deployment, manifests, names, policy, prepareText } from './picture.testing.ts'
import { NO_FILTER } from './picture-filter.ts'
import { sketchPicture } from './sketch-picture.ts'

const apps = names(40, 'x')

/** Each admits nine of the others, and one a block of addresses: too many edges to draw. */
const rules = apps.flatMap((to, index) =>
  names(9, 'x').map((from) =>
    policy(
      'left',
      `p-${from}-${to}`,
      `{ podSelector: { matchLabels: { app: ${to} } }, ingress: [{ from: [{ podSelector: { matchLabels: { app: ${from} } } }${index === 0 ? ', { ipBlock: { cidr: 203.0.113.0/24 } }' : ''}], ports: [{ port: 80 }] }] }`,
    ),
  ),
)
const crowded = (...more: readonly string[]) =>
  prepareText(manifests(...apps.map((name) => deployment('left', name)), ...rules, ...more))

const OTHER_NODES = ['outside', 'group']

describe('a sketch', () => {
  const last = buildPicture(crowded(), { folds: {} })

  it('has frames and cards as they are now, and the rest as it was', () => {
    const closed = policy('left', 'closed', '{ podSelector: {}, policyTypes: [Ingress, Egress] }')
    const after = crowded(deployment('right', 'new'), closed)
    const sketch = sketchPicture(after, {}, last)
    const whole = buildPicture(after, { folds: {} })
    const cardsOf = (picture = whole) => picture.nodes.filter(({ kind }) => !OTHER_NODES.includes(kind))
    expect(cardsOf(sketch)).toEqual(cardsOf())
    expect(cardsOf(sketch)).not.toEqual(cardsOf(last))
    expect(sketch).toMatchObject({ edges: [], edgesNotDrawn: last.edgesNotDrawn, folded: whole.folded, isSketch: true })
    expect(sketch?.nodes.filter(({ kind }) => OTHER_NODES.includes(kind)).map(({ title }) => title)).toEqual([
      '203.0.113.0/24',
      'internet',
    ])
    expect(whole.isSketch).toBeUndefined()
  })

  it('folds as the whole picture does, by the budget and by hand', () => {
    const more = names(120, 'y').map((name) => deployment('right', name))
    const after = crowded(...more)
    for (const folds of [{}, { right: false }, { left: true }])
      expect(sketchPicture(after, folds, last)?.folded).toEqual(buildPicture(after, { folds }).folded)
  })

  it('is not made where edges are drawn, or a filter says what to draw', () => {
    const few = prepareText(manifests(...apps.map((name) => deployment('left', name))))
    expect(sketchPicture(crowded(), {}, buildPicture(few, { folds: {} }))).toBeUndefined()
    const filter = { ...NO_FILTER, namespaces: ['left'] }
    const filtered = buildPicture(crowded(), { folds: {}, filter })
    expect(filtered.edgesNotDrawn).toBeGreaterThan(0)
    expect(sketchPicture(crowded(), {}, filtered)).toBeUndefined()
  })
})
