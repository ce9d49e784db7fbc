import { isObject, type JsonValue } from '../../model/json.ts'
import type { Repair } from './fix-repair.ts'
import { pathIn, type Site, writtenIn } from './fix-site.ts'

const SELECTORS = ['namespaceSelector', 'podSelector'] as const

/** PEE-3: two selectors of one peer become two peers, either of which may match; or those of two neighbours become one. */
export function repairAndOr(site: Site): readonly Repair[] {
  const { value, steps } = site
  if (!isObject(value) || value.ipBlock !== undefined) return []
  const list = pathIn(site, steps.slice(0, -1))
  const [space, pods] = SELECTORS.map((key) => value[key])
  if (space !== undefined && pods !== undefined) return [separate(site, list, pods)]
  return joinNext(site, list)
}

function separate({ path }: Site, list: string, podSelector: JsonValue): Repair {
  return {
    title: 'Make them two items',
    steps: [
      { kind: 'append', list, value: { podSelector } },
      { kind: 'remove-key', path: `${path}/podSelector` },
    ],
  }
}

function joinNext(site: Site, list: string): readonly Repair[] {
  const index = Number(site.steps.at(-1)) + 1
  const next = writtenIn(site, [...site.steps.slice(0, -1), String(index)])
  const lacking = SELECTORS.find((key) => isObject(site.value) && site.value[key] === undefined)
  if (!isObject(next) || lacking === undefined) return []
  const [only, ...more] = Object.keys(next)
  const selector = next[lacking]
  if (only !== lacking || more.length > 0 || selector === undefined) return []
  return [
    {
      title: 'Require both in one item',
      steps: [
        { kind: 'set', path: `${site.path}/${lacking}`, value: selector },
        { kind: 'remove-item', list, index },
      ],
    },
  ]
}
