import type { ResourcePath } from '../model/path.ts'
import { DIRECTIONS, type Direction } from '../model/policy.ts'
import type { Family } from '../net/address.ts'
import { isEmptyPorts, type PortsByProtocol } from '../net/ports.ts'
import { intersectTraffic, subtractTraffic } from '../net/ports-by-protocol.ts'
import type { ChangedPair } from './compare-pairs.ts'
import { judgeEnd, memberAt, mergeFamilies, standingIn } from './judge.ts'
import { judgedFamilies } from './match-rule.ts'
import type { Prepared } from './prepare.ts'
import { rememberBy } from './remember.ts'
import type { CompiledPolicy, Standing } from './tiers.ts'

/** The policies that decide over what changed: of the cluster before, and of the one after it. */
export interface Blamed {
  readonly before: readonly ResourcePath[]
  readonly after: readonly ResourcePath[]
}

/**
 * Finds what a changed pair rests on, at the ends whose own answer is not what it was. What an end does not let pass any
 * more was admitted by policies, all of which had to stop, or was open, and then those that isolate it now are to blame;
 * what it lets pass now, the same the other way round. What no policy decides, such as labels, leads to policies that are
 * themselves as they were.
 */
export function createBlame(before: Prepared, after: Prepared): (pair: ChangedPair) => Blamed {
  const [then, now] = [createReader(before), createReader(after)]
  return ({ from, to }) => {
    const blamed = { before: new Set<ResourcePath>(), after: new Set<ResourcePath>() }
    for (const direction of DIRECTIONS) {
      const old = then({ from: from.before, to: to.before, direction })
      const fresh = now({ from: from.after, to: to.after, direction })
      for (const layer of LAYERS) {
        const closed = subtractTraffic(old.whole[layer], fresh.whole[layer])
        const opened = subtractTraffic(fresh.whole[layer], old.whole[layer])
        blameFor(closed, layer, { passed: old, stopped: fresh, into: [blamed.before, blamed.after] })
        blameFor(opened, layer, { passed: fresh, stopped: old, into: [blamed.after, blamed.before] })
      }
    }
    return { before: [...blamed.before], after: [...blamed.after] }
  }
}

type Layer = keyof Standing

const LAYERS: readonly Layer[] = ['certain', 'possible']

/** One end of a pair, by places. */
interface EndOfPair {
  readonly from: number
  readonly to: number
  readonly direction: Direction
}

/** What one end lets pass, and what each of its policies alone would. */
interface EndReading {
  readonly whole: Standing
  readonly policies: readonly { readonly policy: CompiledPolicy; readonly isSure: boolean }[]
  readonly alone: (policy: CompiledPolicy) => Standing
  readonly direction: Direction
}

interface Sides {
  /** The side on which the ports pass, and the one on which they do not. */
  readonly passed: EndReading
  readonly stopped: EndReading
  readonly into: readonly [Set<ResourcePath>, Set<ResourcePath>]
}

function blameFor(ports: PortsByProtocol, layer: Layer, { passed, stopped, into }: Sides): void {
  if (isEmptyPorts(ports)) return
  const [admitting, isolating] = into
  if (isolatorsOf(passed, layer).length === 0) {
    for (const policy of isolatorsOf(stopped, layer)) isolating.add(policy.policy.path)
    return
  }
  for (const { policy } of passed.policies) {
    const admitted = intersectTraffic(passed.alone(policy)[layer], ports)
    if (!isEmptyPorts(admitted)) admitting.add(policy.policy.path)
  }
}

/** What only perhaps isolates leaves it possible that all passes. */
function isolatorsOf({ policies, direction }: EndReading, layer: Layer): readonly CompiledPolicy[] {
  return policies
    .filter(({ policy, isSure }) => policy.isolates[direction] && (isSure || layer === 'certain'))
    .map(({ policy }) => policy)
}

function createReader(prepared: Prepared) {
  const rowAlone = rememberBy(
    ({ family, direction, self, policy }: SolePolicy) => `${family} ${direction} ${self} ${policy.policy.path}`,
    ({ family, direction, self, policy }) => {
      const tiers = [{ tier: tierOf(prepared, policy), sure: [policy], unsure: [] }]
      return prepared.rows().endRow(family, direction, self, { tiers })
    },
  )
  return ({ from, to, direction }: EndOfPair): EndReading => {
    const [self, other] = direction === 'egress' ? [from, to] : [to, from]
    const families = judgedFamilies(memberAt(prepared, from), memberAt(prepared, to))
    const { tiers } = prepared.profiles(self, direction)
    const policies = tiers.flatMap(({ sure, unsure }) => [
      ...sure.map((policy) => ({ policy, isSure: true })),
      ...unsure.map((policy) => ({ policy, isSure: false })),
    ])
    const alone = (policy: CompiledPolicy) =>
      families
        .map((family) => standingIn(prepared, rowAlone({ family, direction, self, policy }), other))
        .reduce(mergeFamilies)
    const whole = families.map((family) => judgeEnd(prepared, from, to, direction, family)).reduce(mergeFamilies)
    return { whole, policies, alone, direction }
  }
}

/** A policy as if it were the only one that speaks for an end. */
interface SolePolicy {
  readonly family: Family
  readonly direction: Direction
  readonly self: number
  readonly policy: CompiledPolicy
}

function tierOf({ tiers }: Prepared, policy: CompiledPolicy): number {
  return tiers.findIndex(({ policies }) => policies.includes(policy))
}
