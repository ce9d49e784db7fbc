import type { Output } from './output.ts'

/** The world around a run. */
export interface Surroundings {
  readonly version: string
  readonly readStdin: () => Promise<Uint8Array>
  /** `SOURCE_DATE_EPOCH`: seconds since 1970 that stand for the dates of files. */
  readonly sourceDate?: string | undefined
  readonly out: Output
  readonly err: Output
}
