import { describe, expect, it } from 'vitest'
import { contextOf, deployment, SETTINGS, yamlFile } from '../authoring/plan.testing.ts'
import type { CniProfile } from '../model/cni-profiles.ts'
import { finish } from '../model/work.ts'
import { listingLenses } from './lenses.ts'

const CLUSTER = yamlFile('cluster.yaml', deployment('shop', 'web'), deployment('shop', 'db'))
const HEAD = 'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\n'
const policy = (spec: string, name = 'x') => `${HEAD}metadata: { name: ${name}, namespace: shop }\nspec: ${spec}\n`

/** The lenses of texts that follow each other, with the beginning of the line they stand above. */
function lenses(texts: readonly string[], cni: CniProfile = 'upstream'): readonly string[] {
  let context = contextOf([])
  for (const text of texts) context = contextOf([CLUSTER, { name: 'p.yaml', text }], { ...SETTINGS, cni }, context)
  const { reading, prepared } = context
  const text = texts.at(-1) ?? ''
  return finish(listingLenses(reading, prepared, 'p.yaml')).map(({ offset, words }) => {
    return `${text.slice(offset, offset + 10)}… ${words}`
  })
}

const only = (text: string, cni?: CniProfile) => lenses([text], cni)[0]?.replace(/^.*… /, '')

describe('lenses', () => {
  it('[SEL-5, ISO-4] say whom a policy selects and what it isolates', () => {
    expect(
      lenses([`# about the web\n---\n${policy('{podSelector: {matchLabels: {app: web}}, ingress: [{}]}')}`]),
    ).toEqual(['apiVersion… selects 1 of 2 pods · isolates ingress'])
    expect(only(policy('{podSelector: {}, ingress: [{}], egress: [{}]}'))).toBe(
      'selects 2 of 2 pods · isolates ingress and egress',
    )
  })

  it('[RUL-4] say when nothing is admitted', () => {
    expect(only(policy('{podSelector: {}, policyTypes: [Ingress, Egress], ingress: [{}]}'))).toBe(
      'selects 2 of 2 pods · isolates ingress and egress · admits no egress',
    )
  })

  it('[SEL-5] say when nobody is selected', () => {
    expect(only(policy('{podSelector: {matchLabels: {app: nobody}}, ingress: [{}]}'))).toBe(
      'selects no pod of 2 · isolates ingress',
    )
    expect(only(policy('{ingress: [{}]}').replace('shop', 'void'))).toBe(
      'selects no pod: none is known there · isolates ingress',
    )
  })

  it('[CNI-1] say when a plugin ignores policies', () => {
    expect(only(policy('{podSelector: {}}'), 'flannel')).toBe('selects 2 of 2 pods · no effect under flannel')
  })

  it('[VAL-10] say when a later policy takes the place', () => {
    const text = `${policy('{podSelector: {}, ingress: [{}]}')}---\n${policy('{podSelector: {}}')}`
    expect(lenses([text])).toEqual([
      'apiVersion… not in force: a later policy of this name takes its place',
      'apiVersion… selects 2 of 2 pods · isolates ingress · admits nothing',
    ])
  })

  it('[VAL-1] say when a policy is invalid', () => {
    expect(only(policy('{podSelectr: {}}'))).toBe('not in force: invalid')
  })

  it('[YML-1] stay in their place while a text is broken', () => {
    const good = `---\n${policy('{podSelector: {}, ingress: [{}]}')}`
    expect(lenses([good, `${good}  - [`])).toEqual([
      'apiVersion… not in force: as it was last, selects 2 of 2 pods · isolates ingress',
    ])
    expect(lenses([`---\n${HEAD}metadata: [\n`])).toEqual(['apiVersion… not in force: cannot be read yet'])
  })

  it('[YML-1] stand above the items of a List, and above nothing else', () => {
    const items = [policy('{ingress: [{}]}', 'a'), policy('{ingress: [{}]}', 'b')]
    const text = `apiVersion: v1\nkind: List\nitems:\n${items.map((item) => `- ${item.trim().replaceAll('\n', '\n  ')}`).join('\n')}\n`
    expect(lenses([text])).toHaveLength(2)
    expect(lenses(['apiVersion: v1\nkind: Service\nmetadata: { name: NetworkPolicy }\n'])).toEqual([])
  })
})
