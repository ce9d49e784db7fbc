import { describe, expect, it } from 'vitest'
import { comparePictures } from './compare-pictures.ts'
import { deployment, manifests, namespace, pictureOf, policy } from './picture.testing.ts'

const POLICY = policy(
  'shop',
  'allow-web',
  '{ podSelector: { matchLabels: { app: api } }, ingress: [{ from: [{ podSelector: { matchLabels: { app: web } } }], ports: [{ port: 80 }] }] }',
)
const SHOP = [namespace('shop'), deployment('shop', 'web'), deployment('shop', 'api')]
const [web, api, frame] = ['shop/deployment/web', 'shop/deployment/api', 'namespace:shop']
const without = pictureOf(manifests(...SHOP))
const admitted = pictureOf(manifests(...SHOP, POLICY))

const changes = (nodes: readonly string[], edges: readonly string[]) => ({
  nodes: new Set(nodes),
  edges: new Set(edges),
})

describe('comparePictures', () => {
  it('names a new edge, and the nodes that look otherwise', () => {
    const { nodes, edges } = comparePictures(without, admitted)
    expect([...edges]).toEqual([`${web} -> ${api} allowed`])
    expect([...nodes]).toEqual([frame, api])
  })

  it('names the ends of an edge that is gone', () => {
    expect(comparePictures(admitted, without)).toEqual(changes([frame, web, api], []))
  })

  it('names an edge whose ports are others', () => {
    const other = pictureOf(manifests(...SHOP, POLICY.replace('port: 80', 'port: 81')))
    expect(comparePictures(admitted, other)).toEqual(changes([], [`${web} -> ${api} allowed`]))
  })

  it('names nothing when rules only moved within the text', () => {
    const [first, ...rest] = SHOP
    const moved = pictureOf(manifests(first ?? '', POLICY, ...rest))
    expect(comparePictures(admitted, moved)).toEqual(changes([], []))
  })
})
