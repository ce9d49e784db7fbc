import { type Prepared, prepare } from '../../engine/prepare.ts'
import { buildCluster } from '../../inventory/build-cluster.ts'
import { stateOf } from '../../manifest/item-state.ts'
import { readingDocument } from '../../manifest/read-document.ts'
import { readItem } from '../../manifest/read-item.ts'
import type { Item } from '../../manifest/reading.ts'
import type { JsonObject } from '../../model/json.ts'
import type { ResourcePath } from '../../model/path.ts'
import type { NetworkPolicy } from '../../model/policy.ts'
import type { Resource } from '../../model/resource.ts'
import type { Work } from '../../model/work.ts'
import { type Draft, sourceOf } from '../draft.ts'
import type { PlanContext } from '../plan-context.ts'
import { isWrittenTwice } from '../policy-names.ts'
import { readPlanned } from '../written-selectors.ts'

/** What a way to stop a flow writes. */
export interface Rewritten {
  /** Its steps inside items of the document. */
  readonly inside: Draft
  /** The policies it adds besides. */
  readonly added: readonly JsonObject[]
  /** The whole text. */
  readonly draft: Draft
}

/**
 * The engine ready for a rewritten text. Of it only the items that changed are read, and all else stays the same objects,
 * so that the engine does not make it again. Undefined when a policy would not be valid.
 */
export function* judgingRewritten(context: PlanContext, rewritten: Rewritten): Work<Prepared | undefined> {
  const { reading, prepared } = context
  const { cluster, settings } = prepared
  const changed = readChanged(rewritten.inside)
  const touched = cluster.policies.filter(({ path }) => changed.has(path))
  if (touched.some((policy) => isWrittenTwice(reading, policy))) return yield* judgingText(context, rewritten.draft)
  yield
  const { policies: added, problems } = readPlanned(rewritten.added)
  if (problems.length > 0 || touched.some(({ path }) => !changed.get(path))) return undefined
  const policies = [...cluster.policies.map((policy) => changed.get(policy.path) ?? policy), ...added]
  return prepare({ ...cluster, policies }, settings, prepared)
}

/** The policies of the items that changed, as they read now, by where they stand; undefined for what is not valid. */
function readChanged(draft: Draft): ReadonlyMap<ResourcePath, NetworkPolicy | undefined> {
  if (draft.grown.size === 0) return new Map()
  return new Map(
    draft.reading.files.flatMap((file) =>
      file.items
        .filter((item) => draft.grown.has(item))
        .flatMap((item) => {
          const now = readAgain(item, sourceOf(draft, file, item), file.name)
          return item.resources.map(({ path }) => [path, now.find((one) => one.path === path)?.policy] as const)
        }),
    ),
  )
}

function readAgain(item: Item, { text, start, end }: ReturnType<typeof sourceOf>, file: string): readonly Resource[] {
  const split = stateOf(item)?.split
  return split ? readItem(text, file, { ...split, start, end }).resources : []
}

/** Of two texts of a policy the later one is in force (VAL-10): only the whole text says which that is. */
function* judgingText({ prepared }: PlanContext, draft: Draft): Work<Prepared | undefined> {
  const { files } = yield* readingDocument(draft.files, draft.reading)
  const { cluster } = buildCluster(files.flatMap(({ items }) => items.flatMap(({ resources }) => resources)))
  yield
  const inForce = (policies: readonly NetworkPolicy[]) => policies.filter(({ stale }) => !stale).length
  if (inForce(cluster.policies) < inForce(prepared.cluster.policies)) return undefined
  return prepare(cluster, prepared.settings, prepared)
}
