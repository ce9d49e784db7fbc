import { evaluate, TO_ITSELF } from '../core/engine/evaluate.ts'
import { findEndpoints, findNamedPod } from '../core/engine/find-endpoint.ts'
import type { Prepared } from '../core/engine/prepare.ts'
import type { Endpoint } from '../core/model/endpoint.ts'
import type { Answer, Verdict } from '../core/model/verdict.ts'
import type { CanCommand } from './arguments.ts'

/** The answer to `can`, with one verdict for each pair of parts of the two workloads. */
export interface Reply {
  readonly kind: 'reply'
  readonly from: string
  readonly to: string
  readonly answer: Answer
  /** Never empty; several when a workload is split into parts that rules tell apart. */
  readonly parts: readonly { readonly from: string; readonly to: string; readonly verdict: Verdict }[]
}

/** A name that is no endpoint, or that could be several. */
export interface Unresolved {
  readonly kind: 'unresolved'
  readonly words: string
  readonly candidates: readonly string[]
}

/** Judges the flow for every part of both ends; parts that disagree make the whole depend. */
export function ask(prepared: Prepared, { from, to, protocol, port }: CanCommand): Reply | Unresolved {
  const sources = resolve(prepared, from)
  const targets = resolve(prepared, to)
  if (sources.kind === 'unresolved') return sources
  if (targets.kind === 'unresolved') return targets
  // Two pods of one workload are not one pod, but a question may name one pod twice (END-6).
  const pod = findNamedPod(prepared, from)
  const isItself = pod !== undefined && pod === findNamedPod(prepared, to)
  const parts = sources.ids.flatMap((source) =>
    targets.ids.map((target) => ({
      from: source,
      to: target,
      verdict: isItself ? TO_ITSELF : evaluate(prepared, { from: source, to: target, protocol, port }),
    })),
  )
  const answers = new Set(parts.map(({ verdict }) => verdict.answer))
  const [only = 'depends'] = answers
  return { kind: 'reply', from: sources.name, to: targets.name, answer: answers.size === 1 ? only : 'depends', parts }
}

type Resolution = { readonly kind: 'resolved'; readonly name: string; readonly ids: readonly string[] } | Unresolved

function resolve(prepared: Prepared, text: string): Resolution {
  const found = findEndpoints(prepared, text)
  const wholes = new Map<string, string[]>()
  for (const endpoint of found) {
    const whole = wholeId(endpoint)
    wholes.set(whole, [...(wholes.get(whole) ?? []), endpoint.id])
  }
  const [first] = wholes
  if (!first) {
    const candidates = similar(prepared, text)
    const words = `no endpoint is called ${text}${candidates.length > 0 ? '; did you mean' : ''}`
    return { kind: 'unresolved', words, candidates }
  }
  if (wholes.size > 1) return { kind: 'unresolved', words: `${text} could be one of`, candidates: [...wholes.keys()] }
  const [name, ids] = first
  return { kind: 'resolved', name: ids.length === 1 ? (ids[0] ?? name) : name, ids }
}

/** The workload that parts of one workload share. */
function wholeId(endpoint: Endpoint): string {
  return endpoint.kind === 'pods' ? (endpoint.workload?.id ?? endpoint.id) : endpoint.id
}

/** Endpoints of that name in other namespaces, else those of that namespace. */
function similar(prepared: Prepared, text: string): readonly string[] {
  const steps = text.split('/')
  const pods = prepared.endpoints.flatMap((endpoint) => (endpoint.kind === 'pods' ? [endpoint] : []))
  const named = pods.filter(({ name }) => name === steps.at(-1))
  const near = named.length > 0 ? named : pods.filter(({ namespace }) => namespace === steps[0])
  return [...new Set(near.map(wholeId))].slice(0, 20)
}
