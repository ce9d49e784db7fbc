import { dnsLabelProblems, subdomainProblems } from '../../manifest/label-names.ts'
import type { FileReading } from '../../manifest/reading.ts'
import { fieldAt, isObject } from '../../model/json.ts'
import { splitPath } from '../../model/path.ts'
import { NAME_KEY } from '../connect/resolved-end.ts'
import { namespaceOf } from '../place-resource.ts'
import { isNetworkPolicy } from '../plan-context.ts'
import { takenPolicyNames, toSlug, uniqueName } from '../policy-names.ts'
import type { Repair } from './fix-repair.ts'
import { pathIn, type Site, writtenIn } from './fix-site.ts'

/** How many namespaces are offered beside `default`. */
const MOST_NAMESPACES = 3

/** Of a name that is made. */
const MOST_LETTERS = 50

/** VAL-1: the namespace is written, a name is made valid. Only for policies, which nothing refers to. */
export function repairMetadata(site: Site): readonly Repair[] {
  if (!isNetworkPolicy(site.resource) || site.steps[0] !== 'metadata' || site.steps.length !== 2) return []
  if (site.message.includes('no namespace is given')) return offerNamespaces(site)
  if (site.message.includes('name or generateName is required')) return [nameIt(site)]
  const { value } = site
  if (typeof value !== 'string' || !site.message.includes('Invalid value')) return []
  if (site.steps[1] === 'namespace') return correct(site, toDnsName(value, false), dnsLabelProblems)
  return site.steps[1] === 'name' ? correct(site, toDnsName(value, true), subdomainProblems) : []
}

/** A name after whom the policy selects, that no other has. */
function nameIt(site: Site): Repair {
  const labels = writtenIn(site, ['spec', 'podSelector', 'matchLabels'])
  const [first] = isObject(labels) ? Object.values(labels) : []
  const base = typeof first === 'string' && first !== '' ? toSlug(first, MOST_LETTERS) : 'every-pod'
  const name = uniqueName(base, takenPolicyNames(site.reading, namespaceOf(site.resource)))
  return {
    title: `Write name: ${name}`,
    steps: [{ kind: 'set', path: pathIn(site, ['metadata', 'name']), value: name }],
  }
}

/** END-3: the label of a namespace that always holds its name. */
export function repairNameLabel(site: Site): readonly Repair[] {
  const name = fieldAt(site.resource.value, 'metadata', 'name')
  if (site.steps.at(-1) !== NAME_KEY || typeof name !== 'string' || site.value === name) return []
  return [{ title: `Write ${name}`, steps: [{ kind: 'set', path: site.path, value: name }] }]
}

/** The one that is read, and those of the other resources of the file. */
function offerNamespaces(site: Site): readonly Repair[] {
  const file = site.reading.files.find(({ name }) => name === splitPath(site.path).file)
  const offered = [...new Set(['default', ...(file ? namespacesIn(file) : [])])]
  return offered.map((namespace) => ({
    title: `Write namespace: ${namespace}`,
    steps: [{ kind: 'set', path: pathIn(site, ['metadata', 'namespace']), value: namespace }],
  }))
}

const known = new WeakMap<FileReading, readonly string[]>()

function namespacesIn(file: FileReading): readonly string[] {
  const remembered = known.get(file)
  if (remembered) return remembered
  const used = new Set<string>()
  for (const { value } of file.items.flatMap((item) => item.resources)) {
    const namespace = fieldAt(value, 'metadata', 'namespace')
    if (typeof namespace === 'string' && dnsLabelProblems(namespace).length === 0) used.add(namespace)
    if (used.size === MOST_NAMESPACES) break
  }
  const namespaces = [...used]
  known.set(file, namespaces)
  return namespaces
}

function correct(site: Site, name: string, problemsOf: (name: string) => readonly string[]): readonly Repair[] {
  if (name === site.value || problemsOf(name).length > 0) return []
  return [{ title: `Write ${name}`, steps: [{ kind: 'set', path: site.path, value: name }] }]
}

function toDnsName(text: string, mayHaveDots: boolean): string {
  return text
    .toLowerCase()
    .replace(mayHaveDots ? /[^a-z0-9.]+/g : /[^a-z0-9]+/g, '-')
    .replace(/^[-.]+|[-.]+$/g, '')
}
