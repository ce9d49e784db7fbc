import { isObject, type JsonObject, type JsonValue } from '../../model/json.ts'
import type { Repair } from './fix-repair.ts'
import { pathIn, type Site, writtenIn } from './fix-site.ts'

/** VAL-5: an empty peer says whom it means or goes; a block and selectors in one peer become two peers. */
export function repairPeer(site: Site): readonly Repair[] {
  const { value } = site
  if (site.message.includes('must specify a peer')) return fillPeer(site)
  if (!site.message.includes('may not specify both') || !isObject(value)) return []
  return splitPeer(site, value)
}

function fillPeer(site: Site): readonly Repair[] {
  const { path, value } = site
  const isEmpty = value === null || (isObject(value) && Object.values(value).every((one) => one === null))
  if (!isEmpty) return []
  const list = site.steps.slice(0, -1)
  const items = writtenIn(site, list)
  const fill = (title: string, peer: JsonObject): Repair => ({ title, steps: [{ kind: 'set', path, value: peer }] })
  const removal: readonly Repair[] =
    // An empty list of peers means everyone (RUL-1).
    Array.isArray(items) && items.length > 1
      ? [
          {
            title: 'Remove the empty peer',
            steps: [{ kind: 'remove-item', list: pathIn(site, list), index: Number(site.steps.at(-1)) }],
          },
        ]
      : []
  return [
    ...removal,
    fill('Write podSelector: {} (every pod of this namespace)', { podSelector: {} }),
    fill('Write namespaceSelector: {} (every pod)', { namespaceSelector: {} }),
  ]
}

/** The two are alternatives afterwards (PEE-3). */
function splitPeer(site: Site, value: JsonObject): readonly Repair[] {
  const list = site.steps.slice(0, -1)
  const ipBlock = value.ipBlock
  if (ipBlock === undefined || ipBlock === null) return []
  const block: JsonValue = { ipBlock }
  return [
    {
      title: 'Split into two peers (either may match)',
      steps: [
        { kind: 'append', list: pathIn(site, list), value: block },
        { kind: 'remove-key', path: pathIn(site, [...site.steps, 'ipBlock']) },
      ],
    },
  ]
}
