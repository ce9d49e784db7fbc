import type { Problem } from '../../core/workspace/snapshot.ts'

/** The same for a problem that is found again in a later text at the same place. */
export function toKey({ diagnostic, location }: Problem): string {
  return `${location.file} ${location.span.start} ${diagnostic.code} ${diagnostic.message}`
}
