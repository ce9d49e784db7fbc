import { nearestName } from '../../manifest/nearest-name.ts'
import type { Repair } from './fix-repair.ts'
import { pathIn, type Site, writtenIn } from './fix-site.ts'

const OPERATORS = ['In', 'NotIn', 'Exists', 'DoesNotExist']

/** How people write operators that have another name here. */
const ALIASES: Readonly<Record<string, string>> = {
  '=': 'In',
  '==': 'In',
  equals: 'In',
  '!=': 'NotIn',
  notequals: 'NotIn',
  '!': 'DoesNotExist',
  notexists: 'DoesNotExist',
}

/** VAL-3: operators that are nearly one, and values where none may be. */
export function repairExpression(site: Site): readonly Repair[] {
  const last = site.steps.at(-1)
  if (last === 'operator' && typeof site.value === 'string') {
    const operator = ALIASES[site.value.toLowerCase()] ?? nearestName(site.value, OPERATORS)
    return operator === undefined ? [] : [setOperator(site, site.steps, operator)]
  }
  if (last !== 'values' || !Array.isArray(site.value) || !site.message.includes('Forbidden')) return []
  const place = [...site.steps.slice(0, -1), 'operator']
  const meant = writtenIn(site, place) === 'Exists' ? 'In' : 'NotIn'
  return [{ title: 'Remove values', steps: [{ kind: 'remove-key', path: site.path }] }, setOperator(site, place, meant)]
}

function setOperator(site: Site, steps: readonly string[], value: string): Repair {
  return { title: `Write ${value}`, steps: [{ kind: 'set', path: pathIn(site, steps), value }] }
}
