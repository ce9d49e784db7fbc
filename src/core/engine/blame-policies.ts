import type { ResourcePath } from '../model/path.ts'
import type { Direction, NetworkPolicy } from '../model/policy.ts'
import { isEmptyPorts, type PortsByProtocol } from '../net/ports.ts'
import { intersectTraffic, subtractTraffic } from '../net/ports-by-protocol.ts'
import type { ChangedPair } from './compare-pairs.ts'
import { createEndReader, type EndReading, type OtherReading } from './end-readings.ts'
import type { Prepared } from './prepare.ts'
import { remember } from './remember.ts'
import type { SharedEnd } from './shared-ends.ts'
import type { CompiledPolicy, Standing } from './tiers.ts'

/** The policies that decide over what changed: of the cluster before, and of the one after it. */
export interface Blamed {
  readonly before: readonly ResourcePath[]
  readonly after: readonly ResourcePath[]
}

/**
 * Finds what a changed pair rests on, at the ends whose own answer is not what it was. What an end does not let pass any
 * more was admitted by policies, all of which had to stop. Where none of those that isolated it does so any more, or none
 * did, those that isolate it now are to blame as well. What it lets pass now, the same the other way round. What no policy decides, such as labels, leads to policies that are
 * themselves as they were. Told for each end of the pair; others that the policies of an end cannot tell apart get the same object.
 */
export function createBlame(before: Prepared, after: Prepared): (pair: ChangedPair) => readonly Blamed[] {
  const [then, now] = [createEndReader(before), createEndReader(after)]
  const blameAt = (direction: Direction) =>
    remember((self: SharedEnd) => createEndBlame(then(self.before, direction), now(self.after, direction)))
  const ends = { egress: blameAt('egress'), ingress: blameAt('ingress') }
  return ({ from, to }) => [ends.egress(from)(to), ends.ingress(to)(from)]
}

/** Blames the policies of one end, by who is at the other. */
function createEndBlame(old: EndReading, fresh: EndReading): (other: SharedEnd) => Blamed {
  const known = remember((_before: number) => new Map<number, Blamed>())
  return (other) => {
    const byAfter = known(old.kindOf(other.before))
    const after = fresh.kindOf(other.after)
    const blamed = byAfter.get(after) ?? blameEnd(old.toward(other.before), fresh.toward(other.after))
    byAfter.set(after, blamed)
    return blamed
  }
}

function blameEnd(old: OtherReading, fresh: OtherReading): Blamed {
  const blamed = { before: new Set<ResourcePath>(), after: new Set<ResourcePath>() }
  for (const layer of LAYERS) {
    const closed = subtractTraffic(old.whole[layer], fresh.whole[layer])
    const opened = subtractTraffic(fresh.whole[layer], old.whole[layer])
    blameFor(closed, layer, { passed: old, stopped: fresh, into: [blamed.before, blamed.after] })
    blameFor(opened, layer, { passed: fresh, stopped: old, into: [blamed.after, blamed.before] })
  }
  return { before: [...blamed.before], after: [...blamed.after] }
}

type Layer = keyof Standing

const LAYERS: readonly Layer[] = ['certain', 'possible']

interface Sides {
  /** The side on which the ports pass, and the one on which they do not. */
  readonly passed: OtherReading
  readonly stopped: OtherReading
  readonly into: readonly [Set<ResourcePath>, Set<ResourcePath>]
}

function blameFor(ports: PortsByProtocol, layer: Layer, { passed, stopped, into }: Sides): void {
  if (isEmptyPorts(ports)) return
  const [admitting, isolating] = into
  const isolators = isolatorsOf(passed, layer)
  if (isolators.length > 0) {
    for (const { policy } of passed.policies) {
      const admitted = intersectTraffic(passed.alone(policy)[layer], ports)
      if (!isEmptyPorts(admitted)) admitting.add(policy.policy.path)
    }
  }
  const newcomers = isolatorsOf(stopped, layer)
  const stillIsolates = ({ policy }: CompiledPolicy) =>
    !admitting.has(policy.path) || newcomers.some((newcomer) => isSamePolicy(newcomer.policy, policy))
  if (!isolators.some(stillIsolates)) for (const { policy } of newcomers) isolating.add(policy.path)
}

/** Whether it is the same one on the other side. */
function isSamePolicy(a: NetworkPolicy, b: NetworkPolicy): boolean {
  return a.name === b.name && a.namespace === b.namespace
}

/** What only perhaps isolates leaves it possible that all passes. */
function isolatorsOf({ policies, direction }: OtherReading, layer: Layer): readonly CompiledPolicy[] {
  return policies
    .filter(({ policy, isSure }) => policy.isolates[direction] && (isSure || layer === 'certain'))
    .map(({ policy }) => policy)
}
