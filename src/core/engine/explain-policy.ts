import type { Direction } from '../model/policy.ts'
import type { Admission, Assumption, Miss, PolicyCause, Question } from '../model/verdict.ts'
import type { Family } from '../net/address.ts'
import { containsPort } from '../net/ports.ts'
import { dependOnLabels } from './explain-labels.ts'
import { explainPeers, type PeerAnswer, type RankedMiss } from './explain-peer.ts'
import { explainPorts, missPorts } from './explain-port.ts'
import { judgeEnd, memberAt, mergeFamilies } from './judge.ts'
import type { Plugin } from './plugin.ts'
import type { Prepared } from './prepare.ts'
import type { CompiledPolicy, CompiledRule } from './tiers.ts'
import { nameMember } from './words.ts'

/** One end of a question: who is judged, who is on the other side, and in which families. */
export interface End {
  readonly prepared: Prepared
  readonly direction: Direction
  readonly self: number
  readonly other: number
  readonly destination: number
  readonly families: readonly Family[]
  readonly asked: Pick<Question, 'protocol' | 'port'>
  readonly plugin: Plugin
}

/** What one isolating policy says of a flow, and what it takes for granted (VER-2). */
export interface PolicyExplanation {
  readonly cause: PolicyCause
  readonly assumptions: readonly Assumption[]
}

/**
 * `isSure` is false for a policy that may or may not select the end (END-2c); the answer depends on it, unless `isSettled`
 * tells that the end is allowed either way.
 */
export function explainPolicy(
  end: End,
  policy: CompiledPolicy,
  isSure: boolean,
  isSettled: boolean,
): PolicyExplanation {
  const parts = policy.rules[end.direction].map((rule) => explainRule(end, rule))
  const standing = standingOf(end, policy)
  const found = parts.flatMap(({ admissions }) => admissions)
  const admissions = standing === 'admits' ? settle(found) : found
  const { path, namespace, name } = policy.policy
  const answer = isSure || (isSettled && standing === 'admits') ? standing : 'depends'
  const miss = answer === 'admits' ? undefined : isSure ? nearest(parts) : missSubject(end, policy)
  return {
    cause: {
      kind: 'policy',
      policy: path,
      namespace,
      name,
      answer,
      admissions: admissions.map(({ admission }) => admission),
      ...(miss && (admissions.length === 0 || !isSure) ? { miss } : {}),
    },
    assumptions: assumptionsOf(standing, admissions, parts),
  }
}

interface FoundAdmission {
  readonly admission: Admission
  readonly assumptions: readonly Assumption[]
}

export interface RuleExplanation {
  readonly admissions: readonly FoundAdmission[]
  readonly misses: readonly RankedMiss[]
  /** What the peers that do not match take for granted, when the port would be admitted. */
  readonly missAssumptions: readonly Assumption[]
}

/** Every way in which a rule admits the flow, or what it lacks. */
export function explainRule(end: End, compiled: CompiledRule): RuleExplanation {
  const { prepared, other, families, asked, plugin } = end
  const destination = memberAt(prepared, end.destination)
  const peers = explainPeers(prepared, compiled, other, families, plugin)
  const ports = explainPorts(compiled.rule, asked, destination, plugin)
  const matching = peers.filter(({ match }) => match !== 'no')
  const admissions = matching.flatMap((peer) => ports.map((port) => admit(compiled, peer, port)))
  const others = peers.filter(({ match }) => match === 'no')
  const bonus = ports.length > 0 ? 0.5 : 0
  const misses = others.flatMap(({ miss }) =>
    miss ? { ...miss, rule: compiled.rule.path, nearness: miss.nearness + bonus } : [],
  )
  const portMiss =
    matching.length > 0 && ports.length === 0 ? [missPorts(compiled.rule, asked, destination, plugin)] : []
  return {
    admissions,
    misses: [...portMiss.map((miss) => ({ ...miss, nearness: 100 })), ...misses],
    missAssumptions: ports.length > 0 ? others.flatMap(({ assumptions }) => assumptions) : [],
  }
}

function admit(
  { rule }: CompiledRule,
  peer: PeerAnswer,
  port: ReturnType<typeof explainPorts>[number],
): FoundAdmission {
  const depends = peer.depends ?? port.depends
  return {
    admission: {
      rule: rule.path,
      ...(peer.peer === undefined ? {} : { peer: peer.peer }),
      ...(port.port === undefined ? {} : { port: port.port }),
      ...(depends ? { depends } : {}),
    },
    assumptions: peer.assumptions,
  }
}

/** Admissions that are doubtful one by one may be certain together (IPB-4). */
function settle(found: readonly FoundAdmission[]): readonly FoundAdmission[] {
  if (found.some(({ admission }) => !admission.depends)) return found
  return found.map(({ admission: { depends: _, ...admission }, assumptions }) => ({ admission, assumptions }))
}

/** What the policy alone would let pass, in all families together. */
function standingOf(end: End, policy: CompiledPolicy): PolicyCause['answer'] {
  const { prepared, direction, self, other, destination, asked } = end
  const from = direction === 'egress' ? self : other
  const alone = { tiers: [{ tier: 0, sure: [policy], unsure: [] }] }
  const { certain, possible } = end.families
    .map((family) => judgeEnd(prepared, from, destination, direction, family, alone))
    .reduce(mergeFamilies)
  if (containsPort(certain[asked.protocol] ?? [], asked.port)) return 'admits'
  return containsPort(possible[asked.protocol] ?? [], asked.port) ? 'depends' : 'does-not-admit'
}

/** An admission that takes nothing for granted frees the answer of all assumptions. */
function assumptionsOf(
  standing: PolicyCause['answer'],
  admissions: readonly FoundAdmission[],
  parts: readonly RuleExplanation[],
): readonly Assumption[] {
  const admitting = admissions.flatMap(({ assumptions }) => assumptions)
  if (standing === 'admits') {
    const isFree = admissions.some(({ admission, assumptions }) => !admission.depends && assumptions.length === 0)
    return isFree ? [] : admitting
  }
  return [...admitting, ...parts.flatMap(({ missAssumptions }) => missAssumptions)]
}

function nearest(parts: readonly RuleExplanation[]): Miss | undefined {
  const ranked = parts.flatMap(({ misses }) => misses).sort((a, b) => b.nearness - a.nearness)
  const [first] = ranked
  if (!first) return undefined
  const { nearness: _, ...miss } = first
  return miss
}

function missSubject(end: End, { policy }: CompiledPolicy): Miss | undefined {
  const member = memberAt(end.prepared, end.self)
  if (!member.labelled) return undefined
  const { question, on } = dependOnLabels(policy.podSelector, nameMember(member), member.labelled)
  return {
    path: policy.podSelector.path,
    words: `it may not select this pod: ${question} ${on}`,
    reason: { kind: 'subject' },
  }
}
