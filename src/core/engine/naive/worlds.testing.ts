/** Every way to settle what nobody knows of two ends; for the naive evaluator. */
import type { Cluster } from '../../model/cluster.ts'
import type { Direction, NetworkPolicy } from '../../model/policy.ts'
import type { EngineSettings } from '../../model/settings.ts'
import { addressesOf, WIDTHS, type Width, widthsOf } from './addresses.testing.ts'
import { memoized } from './memory.testing.ts'
import { type Lacks, possibleLacks } from './profile.testing.ts'
import type { NaiveEnd, Scene, World } from './rules.testing.ts'
import { possibleSelections, type Reading } from './selectors.testing.ts'

/** Two ends, and all that judges what passes from one to the other. */
export interface NaivePair {
  readonly cluster: Cluster
  readonly settings: EngineSettings
  readonly from: NaiveEnd
  readonly to: NaiveEnd
  readonly reading: Reading
}

/** The end that is judged, and the one its peers are compared with. */
export function endsFor({ from, to }: NaivePair, direction: Direction): readonly [self: NaiveEnd, other: NaiveEnd] {
  return direction === 'egress' ? [from, to] : [to, from]
}

export function sceneOf(pair: NaivePair, direction: Direction): Scene {
  const [, other] = endsFor(pair, direction)
  return { settings: pair.settings, to: pair.to, other }
}

/** Every family (IPB-6), with everything that the plugin may lack (CNI-2). */
export function casesOf(pair: NaivePair): readonly (readonly [width: Width, lacks: Lacks])[] {
  const families = familiesOf(pair)
  return possibleLacks(pair.cluster, pair.settings.cni).flatMap((lacks) =>
    families.map((width) => [width, lacks] as const),
  )
}

/** IPB-6: the families both ends have; an address outside brings its own; without a common one, those of either. */
function familiesOf({ cluster, settings, from, to }: NaivePair): readonly Width[] {
  for (const end of [from, to]) if (end.kind === 'address') return [end.bits.length === 32 ? 32 : 128]
  const [mine = [], theirs = []] = [from, to].map((end) =>
    end.kind === 'pod' ? widthsOf(cluster, settings, end.pod) : [],
  )
  const common = mine.filter((width) => theirs.includes(width))
  return common.length > 0 ? common : WIDTHS.filter((width) => mine.includes(width) || theirs.includes(width))
}

/** Every way to settle what nobody knows about an end, in a family and with what the plugin lacks. */
export function worldsOf(pair: NaivePair, direction: Direction, width: Width, lacks: Lacks): readonly World[] {
  const { cluster, reading, to } = pair
  const [self, other] = endsFor(pair, direction)
  const addresses: readonly (string | undefined)[] = addressesFor(pair, direction, width)
  const selections = other.kind === 'pod' ? possibleSelections(cluster, other.pod, 'peer', reading) : [() => false]
  const names = to.kind === 'pod' && to.implied ? [true, false] : [true]
  return possibleIsolations(cluster, self, direction, reading).flatMap((isolating) =>
    selections.flatMap((selectsOther) =>
      (addresses.length > 0 ? addresses : [undefined]).flatMap((otherAddress) =>
        names.map((namesFit) => ({ isolating, selectsOther, otherAddress, namesFit, lacks })),
      ),
    ),
  )
}

/** The addresses the other end has or may have, as far as the policies of the end can tell. */
function addressesFor(pair: NaivePair, direction: Direction, width: Width): readonly string[] {
  const [, other] = endsFor(pair, direction)
  if (other.kind === 'address') return other.bits.length === width ? [other.bits] : []
  return addressesOf(pair.cluster, pair.settings, other.pod, width, policiesFor(pair, direction))
}

/** The policies that isolate an end or may, in any way that its labels may turn out. */
export function policiesFor(pair: NaivePair, direction: Direction): readonly NetworkPolicy[] {
  const [self] = endsFor(pair, direction)
  return possiblyIsolating(pair.cluster, self, direction, pair.reading)
}

const possiblyIsolating = memoized((...asked: Parameters<typeof possibleIsolations>) => [
  ...new Set(possibleIsolations(...asked).flat()),
])

/**
 * The policies that isolate an end (ISO-4): those of its namespace with an effect in this direction that select it (ISO-3,
 * SEL-5), one list for every way its labels may turn out. A stale one counts: verdicts show the last good text, and say so.
 */
const possibleIsolations = memoized(
  (cluster: Cluster, self: NaiveEnd, direction: Direction, reading: Reading): readonly (readonly NetworkPolicy[])[] => {
    if (self.kind === 'address') return [[]]
    const { namespace, pod } = self
    const effective = cluster.policies.filter((policy) => policy.namespace === namespace && policy.isolates[direction])
    return possibleSelections(cluster, pod, 'subject', reading).map((selects) =>
      effective.filter(({ podSelector }) => selects(podSelector)),
    )
  },
)
