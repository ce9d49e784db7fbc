import { isObject, type JsonObject, type JsonValue } from '../model/json.ts'
import type { Path } from '../model/path.ts'
import type { Fixer } from './decode-policy.ts'
import { stateOf } from './item-state.ts'
import { createFixer } from './item-text.ts'
import type { FileReading, Item } from './reading.ts'
import type { Tree } from './tree.ts'

/** A text that is read as a list of expectations, with its places. */
export interface ExpectationList {
  readonly path: Path
  readonly item: Item
  readonly tree: Tree
  readonly fixer: Fixer
}

/** Fields that only expectations have at the top level; two of them are no accident. */
const MARKS = ['src', 'dst', 'exitCode', 'targetPort', 'timeoutSeconds', 'attempts']

/** Marks that other lists have as well, of files to copy: there they are no mappings. */
const ENDS = ['src', 'dst']

/**
 * Whether a value is a list of expectations and no manifest (EXP-1): a list of mappings of which one has the fields of an
 * expectation, or whatever stands in a file called `expectations.yaml` and is no object of Kubernetes.
 */
export function isExpectationList(value: JsonValue, file: string): boolean {
  const isNamed = /(?:^|[/.])expectations\.(?:ya?ml|json)$/i.test(file)
  if (!Array.isArray(value)) return isNamed && value !== null && !(isObject(value) && isManifest(value))
  const maps = value.filter(isObject)
  if (maps.some(isManifest)) return false
  return isNamed || maps.some(isExpectation)
}

/** The lists of expectations of a file, in order; broken text is none. */
export function expectationLists(file: FileReading): readonly ExpectationList[] {
  return file.items.flatMap((item) => {
    const state = stateOf(item)
    if (!state?.tree || !state.isExpectations) return []
    return [{ path: item.path, item, tree: state.tree, fixer: createFixer(file.name, state.split) }]
  })
}

function isManifest(value: JsonObject): boolean {
  return ['apiVersion', 'kind', 'metadata', 'spec', 'items'].some((key) => Object.hasOwn(value, key))
}

function isExpectation(value: JsonObject): boolean {
  const isMark = (key: string) => Object.hasOwn(value, key) && !(ENDS.includes(key) && typeof value[key] === 'string')
  const count = MARKS.filter(isMark).length
  return count > 1 || (count === 1 && value.type === 'k8s')
}
