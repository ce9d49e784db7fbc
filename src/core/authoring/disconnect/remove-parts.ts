import { removeItems } from '../../edits/remove-items.ts'
import { setValue } from '../../edits/set-value.ts'
import { joinPath, type Path, splitPath } from '../../model/path.ts'
import { DIRECTIONS, type NetworkPolicy, type Rule } from '../../model/policy.ts'
import { type Draft, editResource } from '../draft.ts'
import { PEERS_KEY } from '../policy-manifest.ts'

/**
 * Removes peers, port entries and rules of one policy. A rule whose last peer or port entry goes, goes itself, because
 * an emptied list would mean everyone (RUL-1, RUL-2); where the last rule goes, `ingress: []` or `egress: []` stays and
 * policyTypes are written out, so that no pod becomes free. Undefined when the text cannot be edited there.
 */
export function removeParts(draft: Draft, policy: NetworkPolicy, paths: ReadonlySet<Path>): Draft | undefined {
  const left = withoutParts(policy, paths)
  const empties = DIRECTIONS.some(
    (direction) => policy.rules[direction].length > 0 && left.rules[direction].length === 0,
  )
  const start = empties && !policy.policyTypesWritten ? writeTypes(draft, policy) : draft
  return DIRECTIONS.reduce<Draft | undefined>((current, direction) => {
    const rules = policy.rules[direction]
    const kept = rules.filter((rule) => !isGone(rule, paths))
    const narrowed = kept.reduce<Draft | undefined>(
      (inner, rule) => inner && removeFromRule(inner, policy, rule, paths),
      current,
    )
    const gone = rules.filter((rule) => !kept.includes(rule))
    return narrowed && removeAt(narrowed, policy, joinPath(policy.path, 'spec', direction), gone)
  }, start)
}

/** What `removeParts` leaves of a policy; what is left keeps the paths it had. */
export function withoutParts(policy: NetworkPolicy, paths: ReadonlySet<Path>): NetworkPolicy {
  const narrow = (rule: Rule): Rule => ({
    ...rule,
    peers: rule.peers === 'any' ? 'any' : rule.peers.filter(({ path }) => !paths.has(path)),
    ports: rule.ports === 'any' ? 'any' : rule.ports.filter(({ path }) => !paths.has(path)),
  })
  const remaining = (rules: readonly Rule[]) => rules.filter((rule) => !isGone(rule, paths)).map(narrow)
  return { ...policy, rules: { ingress: remaining(policy.rules.ingress), egress: remaining(policy.rules.egress) } }
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
    const gone = list === 'any' ? [] : list.filter(({ path }) => paths.has(path))
    return current && removeAt(current, policy, joinPath(rule.path, key), gone)
  }, draft)
}

function removeAt(
  draft: Draft,
  policy: NetworkPolicy,
  list: Path,
  gone: readonly { readonly path: Path }[],
): Draft | undefined {
  if (gone.length === 0) return draft
  const indices = gone.map(({ path }) => Number(splitPath(path).steps.at(-1)))
  return editResource(draft, policy.path, list, (source, steps) => removeItems(source, steps, indices))
}

/** Keeps in effect what was derived from rules that go (ISO-2). */
function writeTypes(draft: Draft, { path, isolates }: NetworkPolicy): Draft | undefined {
  const types = [...(isolates.ingress ? ['Ingress'] : []), ...(isolates.egress ? ['Egress'] : [])]
  return editResource(draft, path, joinPath(path, 'spec'), (source, steps) =>
    setValue(source, [...steps, 'policyTypes'], types),
  )
}
