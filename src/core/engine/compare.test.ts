import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Endpoint } from '../model/endpoint.ts'
import type { Flow } from '../model/verdict.ts'
import { intersectAddresses } from '../net/address.ts'
import { makeCluster } from './cluster.testing.ts'
import { compareFlows } from './compare.ts'
import { type Prepared, prepare } from './prepare.ts'
import { randomCluster, randomSettings } from './random-cluster.testing.ts'
import { applyEdit, randomEdit, shareObjects } from './random-edits.testing.ts'
import { flowBetween } from './reachability.ts'

const declaredOnly = randomSettings.map((settings) => ({ ...settings, implied: false }))

describe('compareFlows', () => {
  it('finds what all pairs before and after say, also where endpoints split differently', () => {
    fc.assert(
      fc.property(randomCluster, declaredOnly, fc.nat(3), (note, settings, index) => {
        const policies = note.policies ?? []
        const changed = {
          ...note,
          policies: policies.filter((_, place) => place !== index % Math.max(policies.length, 1)),
        }
        const [before, after] = [prepare(makeCluster(note), settings), prepare(makeCluster(changed), settings)]
        const { opened, closed } = compareFlows(before, after)
        expect([...opened].map(({ from, to }) => `${from} → ${to}`)).toEqual(findGained(after, before))
        expect([...closed].map(({ from, to }) => `${from} → ${to}`)).toEqual(findGained(before, after))
      }),
      { numRuns: 40 },
    )
  }, 60_000)
})

/** Plugins are not compared with each other. */
const documentEdit = randomEdit.filter(({ kind }) => kind !== 'change settings')

describe('compareFlows of other pods and namespaces', () => {
  it('finds what all pairs before and after say, when only what changed is looked at', () => {
    fc.assert(
      fc.property(
        randomCluster,
        declaredOnly,
        fc.array(documentEdit, { minLength: 1, maxLength: 3 }),
        (note, settings, edits) => {
          const before = prepare(makeCluster(note), settings)
          const changed = edits.reduce(applyEdit, { note, settings })
          const after = prepare(shareObjects(makeCluster(changed.note), before.cluster), changed.settings, before)
          const { opened, closed } = compareFlows(before, after)
          expect([...opened].map(({ from, to }) => `${from} → ${to}`)).toEqual(findGained(after, before))
          expect([...closed].map(({ from, to }) => `${from} → ${to}`)).toEqual(findGained(before, after))
        },
      ),
      { numRuns: 60 },
    )
  }, 60_000)
})

/** Pairs of `now` that pass more than some pair of `then` that stands for the same pods or addresses. */
function findGained(now: Prepared, then: Prepared): readonly string[] {
  const everyone = ({ members }: Prepared) => members.map(({ endpoint }) => endpoint)
  const isHidden = [now, then].every(({ endpoints, members }) => endpoints.length < members.length)
  const compared = isHidden ? now.endpoints : everyone(now)
  const pairs = compared.flatMap((from) => compared.map((to) => ({ from, to })))
  return pairs
    .filter(({ from, to }) => from.kind === 'pods' || to.kind === 'pods')
    .filter(({ from, to }) => !(from === to && from.kind === 'pods' && from.kindName === 'Pod'))
    .filter(({ from, to }) =>
      everyone(then)
        .filter((one) => isShared(from, one))
        .some((earlierFrom) =>
          everyone(then)
            .filter((one) => isShared(to, one))
            .some((earlierTo) =>
              isMore(flowBetween(now, from.id, to.id), flowBetween(then, earlierFrom.id, earlierTo.id)),
            ),
        ),
    )
    .map(({ from, to }) => `${from.id} → ${to.id}`)
}

function isShared(a: Endpoint, b: Endpoint): boolean {
  if (a.kind === 'outside') return b.kind === 'outside' && intersectAddresses(a.addresses, b.addresses).length > 0
  return (
    b.kind === 'pods' &&
    a.workload?.id === b.workload?.id &&
    a.pods.some(({ name }) => b.pods.some((pod) => pod.name === name))
  )
}

/** Whether a flow allows or may allow some port that the other neither allows nor, for the doubtful ones, may allow. */
function isMore(flow: Flow, other: Flow | undefined): boolean {
  const ports = (one: Flow | undefined, kind: 'allowed' | 'depends') =>
    (['TCP', 'UDP', 'SCTP'] as const).flatMap((protocol) =>
      (one?.[kind][protocol] ?? []).flatMap(({ first, last }) => [
        ...SAMPLES.filter((port) => first <= port && port <= last).map((port) => `${protocol} ${port}`),
      ]),
    )
  const [allowed, possible] = [
    new Set(ports(other, 'allowed')),
    new Set([...ports(other, 'allowed'), ...ports(other, 'depends')]),
  ]
  return (
    ports(flow, 'allowed').some((port) => !allowed.has(port)) ||
    ports(flow, 'depends').some((port) => !possible.has(port))
  )
}

const SAMPLES = [1, 2, 53, 79, 80, 81, 90, 91, 3868, 5353, 8080, 9090, 65535]
