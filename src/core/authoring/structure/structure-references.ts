import type { Reading } from '../../manifest/reading.ts'
import { fieldAt, type JsonValue } from '../../model/json.ts'
import { joinPath, type Path, splitPath } from '../../model/path.ts'
import { DIRECTIONS, type NetworkPolicy } from '../../model/policy.ts'
import type { Resource } from '../../model/resource.ts'
import type { Requirement } from '../../model/selector.ts'
import { NAME_KEY } from '../connect/resolved-end.ts'
import type { FieldEdit } from './structure-edit.ts'
import { resourcesOf } from './structure-find.ts'

/** Where a policy's rule asks for a namespace by its name. */
export interface NameReference {
  readonly policy: Resource
  /** Of the value in the text. */
  readonly path: Path
}

/** Every place where valid policies name `namespace` by `kubernetes.io/metadata.name`, in document order. */
export function findNameReferences(reading: Reading, namespace: string): readonly NameReference[] {
  return resourcesOf(reading).flatMap((policy) => referencesIn(policy, namespace, ONLY_NAME))
}

const ONLY_NAME: ReadonlySet<string> = new Set([NAME_KEY])

/** The places where a policy's rules name `namespace` by one of `keys`; none in what is no valid policy. */
export function referencesIn(policy: Resource, namespace: string, keys: ReadonlySet<string>): readonly NameReference[] {
  if (!policy.policy) return []
  return namespaceRequirements(policy.policy)
    .filter(({ key }) => keys.has(key))
    .flatMap(({ path, values }) =>
      values.flatMap((value, index) =>
        value === namespace ? [{ policy, path: isLabel(path) ? path : joinPath(path, 'values', index) }] : [],
      ),
    )
}

function namespaceRequirements({ rules }: NetworkPolicy): readonly Requirement[] {
  const peers = DIRECTIONS.flatMap((direction) => rules[direction]).flatMap((rule) =>
    rule.peers === 'any' ? [] : rule.peers,
  )
  return peers.flatMap((peer) => (peer.kind === 'pods' ? (peer.namespaceSelector?.requirements ?? []) : []))
}

function isLabel(path: Path): boolean {
  return splitPath(path).steps.at(-2) === 'matchLabels'
}

/** The edit that makes a reference name another namespace. */
export function toRename({ policy, path }: NameReference, to: string): FieldEdit {
  const steps = splitPath(path).steps.slice(splitPath(policy.path).steps.length)
  return { kind: 'set', resource: policy, steps, value: to }
}

/** The policies of references, each once: `allow-web (shop)`. */
export function namePolicies(references: readonly NameReference[]): readonly string[] {
  const names = references
    .flatMap(({ policy }) => policy.policy ?? [])
    .map(({ name, namespace }) => `${name} (${namespace})`)
  return [...new Set(names)]
}

/** The edits that give the label every Namespace has, where it is written down, the namespace's new name (END-3). */
export function renameLabel(declarations: readonly Resource[], to: string): readonly FieldEdit[] {
  return declarations.flatMap((resource): FieldEdit[] => {
    const steps = ['metadata', 'labels', NAME_KEY]
    const written: JsonValue | undefined = fieldAt(resource.value, ...steps)
    return written === undefined ? [] : [{ kind: 'set', resource, steps, value: to }]
  })
}
