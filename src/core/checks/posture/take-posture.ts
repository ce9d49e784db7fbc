import type { Prepared } from '../../engine/prepare.ts'
import type { Reading } from '../../manifest/reading.ts'
import type { Work } from '../../model/work.ts'
import { describingPosture } from './describe-posture.ts'
import type { Posture } from './posture.ts'
import { findingRaises } from './raises.ts'

/** How everybody stands, and what would change it for the better. In steps. */
export function* takingPosture(reading: Reading, prepared: Prepared): Work<Posture> {
  const namespaces = yield* describingPosture(prepared)
  return { namespaces, raises: yield* findingRaises(reading, prepared, namespaces) }
}
