import { describe, expect, it } from 'vitest'
import { isOverlapping } from './boxes.ts'
import { buildPicture } from './build-picture.ts'
import { countCrossings } from './crossings.ts'
import { layoutPicture } from './layout-picture.ts'
import { deployment, manifests, namespace, policy, prepareText } from './picture.testing.ts'
import { tidyingPicture, tidyPicture } from './tidy-picture.ts'

function admit(to: string, from: string): string {
  const peer = `{ podSelector: { matchLabels: { app: ${from} } } }`
  return policy(
    'x',
    `${from}-${to}`,
    `{ podSelector: { matchLabels: { app: ${to} } }, ingress: [{ from: [${peer}], ports: [{ port: 80 }] }] }`,
  )
}

/** Sources and targets in opposite orders, so that every line crosses every other one. */
const CROSSED = buildPicture(
  prepareText(
    manifests(
      namespace('x'),
      ...['a', 'b', 'c', 'd'].map((name) => deployment('x', name)),
      ...['h', 'g', 'f', 'e'].map((name) => deployment('x', name)),
      admit('f', 'a'),
      admit('h', 'a'),
      admit('e', 'b'),
      admit('g', 'b'),
      admit('f', 'c'),
      admit('h', 'd'),
      admit('e', 'd'),
    ),
  ),
  { folds: {} },
)

describe('tidying', () => {
  it('lets lines cross less, and nothing overlap', () => {
    const layout = tidyPicture(CROSSED)
    const before = countCrossings(CROSSED.edges, layoutPicture(CROSSED, {}))
    expect(before).toBeGreaterThan(0)
    expect(countCrossings(CROSSED.edges, layout)).toBeLessThan(before)
    const cards = CROSSED.nodes.flatMap(({ id, kind }) => (kind === 'workload' ? (layout.get(id) ?? []) : []))
    for (const [index, card] of cards.entries())
      for (const other of cards.slice(index + 1)) expect(isOverlapping(card, other)).toBe(false)
  })

  it('gives the same layout to the same picture', () => {
    expect(tidyPicture(CROSSED)).toEqual(tidyPicture(CROSSED))
  })

  it('can be stopped between any two of its steps', () => {
    const work = tidyingPicture(CROSSED)
    expect(work.next().value).toMatchObject({ doing: 'tidying' })
    expect(work.return(new Map()).done).toBe(true)
  })

  it('keeps what was tidied in its place, and lets it yield where something has grown', () => {
    const layout = tidyPicture(CROSSED)
    const positions = Object.fromEntries([...layout].map(([id, { x, y }]) => [id, { x, y, tidied: true as const }]))
    const again = layoutPicture(CROSSED, positions, layoutPicture(CROSSED, {}))
    expect(new Map([...again].sort())).toEqual(new Map([...layout].sort()))
  })
})

describe('crossings', () => {
  const at = (x: number, y: number) => ({ x, y, width: 0, height: 0 })
  const edge = (from: string, to: string) => ({ ...CROSSED.edges[0], from, to }) as (typeof CROSSED.edges)[number]

  it('are counted between lines, not at the ends they share', () => {
    const layout = new Map([
      ['a', at(0, 0)],
      ['b', at(10, 10)],
      ['c', at(0, 10)],
      ['d', at(10, 0)],
    ])
    expect(countCrossings([edge('a', 'b'), edge('c', 'd')], layout)).toBe(1)
    expect(countCrossings([edge('a', 'd'), edge('c', 'b')], layout)).toBe(0)
    expect(countCrossings([edge('a', 'b'), edge('a', 'd')], layout)).toBe(0)
  })
})
