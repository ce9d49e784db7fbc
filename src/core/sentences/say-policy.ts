import { matchPods } from '../authoring/policy-form/policy-form-matches.ts'
import type { Prepared } from '../engine/prepare.ts'
import { assertNever } from '../model/assert-never.ts'
import { joinPath } from '../model/path.ts'
import { DIRECTIONS, type Direction, type NetworkPolicy, type Rule } from '../model/policy.ts'
import { type Sentence, say } from './phrase.ts'
import type { DirectionWords, PolicyWords, RuleWords } from './policy-words.ts'
import { sayMatches } from './say-matches.ts'
import { sayPeer } from './say-peer.ts'
import { sayPlugin } from './say-plugin.ts'
import { sayPorts } from './say-ports.ts'
import { saySelector } from './say-selector.ts'

/** Reads a policy as sentences, with whom it means in this document. */
export function sayPolicy(prepared: Prepared, policy: NetworkPolicy): PolicyWords {
  const { path, namespace, name } = policy
  return {
    path,
    namespace,
    name,
    subject: saySubject(prepared, policy),
    warnings: sayWarnings(prepared, policy),
    directions: DIRECTIONS.map((direction) => sayDirection(prepared, policy, direction)),
  }
}

function saySubject(prepared: Prepared, policy: NetworkPolicy): Sentence {
  const { namespace, podSelector, path } = policy
  const isolated = DIRECTIONS.filter((direction) => policy.isolates[direction])
  const isAll = podSelector.requirements.length === 0
  return [
    { words: `Isolates ${isolated.join(' and ')}`, path: joinPath(path, 'spec', 'policyTypes') },
    say(policy.policyTypesWritten ? ' of ' : ' (by its rules: policyTypes is not written) of '),
    { words: isAll ? 'every pod' : 'pods ', path: podSelector.path },
    ...saySelector(podSelector),
    say(` ${isAll ? 'of' : 'in'} ${namespace}`),
    sayMatches(matchPods(prepared, { namespace, podSelector }), namespace),
    say('.'),
  ]
}

function sayWarnings({ settings: { cni } }: Prepared, policy: NetworkPolicy): readonly Sentence[] {
  const stale = policy.stale ? ['Not in force: its text is broken now, these are its last good words.'] : []
  return [...stale, ...sayPlugin(cni, policy)].map(toWarning)
}

function toWarning(words: string): Sentence {
  return [{ words, role: 'warning' }]
}

function sayDirection(prepared: Prepared, policy: NetworkPolicy, direction: Direction): DirectionWords {
  const rules = policy.rules[direction]
  const kind = kindOf(policy, direction)
  return {
    direction,
    kind,
    lead: sayLead(policy, direction, kind),
    rules: rules.map((rule) => sayRule(prepared, policy, rule)),
  }
}

function kindOf({ isolates, rules }: NetworkPolicy, direction: Direction): DirectionWords['kind'] {
  if (isolates[direction]) return rules[direction].length > 0 ? 'admits' : 'nothing'
  return rules[direction].length > 0 ? 'inert' : 'silent'
}

const WAYS: Readonly<Record<Direction, string>> = { ingress: 'in', egress: 'out' }
const TYPES: Readonly<Record<Direction, string>> = { ingress: 'Ingress', egress: 'Egress' }

function sayLead({ path, rules }: NetworkPolicy, direction: Direction, kind: DirectionWords['kind']): Sentence {
  const place = joinPath(path, 'spec', direction)
  const types = joinPath(path, 'spec', 'policyTypes')
  const count = rules[direction].length
  switch (kind) {
    case 'admits':
      return [{ words: `Admits ${WAYS[direction]}${count > 1 ? `, by any of ${count} rules` : ''}:`, path: place }]
    case 'nothing':
      return [{ words: `Admits nothing ${WAYS[direction]}.`, path: place }]
    case 'silent':
      return [say(`Says nothing of ${direction}: it takes nothing away there.`)]
    case 'inert': {
      const are = count === 1 ? `1 ${direction} rule has` : `${count} ${direction} rules have`
      return [
        { words: `${are} no effect: policyTypes does not name ${TYPES[direction]}.`, role: 'warning', path: types },
      ]
    }
    default:
      return assertNever(kind)
  }
}

function sayRule(prepared: Prepared, policy: NetworkPolicy, rule: Rule): RuleWords {
  const { path, direction, peers } = rule
  return {
    path,
    side: direction === 'ingress' ? 'from' : 'to',
    peers:
      peers === 'any'
        ? [[{ words: 'anyone, inside and outside the cluster', path }]]
        : peers.map((peer) => sayPeer(prepared, policy, peer)),
    ports: sayPorts(prepared, policy, rule),
  }
}
