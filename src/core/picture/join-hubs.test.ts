import { describe, expect, it } from 'vitest'
import { buildPicture } from './build-picture.ts'
import {
  deployment,
  edgesInWords,
  flowsOfEngine,
  flowsOfPicture,
  manifests,
  namespace,
  policy,
  prepareText,
} from './picture.testing.ts'

const LOOKUPS = `{ podSelector: {}, policyTypes: [Egress], egress: [{
  to: [{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: dns } } }], ports: [{ port: 53, protocol: UDP }] }] }`

const SCRAPES =
  '{ podSelector: {}, ingress: [{ from: [{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: watch } }, podSelector: { matchLabels: { app: prometheus } } }], ports: [{ port: 9090 }] }] }'

function spaces(count: number, cards = 2) {
  const apps = Array.from({ length: cards }, (_, index) => `app-${index}`)
  const names = Array.from({ length: count }, (_, index) => `team-${index}`)
  return prepareText(
    manifests(
      namespace('dns'),
      deployment('dns', 'resolver', ['53']),
      deployment('dns', 'other', ['54']),
      deployment('watch', 'prometheus'),
      ...names.flatMap((name) => [
        namespace(name),
        ...apps.map((app) => deployment(name, app)),
        policy(name, 'lookups', LOOKUPS),
        policy(name, 'scrapes', SCRAPES),
      ]),
    ),
    { implied: false },
  )
}

describe('hubs', { timeout: 30_000 }, () => {
  it('are drawn with one edge for many namespaces that may do the same', () => {
    const prepared = spaces(12)
    const picture = buildPicture(prepared, { folds: {} })
    expect(edgesInWords(picture)).toEqual(['12 namespaces -> [dns] on 53 UDP', 'prometheus -> 12 namespaces on 9090'])
    expect(picture.nodes.filter(({ kind }) => kind === 'group')).toHaveLength(1)
    expect(flowsOfPicture(prepared, picture)).toEqual(flowsOfEngine(prepared))
  })

  it('are drawn edge by edge while there are few', () => {
    const picture = buildPicture(spaces(9), { folds: {} })
    expect(picture.edges).toHaveLength(18)
    expect(picture.nodes.some(({ kind }) => kind === 'group')).toBe(false)
  })

  it('count the cards of an open frame as the frame, in a cluster that is too large to be bundled exactly', () => {
    const picture = buildPicture(spaces(20, 31), { folds: { 'team-3': false } })
    expect(picture.folded.has('team-3')).toBe(false)
    expect(edgesInWords(picture)).toEqual([
      '20 namespaces -> other on 53 UDP',
      '20 namespaces -> resolver on 53 UDP',
      'prometheus -> 20 namespaces on 9090',
    ])
  })

  it('stand for what is folded as well', () => {
    const folds = Object.fromEntries(Array.from({ length: 12 }, (_, index) => [`team-${index}`, true]))
    const picture = buildPicture(spaces(12), { folds })
    expect(edgesInWords(picture)).toEqual(['12 namespaces -> [dns] on 53 UDP', 'prometheus -> 12 namespaces on 9090'])
  })
})
