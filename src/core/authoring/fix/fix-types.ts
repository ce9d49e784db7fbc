import { nearestName } from '../../manifest/nearest-name.ts'
import type { JsonValue } from '../../model/json.ts'
import type { Repair } from './fix-repair.ts'
import { pathIn, type Site, writtenIn } from './fix-site.ts'

const TYPES = ['Ingress', 'Egress']

/** VAL-4: policyTypes that are nearly one, or too many. */
export function repairTypes(site: Site): readonly Repair[] {
  const { value, path } = site
  if (Array.isArray(value)) {
    const distinct = TYPES.filter((type) => value.some((one: JsonValue) => isNearly(one, type)))
    const isKnown = value.every((one: JsonValue) => TYPES.some((type) => isNearly(one, type)))
    return isKnown
      ? [{ title: `Write ${distinct.join(' and ')} once`, steps: [{ kind: 'set', path, value: distinct }] }]
      : []
  }
  const meant = typeof value === 'string' ? nearestName(value, TYPES) : undefined
  return meant === undefined ? [] : [{ title: `Write ${meant}`, steps: [{ kind: 'set', path, value: meant }] }]
}

/** ISO-3: rules of a direction that policyTypes leaves out come into effect, or go. */
export function repairInert(site: Site): readonly Repair[] {
  const direction = site.steps.at(-1)
  const types = writtenIn(site, ['spec', 'policyTypes'])
  if (!Array.isArray(types) || (direction !== 'ingress' && direction !== 'egress')) return []
  const type = direction === 'ingress' ? 'Ingress' : 'Egress'
  if (types.includes(type)) return []
  const list = pathIn(site, ['spec', 'policyTypes'])
  return [
    { title: `Add ${type} to policyTypes`, steps: [{ kind: 'append', list, value: type }] },
    { title: `Remove the inert ${direction} rules`, steps: [{ kind: 'remove-key', path: site.path }] },
  ]
}

function isNearly(value: JsonValue, type: string): boolean {
  return typeof value === 'string' && nearestName(value, TYPES) === type
}
