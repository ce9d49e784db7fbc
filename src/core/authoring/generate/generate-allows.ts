import type { JsonObject } from '../../model/json.ts'
import { DIRECTIONS, type Direction } from '../../model/policy.ts'
import { partsOf, type ResolvedEnd, type Subject } from '../connect/resolved-end.ts'
import { toSpec } from '../isolate/isolate-policies.ts'
import { requirementsKey } from '../policy-key.ts'
import { toRule } from '../policy-manifest.ts'
import { toSlug } from '../policy-names.ts'
import type { NewPolicy } from '../write-policies.ts'
import type { FoundFlow } from './generate-flows.ts'
import { addGrant, compareParts, type Grants, groupGrants } from './generate-peers.ts'

/** What is asked of the policies of one subject in one direction. */
interface Wanted {
  readonly direction: Direction
  readonly subject: Subject
  readonly titles: Set<string>
  readonly grants: Grants
}

/**
 * The policies that allow flows and nothing else to the pods they select: one for each subject and direction, by
 * namespace and name, ingress first. Those of a whole namespace are not said again for its workloads. The same flows in
 * any order give the same policies. Of ends that are not written nothing is said.
 */
export function generateAllows(
  flows: readonly FoundFlow[],
  directions: readonly Direction[],
  isWritten: IsWritten,
): readonly NewPolicy[] {
  const wanted = gatherWanted(flows, directions, isWritten)
  const frames = new Map(
    wanted
      .filter(({ subject }) => subject.isFrame)
      .map((frame) => [`${frame.direction} ${frame.subject.namespace}`, frame.grants]),
  )
  return wanted.sort(compareWanted).flatMap((one) => {
    const frame = one.subject.isFrame ? undefined : frames.get(`${one.direction} ${one.subject.namespace}`)
    const rules = groupGrants(one.grants, frame).map(({ peers, ports }) => toRule(one.direction, peers, ports))
    return rules.length === 0 ? [] : [toNewPolicy(one, rules)]
  })
}

/** Whether policies of an end are written in a direction. */
type IsWritten = (end: ResolvedEnd, direction: Direction) => boolean

function gatherWanted(flows: readonly FoundFlow[], directions: readonly Direction[], isWritten: IsWritten): Wanted[] {
  const wanted = new Map<string, Wanted>()
  for (const { from, to, ports } of flows) {
    for (const direction of directions) {
      const [self, other] = direction === 'ingress' ? [to.end, from.end] : [from.end, to.end]
      for (const part of partsOf(self)) {
        if (part.subject && isWritten(part, direction))
          addFlow(wantedOf(wanted, direction, part.subject, part.title), other, ports)
      }
    }
  }
  return [...wanted.values()]
}

function wantedOf(wanted: Map<string, Wanted>, direction: Direction, subject: Subject, title: string): Wanted {
  const key = JSON.stringify([direction, subject.namespace, requirementsKey(subject.requirements)])
  const known = wanted.get(key) ?? { direction, subject, titles: new Set<string>(), grants: new Map() }
  known.titles.add(title)
  wanted.set(key, known)
  return known
}

function addFlow({ grants, subject }: Wanted, other: ResolvedEnd, ports: FoundFlow['ports']): void {
  const peers = other.peersFor(subject.namespace)
  if (peers === 'anyone') addGrant(grants, undefined, other.title, ports)
  else for (const peer of peers) addGrant(grants, peer, other.title, ports)
}

function compareWanted(a: Wanted, b: Wanted): number {
  const order = ({ subject, titles, direction }: Wanted) => [
    subject.namespace,
    subject.isFrame ? '' : nameOf(titles),
    JSON.stringify(subject.podSelector),
    `${DIRECTIONS.indexOf(direction)}`,
  ]
  return compareParts(order(a), order(b))
}

/** Of a policy's name, without what makes it unique. */
const LONGEST_TITLE = 200

function toNewPolicy({ direction, subject, titles }: Wanted, rules: readonly JsonObject[]): NewPolicy {
  const { namespace, podSelector, beside, isFrame } = subject
  const whom = isFrame ? 'all-pods' : toSlug(nameOf(titles), LONGEST_TITLE)
  return {
    name: `allow-${direction === 'ingress' ? 'to' : 'from'}-${whom}`,
    namespace,
    spec: toSpec(podSelector, [direction], { [direction]: rules }),
    ...(beside === undefined ? {} : { beside }),
  }
}

/** Workloads that labels do not tell apart have their policies together. */
function nameOf(titles: ReadonlySet<string>): string {
  return [...titles].sort().join('-and-')
}
