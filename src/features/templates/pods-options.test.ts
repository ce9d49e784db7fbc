import { describe, expect, it } from 'vitest'
import type { PodsField } from '../../core/authoring/templates/field.ts'
import { podsKey, podsOptions, readTypedPods } from './pods-options.ts'

const endpoints = [
  { id: 'shop/deployment/web#1', label: 'shop / web', implied: false },
  { id: 'shop/deployment/web#2', label: 'shop / web', implied: false },
  { id: 'shop/implied/x', label: 'shop / x', implied: true },
  { id: 'outside/internet', label: 'internet', implied: false },
]
const shop = { kind: 'namespace', namespace: 'shop' } as const
const field: PodsField = {
  kind: 'pods',
  label: 'Pods',
  isNamespace: false,
  value: shop,
  options: [{ value: shop, label: 'shop' }],
}

describe('podsOptions', () => {
  it('[SEL-1] offers namespaces and each workload once, and no addresses', () => {
    expect(podsOptions(field, endpoints).map(({ label }) => label)).toEqual(['all pods of shop', 'shop / web'])
    expect(podsOptions({ ...field, isNamespace: true }, endpoints).map(({ label }) => label)).toEqual(['shop'])
  })

  it('[SEL-1] offers what the field holds though nothing in the document is called that', () => {
    const value = { kind: 'labels', namespace: 'shop', labels: { app: 'db', tier: 'back' } } as const
    const [first] = podsOptions({ ...field, value, options: [] }, [])
    expect(first).toMatchObject({ value: podsKey(value), label: 'app=db, tier=back in shop', pods: value })
  })
})

describe('readTypedPods', () => {
  it('[SEL-2] reads labels, in the namespace of the field or in a given one', () => {
    expect(readTypedPods('app=web', field)?.pods).toEqual({ kind: 'labels', namespace: 'shop', labels: { app: 'web' } })
    expect(readTypedPods('data: app=db, tier=', field)?.pods).toEqual({
      kind: 'labels',
      namespace: 'data',
      labels: { app: 'db', tier: '' },
    })
  })

  it('[END-3] reads a namespace by its name', () => {
    const ops = { kind: 'namespace', namespace: 'ops' }
    expect(readTypedPods('ops', field)?.pods).toEqual(ops)
    expect(readTypedPods('ops', { ...field, isNamespace: true })?.pods).toEqual(ops)
  })

  it('[SEL-2] reads nothing else', () => {
    for (const typed of ['', 'Web', 'a b', 'data: web', '=x']) expect(readTypedPods(typed, field)).toBeUndefined()
    expect(readTypedPods('app=web', { ...field, isNamespace: true })).toBeUndefined()
  })
})
