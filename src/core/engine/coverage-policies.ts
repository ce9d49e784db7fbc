import { DIRECTIONS, type Direction } from '../model/policy.ts'
import type { Audience } from './coverage-audiences.ts'
import { companionsOf } from './coverage-cover.ts'
import type { LoneDirection, PolicyStanding } from './coverage-standing.ts'
import { type CoverageTools, changeTo, findLone, losesAnything } from './coverage-tools.ts'
import { memberAt } from './judge.ts'
import type { CompiledPolicy } from './tiers.ts'

/** What a policy says in one direction in which it isolates, and to whom. */
interface Speech {
  readonly policy: CompiledPolicy
  readonly direction: Direction
  readonly audiences: readonly Audience[]
}

/** What would change without a policy; `compiled` are its forms, which may be one for each direction (CNI-2a). */
export function judgePolicy(tools: CoverageTools, compiled: readonly CompiledPolicy[]): PolicyStanding {
  if (compiled.every(({ subjects }) => subjects.yes.length + subjects.maybe.length === 0))
    return { kind: 'vacuous', lacks: 'subject' }
  const speeches = compiled.flatMap((policy) => listSpeeches(tools, policy))
  if (speeches.length === 0) return { kind: 'vacuous', lacks: 'direction' }
  const lone = speeches.flatMap((speech) => {
    const found = findLoneDirection(tools, speech)
    return found ? [[speech.direction, found] as const] : []
  })
  if (lone.length > 0) return { kind: 'needed', directions: Object.fromEntries(lone) }
  const covers = speeches.map((speech) => findOthers(tools, speech))
  if (covers.includes(undefined)) return { kind: 'undecided' }
  return { kind: 'redundant', by: [...new Set(covers.flatMap((paths) => paths ?? []))] }
}

function listSpeeches({ audiences }: CoverageTools, policy: CompiledPolicy): readonly Speech[] {
  return DIRECTIONS.filter((direction) => policy.isolates[direction]).map((direction) => ({
    policy,
    direction,
    audiences: audiences[direction].get(policy) ?? [],
  }))
}

function findLoneDirection(tools: CoverageTools, speech: Speech): LoneDirection | undefined {
  const change = changeTo(speech.audiences, speech.policy, tools.parts.silent(speech.policy))
  const isolates = speech.audiences
    .filter((audience) => listIsolating(speech, audience).length === 0)
    .flatMap(({ places }) => places)
    .sort((a, b) => a - b)
    .map((place) => memberAt(tools.prepared, place).endpoint.id)
  const rules = speech.policy.rules[speech.direction]
  const isMissed = () =>
    rules.length > 0 && (tools.isPlainlyMissed(speech.policy, rules, speech.audiences) || losesAnything(tools, change))
  if (isolates.length === 0 && !isMissed()) return undefined
  return { isolates, alone: findLone(tools, change) }
}

function findOthers(tools: CoverageTools, speech: Speech) {
  const { policy, direction, audiences } = speech
  return tools.findCover({
    policy,
    rules: policy.rules[direction],
    audiences,
    substitutesAt: (audience) =>
      listIsolating(speech, audience).map((other) => ({ path: other.policy.path, rules: other.rules[direction] })),
  })
}

/** The other policies that isolate the subjects wherever this one does. */
function listIsolating({ policy, direction }: Speech, audience: Audience): readonly CompiledPolicy[] {
  return companionsOf(policy, audience).filter(({ isolates }) => isolates[direction])
}
