import type { Prepared } from '../engine/prepare.ts'
import { assertNever } from '../model/assert-never.ts'
import type { Service } from '../model/cluster.ts'
import { selectPods } from './backends.ts'
import { nameService } from './missing-backends.ts'
import { type NamedEndpoints, nameExactly } from './named-endpoints.ts'
import { readText } from './read-text.ts'
import type { Unresolved } from './reply.ts'
import { type Meaning, resolveEnd } from './resolve-end.ts'
import { refuseName } from './unresolved.ts'

/** Who asks: endpoints, or the outside peer that serves Ingresses (ING-1). */
export type Source = NamedEndpoints | { readonly kind: 'ingress-controller' }

/** The end a connection starts at (QUE-2): names are looked for in all namespaces, and a Service is none. */
export function resolveSource(prepared: Prepared, text: string): Source | Unresolved {
  const exact = nameExactly(prepared, text.trim())
  if (exact) return exact
  const reading = readText(text)
  if (reading.kind === 'unreadable') return { ...reading, kind: 'unresolved', end: 'from' }
  return toSource(prepared, text.trim(), resolveEnd(prepared, reading, { end: 'from' }))
}

function toSource(prepared: Prepared, text: string, meaning: Meaning): Source | Unresolved {
  switch (meaning.kind) {
    case 'endpoints':
    case 'ingress-controller':
      return meaning
    case 'not-one':
      return refuseName(prepared, 'from', text, meaning.candidates)
    case 'service':
      return refuseService(prepared, meaning.service)
    case 'outside-name':
      return refuse(`${meaning.host} is outside the cluster and its addresses are not known: ask with one of them`)
    case 'name-server':
      return refuse('a failed lookup says where a connection goes, not where it starts')
    case 'loopback':
      return refuse(`${text} is every pod's own: ask with the pod`)
    default:
      return assertNever(meaning)
  }
}

function refuseService(prepared: Prepared, service: Service): Unresolved {
  const pods = selectPods(prepared, service).map(({ endpoint }) => endpoint.workload?.id ?? endpoint.id)
  const words = `${nameService(service)} starts no connections${pods.length > 0 ? '; its pods do' : ''}`
  return refuse(words, [...new Set(pods)])
}

function refuse(words: string, candidates: readonly string[] = []): Unresolved {
  return { kind: 'unresolved', end: 'from', words, candidates }
}
