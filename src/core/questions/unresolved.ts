import type { Prepared } from '../engine/prepare.ts'
import { nearNames } from './named-endpoints.ts'
import type { Unresolved } from './reply.ts'

/** Says that a name could be one of several, or nobody's, and what is called like it. */
export function refuseName(
  prepared: Prepared,
  end: Unresolved['end'],
  text: string,
  several: readonly string[],
  namespace?: string,
): Unresolved {
  if (several.length > 0) return { kind: 'unresolved', end, words: `${text} could be one of`, candidates: several }
  const steps = text.replace(/:\d+$/, '').split('/')
  const [first = ''] = (steps.at(-1) ?? '').split('.')
  const near = nearNames(prepared, first, steps.length > 1 ? steps[0] : namespace)
  const candidates = end === 'from' ? near.filter((candidate) => !candidate.includes('/svc/')) : near
  const words = `no endpoint is called ${text}${candidates.length > 0 ? '; did you mean' : ''}`
  return { kind: 'unresolved', end, words, candidates }
}
