/**
 * A second evaluator, for tests only, written from docs/semantics.md alone: one pod or address, one protocol and one
 * port at a time. What nobody knows (addresses, label values, features of the network plugin) is settled in every
 * possible way, and the answer is what all of them agree on. Nothing is shared with the engine.
 */
import type { Cluster } from '../model/cluster.ts'
import type { Direction, NetworkPolicy } from '../model/policy.ts'
import type { EngineSettings } from '../model/settings.ts'
import type { Answer } from '../model/verdict.ts'
import { addressesOf, WIDTHS, type Width, widthsOf } from './naive-addresses.testing.ts'
import { isDropped, type Lacks, possibleLacks } from './naive-profile.testing.ts'
import { matchesOf, type NaiveEnd, type Scene, type World } from './naive-rules.testing.ts'
import { possibleSelections, type Reading, type Selects } from './naive-selectors.testing.ts'

/** One connection attempt, and all that judges it. */
export interface NaiveFlow {
  readonly cluster: Cluster
  readonly settings: EngineSettings
  readonly from: NaiveEnd
  readonly to: NaiveEnd
  readonly protocol: string
  readonly port: number
  readonly reading: Reading
}

/** VER-1. */
export function judgeNaively(flow: NaiveFlow): Answer {
  if (isItself(flow)) return 'allowed'
  const answers = possibleLacks(flow.settings.cni, flow.cluster).flatMap((lacks) =>
    familiesOf(flow).map((width) =>
      // VER-4, across the ends
      worst([judgeEnd(flow, 'egress', width, lacks), judgeEnd(flow, 'ingress', width, lacks)]),
    ),
  )
  return unanimous(answers) // IPB-6, CNI-2
}

/** The answer of one end over all families and all possible features; the pair may know better (IPB-6). */
export function judgeEndNaively(flow: NaiveFlow, direction: Direction): Answer {
  if (isItself(flow)) return 'allowed'
  return unanimous(
    possibleLacks(flow.settings.cni, flow.cluster).flatMap((lacks) =>
      familiesOf(flow).map((width) => judgeEnd(flow, direction, width, lacks)),
    ),
  )
}

/** END-6. */
export function isItself({ from, to }: NaiveFlow): boolean {
  return from.kind === 'pod' && to.kind === 'pod' && from.pod === to.pod
}

/** IPB-6: the families both ends have; an address outside brings its own; without a common one, those of either. */
export function familiesOf({ cluster, settings, from, to }: NaiveFlow): readonly Width[] {
  for (const end of [from, to]) if (end.kind === 'address') return [end.bits.length === 32 ? 32 : 128]
  const [mine = [], theirs = []] = [from, to].map((end) =>
    end.kind === 'pod' ? widthsOf(cluster, settings, end.pod) : [],
  )
  const common = mine.filter((width) => theirs.includes(width))
  return common.length > 0 ? common : WIDTHS.filter((width) => mine.includes(width) || theirs.includes(width))
}

/** Whether policies have a say at this end (ISO-6, END-5). */
export function isGoverned({ from, to }: NaiveFlow, direction: Direction): boolean {
  const [self, other] = direction === 'egress' ? [from, to] : [to, from]
  if (self.kind === 'address' || self.pod.hostNetwork) return false
  const isFromNode = direction === 'ingress' && other.kind === 'pod' && other.pod.hostNetwork
  return !(isFromNode && self.pod.nodeName !== undefined && self.pod.nodeName === other.pod.nodeName)
}

/**
 * The policies that can isolate an end: of its namespace, with an effect in this direction (ISO-3, SEL-5). A stale one
 * counts: verdicts show the last good text, and say so.
 */
export function policiesFor({ cluster, from, to }: NaiveFlow, direction: Direction): readonly NetworkPolicy[] {
  const self = direction === 'egress' ? from : to
  if (self.kind === 'address') return []
  return cluster.policies.filter(({ namespace, isolates }) => namespace === self.namespace && isolates[direction])
}

/** Every way to settle what nobody knows about an end. */
export function worldsOf(flow: NaiveFlow, direction: Direction, width: Width, lacks: Lacks): readonly World[] {
  const [self, other] = direction === 'egress' ? [flow.from, flow.to] : [flow.to, flow.from]
  const addresses: readonly (string | undefined)[] = possibleAddresses(flow, other, width)
  const names = flow.to.kind === 'pod' && flow.to.implied ? [true, false] : [true]
  return selectionsOf(flow, self, 'subject').flatMap((selectsOwn) =>
    selectionsOf(flow, other, 'peer').flatMap((selectsOther) =>
      (addresses.length > 0 ? addresses : [undefined]).flatMap((otherAddress) =>
        names.map((namesFit) => ({ selectsOwn, selectsOther, otherAddress, namesFit, lacks })),
      ),
    ),
  )
}

export function sceneOf({ settings, protocol, port, from, to }: NaiveFlow, direction: Direction): Scene {
  return { settings, protocol, port, to, other: direction === 'egress' ? to : from }
}

function judgeEnd(flow: NaiveFlow, direction: Direction, width: Width, lacks: Lacks): Answer {
  if (!isGoverned(flow, direction)) return 'allowed'
  if (lacks.has(direction)) return 'allowed' // CNI-2a
  const policies = policiesFor(flow, direction)
  if (policies.length === 0) return 'allowed'
  return unanimous(
    worldsOf(flow, direction, width, lacks).map((world) => judgeWorld(flow, direction, width, policies, world)),
  )
}

function judgeWorld(
  flow: NaiveFlow,
  direction: Direction,
  width: Width,
  policies: readonly NetworkPolicy[],
  world: World,
): Answer {
  const isolating = policies.filter(({ podSelector }) => world.selectsOwn(podSelector))
  if (isolating.length === 0) return 'allowed' // ISO-1
  if (width === 128 && world.lacks.has('IPv6')) return 'depends' // CNI-2g
  const scene = sceneOf(flow, direction)
  const isAdmitted = isolating.some((policy) =>
    policy.rules[direction].some((rule) => matchesOf(scene, world, policy, rule).length > 0),
  )
  if (flow.protocol === 'SCTP' && world.lacks.has('SCTP')) {
    return isDropped(flow.settings.cni) && !isAdmitted ? 'denied' : 'depends' // CNI-2f
  }
  return isAdmitted ? 'allowed' : 'denied' // ISO-4, ISO-5
}

function selectionsOf({ cluster, reading }: NaiveFlow, end: NaiveEnd, role: 'subject' | 'peer'): readonly Selects[] {
  return end.kind === 'pod' ? possibleSelections(cluster, end.pod, role, reading) : [() => false]
}

function possibleAddresses({ cluster, settings }: NaiveFlow, end: NaiveEnd, width: Width): readonly string[] {
  if (end.kind === 'pod') return addressesOf(cluster, settings, end.pod, width)
  return end.bits.length === width ? [end.bits] : []
}

function worst(answers: readonly Answer[]): Answer {
  if (answers.includes('denied')) return 'denied'
  return answers.includes('depends') ? 'depends' : 'allowed'
}

function unanimous(answers: readonly Answer[]): Answer {
  const [first = 'depends'] = answers
  return answers.every((answer) => answer === first) ? first : 'depends'
}
