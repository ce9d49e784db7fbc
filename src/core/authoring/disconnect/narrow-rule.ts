import type { Endpoint } from '../../model/endpoint.ts'
import type { JsonObject } from '../../model/json.ts'
import { joinPath } from '../../model/path.ts'
import type { NetworkPolicy, Rule } from '../../model/policy.ts'
import type { PortsByProtocol } from '../../net/ports.ts'
import { formatTraffic } from '../../net/ports-by-protocol.ts'
import type { PlanContext } from '../plan-context.ts'
import { PEERS_KEY } from '../policy-manifest.ts'
import { namePeers } from './name-peers.ts'
import { narrowPeers } from './narrow-peers.ts'
import { dividePorts } from './narrow-ports.ts'
import { type Manner, namesOf } from './narrowed-peers.ts'
import type { PolicyStep } from './policy-steps.ts'

/** What a rule shall not admit any more: some peers on some ports, for all pods that its policy selects. */
export interface Cut {
  readonly policy: NetworkPolicy
  readonly rule: Rule
  readonly far: readonly Endpoint[]
  readonly ports: PortsByProtocol
  /** Where port names are looked up. */
  readonly targets: readonly Endpoint[]
}

/** How a rule is cut where peers and ports both stay: a second rule has the other ports, or the other peers. */
export interface CutManner extends Manner {
  readonly portsFirst: boolean
}

export interface CutRule {
  readonly steps: readonly PolicyStep[]
  /** "rule 1 of allow-shop: everyone it admits but web". */
  readonly words: string
}

/** Takes peers × ports out of a rule; words where no rules say what is left. */
export function cutRule(context: PlanContext, cut: Cut, manner: CutManner): CutRule | string {
  const { policy, rule, far } = cut
  const peers = narrowPeers(context, policy, rule, new Set(far.map(({ id }) => id)), manner)
  if (typeof peers === 'string') return peers
  const ports = dividePorts(context.reading, rule, cut.ports, cut.targets)
  if (typeof ports === 'string') return ports
  const name = `rule ${policy.rules[rule.direction].indexOf(rule) + 1} of ${policy.name}`
  const left = `everyone it admits but ${namesOf(far)}`
  if (ports.kept.length === 0 && peers.kept.length === 0)
    return { steps: [{ kind: 'remove-rule', path: rule.path }], words: `${name} is removed` }
  if (ports.kept.length === 0)
    return { steps: peers.steps, words: `${name}: ${manner.lists ? 'lists the others by name' : left}` }
  const without = formatTraffic(cut.ports)
  if (peers.kept.length === 0) return { steps: ports.steps, words: `${name}: without ${without}` }
  const add = (from: readonly JsonObject[], on: 'every' | readonly JsonObject[]): PolicyStep => ({
    kind: 'append',
    list: joinPath(policy.path, 'spec', rule.direction),
    value: { [PEERS_KEY[rule.direction]]: from, ...(on === 'every' ? {} : { ports: on }) },
  })
  if (manner.portsFirst)
    return {
      steps: [...ports.steps, add(peers.kept, ports.gone)],
      words: `${name}: without ${without}, which a rule of its own admits for the others`,
    }
  const named = namePeers(context, policy.namespace, far)
  if (typeof named === 'string') return named
  return {
    steps: [...peers.steps, add(named, ports.kept)],
    words: `${name}: ${left}, whom a rule of its own admits on the other ports`,
  }
}
