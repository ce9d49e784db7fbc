import type { Prepared } from '../engine/prepare.ts'
import type { Note } from '../model/verdict.ts'
import { type Address, formatAddress } from '../net/address.ts'
import type { AskedPort } from './backends.ts'
import { judgePair } from './judge-pair.ts'
import { findClosedPort } from './lookups.ts'
import { nameService } from './missing-backends.ts'
import { findNameServers, isNameService } from './name-servers.ts'
import type { NamedEndpoints } from './named-endpoints.ts'
import type { Part } from './reply.ts'
import { type Meaning, resolveEnd } from './resolve-end.ts'
import type { NamedEnd } from './text-reading.ts'

type NameServerEnd = Extract<NamedEnd, { kind: 'name-server' }>

/** Who a failed lookup was put to (QUE-4): the server that the message names, else the cluster's DNS Service. */
export function resolveNameServer(
  prepared: Prepared,
  { server }: NameServerEnd,
  port: number,
): { readonly meaning: Meaning | undefined; readonly notes: readonly Note[] } {
  const named = server && resolveEnd(prepared, toText(server), { end: 'to', port })
  if (server && named && (isKnown(named) || isLinkLocal(server))) return { meaning: named, notes: [] }
  const service = prepared.cluster.services.find(isNameService)
  if (!service) return { meaning: undefined, notes: [] }
  const taken = (address: Address) => `${formatAddress(address)} is taken for ${nameService(service)}`
  const notes = server ? [{ code: 'QUE-4', words: taken(server), path: service.path }] : []
  return { meaning: { kind: 'service', service }, notes }
}

/** Lookups at the DNS pods, or anywhere on port 53, where no DNS Service is known. */
export function judgeLookups(prepared: Prepared, source: NamedEndpoints, asked: AskedPort): readonly Part[] {
  const servers = findNameServers(prepared, asked.protocol)
  return source.ids.flatMap((from) =>
    servers.length > 0
      ? servers.map(({ id, port }) => judgePair(prepared, { from, to: id, port, protocol: asked.protocol }))
      : [judgeUnknownServer(prepared, from, asked)],
  )
}

/** What is not let out on port 53 at all reaches no name server, wherever it is. */
function judgeUnknownServer(prepared: Prepared, from: string, { port, protocol }: AskedPort): Part {
  const verdict = findClosedPort(prepared, from, protocol)
  if (verdict) return { kind: 'judged', from, to: ANY_SERVER, port, answer: 'denied', verdict }
  return {
    kind: 'unjudged',
    from,
    to: ANY_SERVER,
    answer: 'depends',
    doubt: {
      code: 'QUE-4',
      question: 'which pods look names up for this cluster?',
      on: 'no DNS Service and no DNS pod is in these files',
    },
  }
}

/** What an answer calls the name servers of a cluster that shows none. */
export const ANY_SERVER = 'name servers'

/** A lookup that the name server answered got through to it. */
export function noteAnswered({ host, isAnswered }: NameServerEnd): readonly Note[] {
  if (!isAnswered) return []
  const words = `the message is the name server's own answer: the lookup got through, and ${host} is a name it does not know`
  return [{ code: 'QUE-4', words }]
}

function toText(address: Address) {
  return { kind: 'end', end: { kind: 'address', address }, isPing: false } as const
}

function isKnown(meaning: Meaning): boolean {
  return meaning.kind === 'service' || (meaning.kind === 'endpoints' && meaning.namespace !== undefined)
}

/** 169.254.0.0/16: the cache of the node, which only pods on it reach. */
function isLinkLocal({ family, value }: Address): boolean {
  return family === 4 && value >> 16n === 0xa9fen
}
