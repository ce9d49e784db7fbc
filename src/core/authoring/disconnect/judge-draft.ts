import { type Prepared, prepare } from '../../engine/prepare.ts'
import { buildCluster } from '../../inventory/build-cluster.ts'
import { readingDocument } from '../../manifest/read-document.ts'
import type { Work } from '../../model/work.ts'
import type { Draft } from '../draft.ts'
import type { PlanContext } from '../plan-context.ts'

/** The engine ready for the text of a draft; what did not change since the document is not made again. */
export function* judgingDraft({ prepared }: PlanContext, draft: Draft): Work<Prepared> {
  const { files } = draft.grown.size === 0 ? draft.reading : yield* readingDocument(draft.files, draft.reading)
  const resources = files.flatMap((file) => file.items.flatMap((item) => item.resources))
  yield
  const { cluster } = buildCluster(resources)
  yield
  return prepare(cluster, prepared.settings, prepared)
}
