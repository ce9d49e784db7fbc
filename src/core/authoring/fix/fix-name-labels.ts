import { fieldAt } from '../../model/json.ts'
import { NAME_KEY } from '../connect/resolved-end.ts'
import type { Repair } from './fix-repair.ts'
import type { Site } from './fix-site.ts'

/** PEE-2: a namespaceSelector that looks for a namespace's name in a label that Kubernetes does not set. */
export function repairNamespaceLabel(site: Site): readonly Repair[] {
  const [selector, place, key] = site.steps.slice(-3)
  if (selector !== 'namespaceSelector' || key === undefined || site.value === undefined || key === NAME_KEY) return []
  if (place === 'matchLabels')
    return [{ title: `Rename ${key} to ${NAME_KEY}`, steps: [{ kind: 'rename-key', path: site.path, to: NAME_KEY }] }]
  const written = place === 'matchExpressions' ? keyOf(site) : undefined
  if (written === undefined || written === NAME_KEY) return []
  const path = `${site.path}/key`
  return [{ title: `Rename ${written} to ${NAME_KEY}`, steps: [{ kind: 'set', path, value: NAME_KEY }] }]
}

function keyOf({ value }: Site): string | undefined {
  const key = fieldAt(value, 'key')
  return typeof key === 'string' ? key : undefined
}
