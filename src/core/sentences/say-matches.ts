import type { MatchedWorkload, PodMatches } from '../authoring/policy-form/policy-form-matches.ts'
import { listWords } from '../engine/words.ts'
import type { Phrase } from './phrase.ts'

/** Longer lists are counted from here on. */
const NAMED = 4

/** Who is meant in this document: ` (3 pods: web, api)`; a warning when nobody is. */
export function sayMatches({ pods, unsure, workloads, more }: PodMatches, home: string): Phrase {
  if (pods === 0) return { words: ' (no pod in these files)', role: 'warning' }
  const names = workloads.slice(0, NAMED).map((workload) => nameWorkload(workload, home))
  const rest = workloads.length - names.length + more
  const all = listWords([...names, ...(rest > 0 ? [`${rest} more`] : [])], 'and')
  return { words: ` (${countPods(pods)}${doubt(unsure, pods)}: ${all})`, role: 'now' }
}

/** `1 pod`, `3 pods`. */
export function countPods(count: number): string {
  return count === 1 ? '1 pod' : `${count} pods`
}

function doubt(unsure: number, pods: number): string {
  if (unsure === 0) return ''
  return unsure === pods ? ', perhaps' : `, ${unsure} of them perhaps`
}

function nameWorkload({ namespace, name }: MatchedWorkload, home: string): string {
  return namespace === home ? name : `${namespace}/${name}`
}
