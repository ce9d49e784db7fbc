import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { BlockPeer, Rule } from '../model/policy.ts'
import { createBlockReader } from './blocks.ts'

const block = fc.constantFrom('10.0.0.0/8', '10.1.0.0/16', '10.2.0.0/16')

const peers: fc.Arbitrary<readonly BlockPeer[]> = fc.array(
  fc.record({ cidr: block, except: fc.array(block, { maxLength: 2 }) }).map(
    ({ cidr, except }): BlockPeer => ({
      kind: 'block',
      path: 'p.yaml#0',
      cidr,
      except,
      addresses: [],
    }),
  ),
  { minLength: 1, maxLength: 3 },
)

const toRule = (list: readonly BlockPeer[]): Rule => ({
  direction: 'ingress',
  path: 'p.yaml#0',
  peers: list,
  ports: 'any',
})

it('blocks that are written alike are found once, others never for one another', () => {
  fc.assert(
    fc.property(fc.array(peers, { minLength: 2, maxLength: 20 }), (lists) => {
      const { ofRule } = createBlockReader('upstream')
      const write = (list: readonly BlockPeer[]) => JSON.stringify(list.map(({ cidr, except }) => [cidr, except]))
      const words = new Map(lists.map((list) => [ofRule(toRule(list)), write(list)]))
      for (const list of lists) expect(words.get(ofRule(toRule(list)))).toBe(write(list))
      expect(words.size).toBe(new Set(words.values()).size)
    }),
  )
})
