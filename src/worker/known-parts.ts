import type { Snapshot } from '../core/workspace/snapshot.ts'
import type { SnapshotMessage } from './messages.ts'

/** The lists of a snapshot that grow with the cluster and seldom change. */
const LISTS = ['endpoints', 'policies'] as const

const NOTHING: Pick<Snapshot, (typeof LISTS)[number] | 'picture'> = {
  endpoints: [],
  policies: [],
  picture: { nodes: [], edges: [], edgesNotDrawn: 0, folded: new Set() },
}

/** A snapshot without the picture and the lists that are the same as in the one the page got last. */
export function leaveOutKnown(snapshot: Snapshot, last: Snapshot | undefined): SnapshotMessage {
  const message: { -readonly [Part in keyof SnapshotMessage]: SnapshotMessage[Part] } = { ...snapshot }
  for (const part of LISTS) if (last && isSameList(snapshot[part], last[part])) delete message[part]
  if (snapshot.picture === last?.picture) delete message.picture
  return message
}

/** The whole snapshot: what was left out is the very list that came last. */
export function fillInKnown(message: SnapshotMessage, last: Snapshot | undefined): Snapshot {
  const { endpoints, policies, picture } = last ?? NOTHING
  return {
    ...message,
    endpoints: message.endpoints ?? endpoints,
    policies: message.policies ?? policies,
    picture: message.picture ?? picture,
  }
}

function isSameList(some: readonly object[], others: readonly object[]): boolean {
  return some.length === others.length && some.every((one, index) => isSame(one, others[index]))
}

/** Whether two records of plain values say the same. */
function isSame(one: object, other: object | undefined): boolean {
  if (one === other) return true
  const fields = new Map(Object.entries(other ?? {}))
  return Object.entries(one).every(([name, value]) => fields.get(name) === value)
}
