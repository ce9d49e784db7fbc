import type { Answer } from '../model/verdict.ts'
import type { Work } from '../model/work.ts'
import { hasBit, unionAllBits } from '../net/bit-set.ts'
import type { FlowGroup } from './endpoint-flows.ts'
import type { Looking } from './looking.ts'
import type { SelectionView } from './picture.ts'
import { isSelf } from './rule-passing.ts'
import { standTogether } from './stand-together.ts'

/** How every other node stands to the selected one, node by node. */
export function* comparingOthers(looking: Looking): Work<SelectionView['others']> {
  const reaches: Reach[] = []
  for (const own of looking.selected) {
    reaches.push(reachOf(looking, own))
    yield undefined
  }
  const others = new Map<string, { out: Answer | 'some'; in: Answer | 'some' }>()
  for (const { id } of looking.picture.nodes) {
    if (id === looking.node) continue
    const numbers = looking.ends.numbersOf(id)
    const out = standTogether(answersTo(looking, reaches, numbers, 'out'))
    const into = standTogether(answersTo(looking, reaches, numbers, 'in'))
    if (out && into) others.set(id, { out, in: into })
    yield undefined
  }
  return others
}

/** Whom one selected endpoint reaches, and who reaches it. */
interface Reach {
  readonly own: number
  readonly out: Partners
  readonly in: Partners
}

/** With whom anything passes for certain, and with whom possibly. */
type Partners = FlowGroup['others']

function reachOf({ flowsAt }: Looking, own: number): Reach {
  return { own, out: joinGroups(flowsAt('egress', own)), in: joinGroups(flowsAt('ingress', own)) }
}

function joinGroups(groups: readonly FlowGroup[]): Partners {
  return {
    certain: unionAllBits(groups.map(({ others }) => others.certain)),
    possible: unionAllBits(groups.map(({ others }) => others.possible)),
  }
}

function* answersTo(
  { admissions }: Looking,
  reaches: readonly Reach[],
  numbers: ReadonlySet<number>,
  way: 'out' | 'in',
) {
  const { endpoints } = admissions
  for (const { own, [way]: partners } of reaches)
    for (const number of numbers) {
      if (endpoints[own]?.kind === 'outside' && endpoints[number]?.kind === 'outside') continue
      if (isSelf(admissions, own, number)) continue
      yield answerOf(partners, number)
    }
}

function answerOf({ certain, possible }: Partners, number: number): Answer {
  if (hasBit(certain, number)) return 'allowed'
  return hasBit(possible, number) ? 'depends' : 'denied'
}
