import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { PATIENCE, rounds } from '../authoring/laws.testing.ts'
import { type ClusterNote, makeCluster, type PolicyNote } from '../engine/cluster.testing.ts'
import { createEndReader } from '../engine/end-readings.ts'
import { evaluate } from '../engine/evaluate.ts'
import { type Prepared, prepare } from '../engine/prepare.ts'
import { randomCluster, randomSettings } from '../engine/random-cluster.testing.ts'
import { applyEdit, randomEdit } from '../engine/random-edits.testing.ts'
import type { Endpoint } from '../model/endpoint.ts'
import { DIRECTIONS, type Direction } from '../model/policy.ts'
import type { Answer, Flow, Question } from '../model/verdict.ts'
import { containsAddress, parseAddress } from '../net/address.ts'
import { containsPort, type PortsByProtocol, type Protocol } from '../net/ports.ts'
import { formatTraffic, intersectTraffic, subtractTraffic, unionTraffic } from '../net/ports-by-protocol.ts'
import { type Review, type ReviewedFlow, type ReviewedFlows, review } from './review.ts'

const settingsOnly = randomSettings.map((settings) => ({ ...settings, implied: false }))
const documentEdits = fc.array(
  randomEdit.filter(({ kind }) => kind !== 'change settings'),
  { minLength: 1, maxLength: 4 },
)
const policyKinds = ['add policy', 'remove policy', 'replace policy', 'add rule', 'remove rule', 'change ports']
const policyEdits = fc.array(
  randomEdit.filter(({ kind }) => policyKinds.includes(kind)),
  { minLength: 1, maxLength: 4 },
)

/** Two clusters, the second one edited. */
const pairOf = (edits: typeof documentEdits) =>
  fc.record({ note: randomCluster, settings: settingsOnly, edits }).map(({ note, settings, edits: list }) => {
    const changed = list.reduce(applyEdit, { note, settings }).note
    return { note, changed, settings, sides: [note, changed].map((one) => prepare(makeCluster(one), settings)) }
  })

describe('review', () => {
  it(
    'has every pair and port whose verdict differs, and no other',
    () => {
      fc.assert(
        fc.property(pairOf(documentEdits), ({ sides }) => {
          const [before, after] = sides as [Prepared, Prepared]
          const flows = rowsOf(review(before, after))
          const byEnds = new Map(flows.map((flow) => [endsKey(flow.ends.before, flow.ends.after), flow]))
          expect(byEnds.size).toBe(flows.length)
          const units = unitsOf(before, after)
          const judged = rememberVerdicts()
          const seen = new Set<ReviewedFlow>()
          for (const from of units)
            for (const to of units) {
              if (!canBeJudged(from, to)) continue
              const [then, now] = [
                { from: from.before.id, to: to.before.id },
                { from: from.after.id, to: to.after.id },
              ]
              const row = byEnds.get(endsKey(then, now))
              if (row) seen.add(row)
              for (const [protocol, port] of SAMPLES) {
                const answers = [judged(before, { ...then, protocol, port }), judged(after, { ...now, protocol, port })]
                const said = row && [answerOf(row.before, protocol, port), answerOf(row.after, protocol, port)]
                expect(said ?? [answers[0], answers[0]], `${then.from} → ${then.to} ${protocol} ${port}`).toEqual(
                  answers,
                )
              }
            }
          for (const row of flows) expect(words(row.before)).not.toBe(words(row.after))
          // Addresses are sampled, pods are all looked at.
          const ofPods = flows.filter(({ from, to }) => ![from, to].some((id) => id.startsWith('outside/')))
          expect(ofPods.filter((row) => !seen.has(row))).toEqual([])
        }),
        rounds(30),
      )
    },
    PATIENCE,
  )

  it(
    'of a set with itself is empty',
    () => {
      fc.assert(
        fc.property(randomCluster, settingsOnly, (note, settings) => {
          const found = review(prepare(makeCluster(note), settings), prepare(makeCluster(note), settings))
          const none = { first: [], total: 0 }
          expect(found).toEqual({
            opened: none,
            closed: none,
            changed: none,
            opens: false,
            isolated: [],
            freed: [],
            policies: [],
            appeared: [],
            gone: [],
          })
        }),
        rounds(60),
      )
    },
    PATIENCE,
  )

  it(
    'backwards is its mirror',
    () => {
      fc.assert(
        fc.property(pairOf(documentEdits), ({ sides }) => {
          const [before, after] = sides as [Prepared, Prepared]
          const [there, back] = [review(before, after), review(after, before)]
          expect(there.opened.total).toBe(there.opened.first.length)
          expect(back.opens).toBe(rowsOf(there).some((row) => isMore(row.before, row.after)))
          expect(faces(back.opened)).toEqual(mirrored(there.closed))
          expect(faces(back.closed)).toEqual(mirrored(there.opened))
          expect(faces(back.changed)).toEqual(mirrored(there.changed))
          expect([back.isolated, back.freed].map(sorted)).toEqual([there.freed, there.isolated].map(sorted))
          expect([back.appeared, back.gone].map(sorted)).toEqual([there.gone, there.appeared].map(sorted))
        }),
        rounds(60),
      )
    },
    PATIENCE,
  )

  it(
    'names policies that are enough: with the others left as they were the ends that changed do so all the same',
    () => {
      fc.assert(
        fc.property(pairOf(policyEdits), ({ note, changed, settings, sides }) => {
          fc.pre(hasNoNamesakes(changed))
          const [before, after] = sides as [Prepared, Prepared]
          for (const row of rowsOf(review(before, after))) {
            if (formatTraffic(row.before.depends) + formatTraffic(row.after.depends) !== '') continue
            expect(row.isMoved).toBe(false)
            const half = prepare(makeCluster(takeOver(note, changed, row.policies)), settings)
            for (const direction of DIRECTIONS) {
              const [was, is] = [letPass(before, direction, row.ends.before), letPass(after, direction, row.ends.after)]
              // What passes before and after may do so by other policies now, which are to blame for nothing.
              const moved = unionTraffic(subtractTraffic(was, is), subtractTraffic(is, was))
              const ofMoved = (ports: PortsByProtocol) => formatTraffic(intersectTraffic(ports, moved))
              const halves = partsOf(half, row.ends.after.from, after).flatMap((from) =>
                partsOf(half, row.ends.after.to, after).map((to) => ofMoved(letPass(half, direction, { from, to }))),
              )
              expect(halves, `${row.from} → ${row.to}, ${direction}, by ${row.policies}`).toContain(ofMoved(is))
            }
          }
        }),
        rounds(60),
      )
    },
    PATIENCE,
  )
})

/** A cluster has one policy of a name: of two nobody can say which of them is to blame. */
function hasNoNamesakes({ policies = [] }: ClusterNote): boolean {
  return new Set(policies.map(nameOf)).size === policies.length
}

function nameOf({ namespace, name }: PolicyNote): string {
  return `${namespace}/${name}`
}

/** What one end of a pair lets pass for certain, whatever the other says. */
function letPass(
  prepared: Prepared,
  direction: Direction,
  { from, to }: { from: string; to: string },
): PortsByProtocol {
  const [self = 0, other = 0] = (direction === 'egress' ? [from, to] : [to, from]).map(prepared.indexOf)
  return createEndReader(prepared)(self, direction).toward(other).whole.certain
}

/** The endpoints that stand for some of what an endpoint of another cluster stands for. */
function partsOf(prepared: Prepared, id: string, other: Prepared): readonly string[] {
  const end = other.endpoint(id)
  if (end?.kind === 'outside')
    return prepared.members.flatMap(({ endpoint }) =>
      endpoint.kind === 'outside' && endpoint.addresses.some((range) => overlaps(end, range)) ? [endpoint.id] : [],
    )
  const names = new Set(end?.pods.map(({ name }) => name))
  return prepared.endpoints.flatMap((endpoint) =>
    endpoint.kind === 'pods' &&
    endpoint.workload?.id === end?.workload?.id &&
    endpoint.pods.some(({ name }) => names.has(name))
      ? [endpoint.id]
      : [],
  )
}

type Outside = Extract<Endpoint, { kind: 'outside' }>

function overlaps({ addresses }: Outside, { family, first, last }: Outside['addresses'][number]): boolean {
  return addresses.some((one) => one.family === family && one.first <= last && first <= one.last)
}

/** The first cluster with some policies as the second one has them. */
function takeOver(note: ClusterNote, changed: ClusterNote, names: readonly string[]): ClusterNote {
  const isTaken = (policy: PolicyNote) => names.includes(nameOf(policy))
  const kept = (note.policies ?? []).filter((policy) => !isTaken(policy))
  return { ...note, policies: [...kept, ...(changed.policies ?? []).filter(isTaken)] }
}

function rowsOf({ opened, closed, changed }: Review): readonly ReviewedFlow[] {
  return [...opened.first, ...closed.first, ...changed.first]
}

function endsKey(before: { from: string; to: string }, after: { from: string; to: string }): string {
  return JSON.stringify([before.from, before.to, after.from, after.to])
}

function words({ allowed, depends }: Pick<Flow, 'allowed' | 'depends'>): string {
  return `${formatTraffic(allowed)} ? ${formatTraffic(depends)}`
}

const faceOf = (then: Flow, now: Flow) =>
  JSON.stringify([then.from, then.to, now.from, now.to, words(then), words(now)])

function faces({ first }: ReviewedFlows): readonly string[] {
  return first
    .map(({ ends, before, after }) => faceOf({ ...ends.before, ...before }, { ...ends.after, ...after }))
    .sort()
}

function mirrored({ first }: ReviewedFlows): readonly string[] {
  return first
    .map(({ ends, before, after }) => faceOf({ ...ends.after, ...after }, { ...ends.before, ...before }))
    .sort()
}

function sorted(list: readonly string[]): readonly string[] {
  return [...list].sort()
}

/** Whether on some port `one` is more certain than `other`. */
function isMore(one: Pick<Flow, 'allowed' | 'depends'>, other: Pick<Flow, 'allowed' | 'depends'>): boolean {
  const rank: Readonly<Record<Answer, number>> = { denied: 0, depends: 1, allowed: 2 }
  return SAMPLES.some(([protocol, port]) => rank[answerOf(one, protocol, port)] > rank[answerOf(other, protocol, port)])
}

const PORTS = [1, 53, 80, 90, 3868, 8080, 65535]
const SAMPLES = (['TCP', 'UDP', 'SCTP'] as const).flatMap((protocol) =>
  PORTS.map((port): readonly [Protocol, number] => [protocol, port]),
)

function answerOf({ allowed, depends }: Pick<Flow, 'allowed' | 'depends'>, protocol: Protocol, port: number): Answer {
  if (containsPort(allowed[protocol] ?? [], port)) return 'allowed'
  return containsPort(depends[protocol] ?? [], port) ? 'depends' : 'denied'
}

/** Many pods and addresses are one endpoint: its verdicts are made once. */
function rememberVerdicts() {
  const known = new Map<Prepared, Map<string, Answer>>()
  return (prepared: Prepared, question: Question): Answer => {
    const verdicts = known.get(prepared) ?? new Map<string, Answer>()
    known.set(prepared, verdicts)
    const key = JSON.stringify(question)
    const answer = verdicts.get(key) ?? evaluate(prepared, question).answer
    verdicts.set(key, answer)
    return answer
  }
}

/** A pod or an address, with the endpoint that stands for it on each side. */
interface Unit {
  readonly name: string
  readonly isPod: boolean
  readonly isAlone: boolean
  readonly before: Endpoint
  readonly after: Endpoint
}

const ADDRESSES = ['1.2.3.4', '10.0.0.1', '10.0.0.77', '10.200.0.1', '192.168.7.7', '2001:db8::1', 'fd00::7']

function unitsOf(before: Prepared, after: Prepared): readonly Unit[] {
  const [then, now] = [byName(before), byName(after)]
  return [...now].flatMap(([name, end]) => {
    const old = then.get(name)
    if (!old) return []
    const isAlone = end.kind === 'pods' && end.kindName === 'Pod'
    return [{ name, isPod: end.kind === 'pods', isAlone, before: old, after: end }]
  })
}

function byName({ endpoints }: Prepared): ReadonlyMap<string, Endpoint> {
  const pods = endpoints.flatMap((end) =>
    end.kind === 'pods' ? end.pods.map(({ name }) => [`${end.workload?.id}#${name}`, end] as const) : [],
  )
  const addresses = ADDRESSES.flatMap((text) => {
    const address = parseAddress(text)
    const end = endpoints.find((one) => address && one.kind === 'outside' && containsAddress(one.addresses, address))
    return end ? [[text, end] as const] : []
  })
  return new Map([...pods, ...addresses])
}

function canBeJudged(from: Unit, to: Unit): boolean {
  return (from.isPod || to.isPod) && !(from.name === to.name && from.isAlone)
}
