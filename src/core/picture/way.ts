import type { Curve } from './curve.ts'
import type { Attachment } from './side-ports.ts'

/** A way that an edge could take. `draw` is asked only of ways that are short enough to win. */
export interface Way {
  readonly sides: Attachment
  /** What it costs however free it is, in canvas units: its length and its detours. */
  readonly least: number
  draw(): Curve
}
