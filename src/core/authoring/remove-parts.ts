import { insertEntry } from '../edits/insert-part.ts'
import { removeItems } from '../edits/remove-items.ts'
import { joinPath, type Path, splitPath } from '../model/path.ts'
import { DIRECTIONS, type Direction, type NetworkPolicy, type Rule } from '../model/policy.ts'
import { type Draft, editPolicy, policyAt } from './draft.ts'
import { PEERS_KEY } from './policy-manifest.ts'

/**
 * Removes peers, port entries and rules of one policy. A rule whose last peer or port entry goes, goes itself, because
 * an emptied list would mean everyone (RUL-1, RUL-2); where the last rule goes, `ingress: []` or `egress: []` stays and
 * policyTypes are written out, so that no pod becomes free. Undefined when the text cannot be edited there.
 */
export function removeParts(draft: Draft, policy: NetworkPolicy, paths: ReadonlySet<Path>): Draft | undefined {
  let current: Draft | undefined = draft
  for (const direction of DIRECTIONS) {
    const rules = policy.rules[direction]
    const gone = rules.filter((rule) => isGone(rule, paths))
    for (const rule of rules)
      if (!gone.includes(rule)) current = current && removeFromRule(current, policy, rule, paths)
    if (gone.length > 0 && gone.length === rules.length) current = current && writeTypes(current, policy)
    if (gone.length > 0) current = current && removeRules(current, policy, direction, gone)
  }
  return current
}

function isGone(rule: Rule, paths: ReadonlySet<Path>): boolean {
  const isEmptied = (list: 'any' | readonly { readonly path: Path }[]) =>
    list !== 'any' && list.every(({ path }) => paths.has(path))
  return paths.has(rule.path) || isEmptied(rule.peers) || isEmptied(rule.ports)
}

function removeFromRule(draft: Draft, policy: NetworkPolicy, rule: Rule, paths: ReadonlySet<Path>): Draft | undefined {
  const lists = [
    { key: PEERS_KEY[rule.direction], list: rule.peers },
    { key: 'ports', list: rule.ports },
  ]
  return lists.reduce<Draft | undefined>((current, { key, list }) => {
    const indices = list === 'any' ? [] : list.filter(({ path }) => paths.has(path)).map(({ path }) => indexOf(path))
    return current && removeAt(current, policy, joinPath(rule.path, key), indices)
  }, draft)
}

function removeRules(
  draft: Draft,
  policy: NetworkPolicy,
  direction: Direction,
  gone: readonly Rule[],
): Draft | undefined {
  const indices = gone.map(({ path }) => indexOf(path))
  return removeAt(draft, policy, joinPath(policy.path, 'spec', direction), indices)
}

function removeAt(draft: Draft, policy: NetworkPolicy, list: Path, indices: readonly number[]): Draft | undefined {
  if (indices.length === 0) return draft
  return editPolicy(draft, policy.path, list, (source, steps) => removeItems(source, steps, indices))
}

/** Keeps in effect what was derived from rules that go (ISO-2). */
function writeTypes(draft: Draft, policy: NetworkPolicy): Draft | undefined {
  if (policyAt(draft, policy.path)?.policyTypesWritten !== false) return draft
  const types = [...(policy.isolates.ingress ? ['Ingress'] : []), ...(policy.isolates.egress ? ['Egress'] : [])]
  return editPolicy(draft, policy.path, joinPath(policy.path, 'spec'), (source, steps) =>
    insertEntry(source, steps, 'policyTypes', types, 'podSelector'),
  )
}

function indexOf(path: Path): number {
  return Number(splitPath(path).steps.at(-1))
}
