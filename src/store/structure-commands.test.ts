import { describe, expect, it } from 'vitest'
import type { NamespaceNode, WorkloadNode } from '../core/picture/picture.ts'
import { workloadNode } from './fake-engine.testing.ts'
import { commandsOfNode, commandsOfPolicy, toDeletion, toRenaming } from './structure-commands.ts'

const web = workloadNode('shop/deployment/web', ['shop/deployment/web#1', 'shop/deployment/web#2'])
const shop: NamespaceNode = {
  kind: 'namespace',
  id: 'ns/shop',
  title: 'shop',
  accessibleName: 'namespace shop',
  stale: false,
  namespace: 'shop',
  declared: true,
  implied: false,
  subtitle: '',
  policies: [],
  workloads: 1,
  folded: false,
}
const words = (node: Parameters<typeof commandsOfNode>[0]) => commandsOfNode(node).map((command) => command.words)

describe('structure commands', () => {
  it('[END-1] of a split workload are those of the whole', () => {
    expect(words(web)).toEqual(['Rename…', 'Duplicate…', 'Labels…', 'Move to namespace…', 'Delete…'])
    const target = { kind: 'workload', id: 'shop/deployment/web' }
    expect(toRenaming(web)).toEqual({ kind: 'rename', target, to: 'web' })
    expect(toDeletion(web)).toEqual({ kind: 'delete', target })
  })

  it('[END-8] there are none for pods that only a selector speaks of', () => {
    expect(commandsOfNode({ ...(web as WorkloadNode), implied: true })).toEqual([])
    expect(toDeletion({ ...(web as WorkloadNode), implied: true })).toBeUndefined()
  })

  it('[END-3] a namespace that is not declared can be', () => {
    expect(words(shop)).toEqual(['Rename…', 'Duplicate…', 'Labels…', 'Delete…'])
    expect(words({ ...shop, declared: false })[0]).toBe('Declare…')
    expect(words({ ...shop, declared: false, implied: true })).toEqual(['Declare…'])
  })

  it('[VAL-10] of a policy name it by its path', () => {
    const target = { kind: 'policy', path: 'p.yaml#0' }
    expect(commandsOfPolicy({ path: 'p.yaml#0', name: 'deny' }).map(({ intention }) => intention)).toEqual([
      { kind: 'rename', target, to: 'deny' },
      { kind: 'duplicate', target },
      { kind: 'delete', target },
    ])
  })
})
