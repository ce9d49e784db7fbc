import { type Prepared, prepare } from '../engine/prepare.ts'
import { buildCluster } from '../inventory/build-cluster.ts'
import { type Draft, settleDraft } from './draft.ts'
import type { PlanContext } from './plan-context.ts'

/** The engine ready for the text of a draft; what did not change since the document is not made again. */
export function judgeDraft({ prepared }: PlanContext, draft: Draft): Prepared {
  const { files } = settleDraft(draft).reading
  const resources = files.flatMap((file) => file.items.flatMap((item) => item.resources))
  return prepare(buildCluster(resources).cluster, prepared.settings, prepared)
}
