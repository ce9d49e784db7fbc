import type { Progress } from '../core/model/work.ts'
import type { Picture, PictureEdge, PictureNode, WorkloadNode } from '../core/picture/picture.ts'
import type { Snapshot } from '../core/workspace/snapshot.ts'
import { Cancelled, type EngineClient, Superseded } from '../worker/client.ts'
import type { AnswerOf, CallName, RequestOf } from '../worker/protocol.ts'

interface SentCall {
  readonly name: CallName
  readonly request: unknown
  readonly onProgress?: ((progress: Progress) => void) | undefined
  resolve(answer: unknown): void
  reject(error: Error): void
  settled: boolean
}

/** An engine that answers when a test says so. */
export interface FakeEngine {
  readonly client: EngineClient
  readonly calls: readonly SentCall[]
  /** The newest call of a name that has no answer yet. */
  last<Name extends CallName>(name: Name): RequestOf<Name>
  /** Answers the newest call of a name, and lets what waits for it run. */
  answer<Name extends CallName>(name: Name, answer: AnswerOf<Name>): Promise<void>
  /** Answers the oldest call of a name that has no answer yet. */
  answerOldest<Name extends CallName>(name: Name, answer: AnswerOf<Name>): Promise<void>
  fail(name: CallName, message: string): Promise<void>
  supersede(name: CallName): Promise<void>
  /** Lets what was cancelled be told. */
  settled(): Promise<void>
  /** Tells of progress in the newest call of a name. */
  tell(name: CallName, progress: Progress): void
}

export function createFakeEngine(): FakeEngine {
  const calls: SentCall[] = []
  const waiting = (name: CallName) => calls.filter((call) => call.name === name && !call.settled)
  const find = (name: CallName, oldest: boolean) => {
    const open = waiting(name)
    const found = oldest ? open[0] : open.at(-1)
    if (!found) throw new Error(`no call of ${name} waits`)
    return found
  }
  // A turn of the event loop lets every continuation run.
  const settled = () => new Promise<void>((resolve) => setTimeout(resolve))
  const settle = async (call: SentCall, how: (call: SentCall) => void) => {
    call.settled = true
    how(call)
    await settled()
  }
  const client: EngineClient = {
    call: (name, request, onProgress) =>
      new Promise((resolve, reject) => {
        calls.push({ name, request, onProgress, resolve: resolve as (answer: unknown) => void, reject, settled: false })
      }),
    cancel: (name) => {
      const newest = waiting(name).at(-1)
      if (newest) settle(newest, (call) => call.reject(new Cancelled()))
    },
    revive: () => {},
    close: () => {},
  }
  return {
    client,
    calls,
    last: <Name extends CallName>(name: Name) => find(name, false).request as RequestOf<Name>,
    answer: (name, answer) => settle(find(name, false), (call) => call.resolve(answer)),
    answerOldest: (name, answer) => settle(find(name, true), (call) => call.resolve(answer)),
    fail: (name, message) => settle(find(name, false), (call) => call.reject(new Error(message))),
    settled,
    tell: (name, progress) => find(name, false).onProgress?.(progress),
    supersede: (name) => settle(find(name, true), (call) => call.reject(new Superseded())),
  }
}

export function emptySnapshot(revision: number, part: Partial<Snapshot> = {}): Snapshot {
  return {
    revision,
    picture: pictureOf([], []),
    problems: [],
    problemCount: 0,
    files: [],
    banners: [],
    policies: [],
    counts: { resources: 0, policies: 0, workloads: 0, namespaces: 0, doubled: 0 },
    endpoints: [],
    ...part,
  }
}

export function pictureOf(nodes: readonly PictureNode[], edges: readonly PictureEdge[]): Picture {
  return { nodes, edges, edgesNotDrawn: 0, folded: new Set() }
}

export function workloadNode(id: string, endpoints: readonly string[] = [id]): WorkloadNode {
  return {
    kind: 'workload',
    id,
    title: id,
    accessibleName: id,
    stale: false,
    parent: 'ns',
    namespace: 'n',
    subtitle: 'Deployment',
    ports: [],
    services: [],
    implied: false,
    state: 'running',
    hostNetwork: false,
    isolation: { ingress: 'open', egress: 'open' },
    endpoints,
  }
}

export function edgeOf(id: string, from: string, to: string, part: Partial<PictureEdge> = {}): PictureEdge {
  return {
    id,
    from,
    to,
    answer: 'allowed',
    label: '80',
    rules: ['p.yaml#0/spec/ingress/0'],
    pairs: 1,
    stale: false,
    accessibleName: id,
    ...part,
  }
}
