import { evaluate } from '../engine/evaluate.ts'
import type { Prepared } from '../engine/prepare.ts'
import type { ResourcePath } from '../model/path.ts'
import type { NetworkPolicy, PortEntry } from '../model/policy.ts'
import type { EndVerdict, Note, PolicyCause, Verdict } from '../model/verdict.ts'
import type { Protocol } from '../net/ports.ts'
import { answerPair } from './judge-pair.ts'
import { findNameServers, LOOKUP_PROTOCOLS } from './name-servers.ts'

/** What keeps names from being looked up by one protocol. */
interface Blockade {
  readonly protocol: Protocol
  /** Of the name servers' pods. */
  readonly ports: readonly number[]
  readonly cause?: PolicyCause
}

/**
 * Whether a pod's name lookups are blocked (QUE-4): a note that says by which protocols and by which policy, or none.
 * They are when every known name server is denied; when none is known, when no rule lets anything out on port 53.
 */
export function noteLookups(prepared: Prepared, id: string): Note | undefined {
  const source = prepared.endpoint(id)
  if (source?.kind !== 'pods') return undefined
  const blocked = LOOKUP_PROTOCOLS.flatMap((protocol) => findBlockade(prepared, id, protocol) ?? [])
  const [first] = blocked
  if (!first) return undefined
  const { cause } = first
  return {
    code: 'QUE-4',
    words: `but name lookups from ${source.name} are blocked (${describeBlocked(blocked)})${describeCause(cause)}`,
    ...(cause ? { path: cause.miss?.path ?? cause.policy } : {}),
  }
}

function findBlockade(prepared: Prepared, from: string, protocol: Protocol): Blockade | undefined {
  const servers = findNameServers(prepared, protocol)
  if (servers.some(({ id }) => id === from)) return undefined
  if (servers.length === 0) {
    const closed = findClosedPort(prepared, from, protocol)
    return closed && toBlockade(protocol, [53], [closed])
  }
  const questions = servers.map(({ id, port }) => ({ from, to: id, protocol, port }))
  if (questions.some((question) => answerPair(prepared, question) !== 'denied')) return undefined
  const denied = questions.map((question) => evaluate(prepared, question))
  return toBlockade(protocol, [...new Set(servers.map(({ port }) => port))], denied)
}

function toBlockade(protocol: Protocol, ports: readonly number[], denied: readonly Verdict[]): Blockade {
  const cause = denied.map(blockingPolicy).find((found) => found !== undefined)
  return { protocol, ports, ...(cause ? { cause } : {}) }
}

/**
 * The verdict of a lookup that cannot pass, where no name server is known: one that no rule of any isolating policy lets
 * out on port 53. Undefined when it may pass.
 */
export function findClosedPort(prepared: Prepared, from: string, protocol: Protocol): Verdict | undefined {
  const outside = prepared.endpoints.find(({ kind }) => kind === 'outside')
  const verdict = outside && evaluate(prepared, { from, to: outside.id, protocol, port: 53 })
  if (verdict?.egress.answer !== 'denied') return undefined
  const isolating = new Set(verdict.egress.causes.flatMap((cause) => (cause.kind === 'policy' ? cause.policy : [])))
  return mayAdmit(prepared, isolating, protocol) ? undefined : verdict
}

function mayAdmit({ cluster }: Prepared, policies: ReadonlySet<ResourcePath>, protocol: Protocol): boolean {
  return cluster.policies.some((policy) => policies.has(policy.path) && admitsLookups(policy, protocol))
}

/** Whether a policy's egress rules may let lookups out to somebody. */
export function admitsLookups({ rules }: NetworkPolicy, protocol: Protocol): boolean {
  return rules.egress.some(({ ports }) => ports === 'any' || ports.some((entry) => mayBeLookup(entry, protocol)))
}

/** A named port may be any number of a pod that is not known (POR-4). */
function mayBeLookup({ protocol, port }: PortEntry, wanted: Protocol): boolean {
  if (protocol !== wanted) return false
  return port.kind !== 'range' || (port.first <= 53 && 53 <= port.last)
}

function blockingPolicy({ egress, ingress }: Verdict): PolicyCause | undefined {
  const deniedEnds: readonly EndVerdict[] = [egress, ingress].filter(({ answer }) => answer === 'denied')
  return deniedEnds
    .flatMap(({ causes }) => causes)
    .find((cause): cause is PolicyCause => cause.kind === 'policy' && cause.answer === 'does-not-admit')
}

function describeCause(cause: PolicyCause | undefined): string {
  return cause ? `: policy ${cause.namespace}/${cause.name} does not admit them` : ''
}

/** `UDP/TCP 53`, `TCP 53; UDP passes`, `UDP/TCP 53, port 5353 of the name servers`. */
function describeBlocked(blocked: readonly Blockade[]): string {
  const protocols = blocked.map(({ protocol }) => protocol)
  const others = [...new Set(blocked.flatMap(({ ports }) => ports))].filter((port) => port !== 53)
  const passing = LOOKUP_PROTOCOLS.filter((protocol) => !protocols.includes(protocol))
  const ports = others.length === 0 ? '' : `, port ${others.join(' and ')} of the name servers`
  return `${protocols.join('/')} 53${ports}${passing.length === 0 ? '' : `; ${passing.join()} passes`}`
}
