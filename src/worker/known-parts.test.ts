import { describe, expect, it } from 'vitest'
import type { Snapshot } from '../core/workspace/snapshot.ts'
import { fillInKnown, leaveOutKnown } from './known-parts.ts'

const snapshotOf = (part: Partial<Snapshot>): Snapshot => ({
  revision: 1,
  picture: { nodes: [], edges: [], edgesNotDrawn: 0, folded: new Set() },
  problems: [],
  problemCount: 0,
  files: [],
  banners: [],
  policies: [],
  counts: { resources: 0, policies: 0, workloads: 0, namespaces: 0, doubled: 0 },
  endpoints: [],
  ...part,
})

const endpoints = (...ids: readonly string[]) => ids.map((id) => ({ id, label: id, implied: false }))
const policies = (stale: boolean) => [{ path: 'a.yaml#0', namespace: 'n', name: 'p', stale }]

/** What the page has after a first snapshot and what is sent of a second one. */
function send(first: Snapshot, second: Snapshot) {
  const held = fillInKnown(structuredClone(leaveOutKnown(first, undefined)), undefined)
  const message = leaveOutKnown(second, first)
  return { held, message, filled: fillInKnown(structuredClone(message), held) }
}

describe('the parts of a snapshot that the page knows', () => {
  it('are not sent again, and stay the very same lists there', () => {
    const lists = () => ({ endpoints: endpoints('a', 'b'), policies: policies(false) })
    const { held, message, filled } = send(snapshotOf(lists()), snapshotOf({ revision: 2, ...lists() }))
    expect([message.endpoints, message.policies]).toEqual([undefined, undefined])
    expect(filled).toEqual(snapshotOf({ revision: 2, ...lists() }))
    expect([filled.endpoints === held.endpoints, filled.policies === held.policies]).toEqual([true, true])
  })

  it('are sent when anything of them is another', () => {
    const first = snapshotOf({ endpoints: endpoints('a', 'b'), policies: policies(false) })
    const others: readonly Partial<Snapshot>[] = [
      { endpoints: endpoints('a'), policies: policies(true) },
      { endpoints: endpoints('b', 'a'), policies: policies(false) },
      { endpoints: endpoints('a', 'b', 'c'), policies: [] },
      { endpoints: [], policies: policies(false) },
    ]
    for (const other of others) expect(send(first, snapshotOf(other)).filled).toEqual(snapshotOf(other))
  })

  it('leave the picture out while it is the very same object', () => {
    const first = snapshotOf({})
    const { held, message, filled } = send(first, { ...first, revision: 2 })
    expect('picture' in message).toBe(false)
    expect(filled.picture).toBe(held.picture)
    const another = snapshotOf({ picture: { ...first.picture, edgesNotDrawn: 3 } })
    expect(send(first, another).filled).toEqual(another)
  })
})
