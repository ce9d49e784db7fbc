import type { Path, ResourcePath } from '../model/path.ts'
import type { Direction } from '../model/policy.ts'
import { type Sentence, toText } from './phrase.ts'

/** A policy in sentences: plain data. What it does to whom, then each direction. */
export interface PolicyWords {
  readonly path: ResourcePath
  readonly namespace: string
  readonly name: string
  /** `Isolates ingress of pods app=web in payments (3 pods: web).` */
  readonly subject: Sentence
  /** Why it does less than it says, or nothing. */
  readonly warnings: readonly Sentence[]
  readonly directions: readonly DirectionWords[]
}

/** What a policy says of one direction. */
export interface DirectionWords {
  readonly direction: Direction
  /**
   * `admits`: what its rules list; `nothing`: isolates and has no rule (RUL-4); `silent`: says nothing, so takes nothing
   * away (ISO-3); `inert`: has rules without effect (ISO-3).
   */
  readonly kind: 'admits' | 'nothing' | 'silent' | 'inert'
  readonly lead: Sentence
  /** Each admits by itself: what one of them lists passes. */
  readonly rules: readonly RuleWords[]
}

/** One rule: some peer and some port must match (RUL-3). */
export interface RuleWords {
  readonly path: Path
  /** `from` or `to`. */
  readonly side: 'from' | 'to'
  /** Alternatives, any of which is enough; never empty: a rule without peers has `anyone` (RUL-1). */
  readonly peers: readonly Sentence[]
  readonly ports: Sentence
}

/** A direction as text, rule after rule: `Admits in: from A or from B, on TCP 80; from C, on TCP 81.` */
export function directionText({ lead, rules, kind }: DirectionWords): string {
  const said = rules.map(({ side, peers, ports }) => {
    const ends = peers.map((peer) => `${side} ${toText(peer)}`).join(', or ')
    return `${ends}, ${toText(ports)}`
  })
  if (kind !== 'admits') return toText(lead)
  return `${toText(lead)} ${said.join('; ')}.`
}

/** A whole policy as text. */
export function policyText({ subject, warnings, directions }: PolicyWords): string {
  return [...warnings.map(toText), toText(subject), ...directions.map(directionText)].join(' ')
}
