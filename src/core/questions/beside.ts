import type { Prepared } from '../engine/prepare.ts'
import type { Note } from '../model/verdict.ts'
import { noteEntrances } from './entering.ts'
import { noteLookups } from './lookups.ts'
import { nameService } from './missing-backends.ts'
import { findNameServers } from './name-servers.ts'
import { noteNode } from './node-addresses.ts'
import type { Part } from './reply.ts'
import { findService } from './resolve-host.ts'
import type { Source } from './resolve-source.ts'
import type { Target } from './target.ts'

/** What a person should know beside the parts of an answer, each once. */
export function notesBeside(
  prepared: Prepared,
  source: Source,
  target: Target,
  parts: readonly Part[],
): readonly Note[] {
  const notes = [
    ...target.asked.notes,
    ...noteTaken(prepared, target),
    ...(target.reading?.end.kind === 'address' ? noteNode(prepared.cluster, target.reading.end.address) : []),
    ...noteHiding(prepared, source, target),
    ...notePing(target),
    ...noteNames(prepared, source, target, parts),
  ]
  return [...new Map(notes.map((note) => [`${note.code} ${note.words}`, note])).values()]
}

/** A name that a Service and a workload share: which was taken, and how the other is asked (QUE-2). */
function noteTaken(prepared: Prepared, { meaning, asked, reading }: Target): readonly Note[] {
  const { cluster } = prepared
  if (meaning.kind === 'service' && reading?.end.kind === 'host') {
    const { namespace, name } = meaning.service
    const twin = cluster.workloads.find((workload) => workload.namespace === namespace && workload.name === name)
    if (!twin) return []
    return [{ code: 'QUE-2', words: `taken as ${nameService(meaning.service)}; the workload is asked as ${twin.id}` }]
  }
  if (meaning.kind !== 'endpoints' || meaning.namespace === undefined) return []
  if (reading?.end.kind === 'host' && !reading.end.host.includes('.') && !meaning.pod) {
    return [{ code: 'QUE-2', words: `no Service is called ${reading.end.host}: taken as ${meaning.name}` }]
  }
  const service =
    reading?.end.kind === 'path' ? findService(cluster, meaning.namespace, reading.end.steps[1] ?? '') : undefined
  const port = service?.ports.find((known) => known.port === asked.port && known.protocol === asked.protocol)
  if (!service || !port || port.targetPort === undefined || port.targetPort === port.port) return []
  const words =
    `taken as ${meaning.name}, on its own port ${asked.port}; ${nameService(service)}, whose port ${asked.port} goes ` +
    `to ${port.targetPort}, is asked as ${service.namespace}/svc/${service.name}`
  return [{ code: 'QUE-2', words, path: service.path }]
}

function noteHiding(prepared: Prepared, source: Source, { meaning, asked }: Target): readonly Note[] {
  if (source.kind !== 'endpoints' || meaning.kind !== 'endpoints') return []
  const { port, protocol } = asked
  return source.ids.flatMap((from) =>
    meaning.ids.flatMap((to) => noteEntrances(prepared, { from, to, port, protocol })),
  )
}

function notePing({ reading }: Target): readonly Note[] {
  if (!reading?.isPing) return []
  const words = 'ping uses ICMP, which is not evaluated: most network plugins drop it for isolated pods'
  return [{ code: 'CNI-4', words }]
}

/** Lookups matter to whoever calls by name; a question about them, or to the pod itself, needs no such note (QUE-4). */
function noteNames(
  prepared: Prepared,
  source: Source,
  { meaning, asked }: Target,
  parts: readonly Part[],
): readonly Note[] {
  if (source.kind !== 'endpoints' || meaning.kind === 'name-server' || meaning.kind === 'loopback') return []
  const servers = new Set(findNameServers(prepared, asked.protocol).map(({ id }) => id))
  if (parts.some(({ to }) => servers.has(to))) return []
  return source.ids.flatMap((from) => noteLookups(prepared, from) ?? [])
}
