import { isObject, type JsonValue } from '../../model/json.ts'
import { isNetworkPolicy } from '../plan-context.ts'
import type { Repair } from './fix-repair.ts'
import { pathIn, type Site, writtenIn } from './fix-site.ts'

/** YML-8: what a null stands for is written out, or the null goes. The first repair keeps the meaning. */
export function repairNull(site: Site): readonly Repair[] {
  if (site.message.includes('spec is missing')) return repairSpec(site)
  if (site.value !== null) return []
  if (site.message.includes('a null label value')) return [set(site, 'Write ""', '')]
  if (/\ba null \w+/.test(site.message)) return repairItem(site)
  return repairValue(site)
}

function repairSpec(site: Site): readonly Repair[] {
  if (!isNetworkPolicy(site.resource) || site.value !== undefined) return []
  const value = { podSelector: {}, policyTypes: ['Ingress'] }
  return [set(site, 'Write what it means: every pod, Ingress', value)]
}

/** An item of a list. */
function repairItem(site: Site): readonly Repair[] {
  const list = site.steps.slice(0, -1)
  const removal: Repair = {
    title: 'Remove the null item',
    steps: [{ kind: 'remove-item', list: pathIn(site, list), index: Number(site.steps.at(-1)) }],
  }
  if (site.message.includes('a null rule')) return [set(site, 'Write {} (admits everything)', {}), removal]
  if (site.message.includes('a null port entry'))
    return [set(site, 'Write protocol: TCP (every TCP port)', { protocol: 'TCP' }), removal]
  const items = writtenIn(site, list)
  // An empty list of peers means everyone.
  return Array.isArray(items) && items.length > 1 ? [removal] : []
}

/** A field without a value. */
function repairValue(site: Site): readonly Repair[] {
  const parent = site.steps.slice(0, -1)
  const name = site.steps.at(-1) ?? ''
  const holder = writtenIn(site, parent)
  const removal: readonly Repair[] =
    isObject(holder) && Object.keys(holder).length > 1
      ? [{ title: `Remove ${name}`, steps: [{ kind: 'remove-key', path: site.path }] }]
      : []
  if (!name.endsWith('Selector')) return removal
  const isSubject = parent.at(-1) === 'spec'
  const filled = set(site, isSubject ? 'Write {}' : `Write {} (${WHOM[name] ?? 'everything'})`, {})
  return isSubject ? [filled, ...removal] : [...removal, filled]
}

const WHOM: Readonly<Record<string, string>> = { podSelector: 'every pod', namespaceSelector: 'every namespace' }

function set({ path }: Site, title: string, value: JsonValue): Repair {
  return { title, steps: [{ kind: 'set', path, value }] }
}
