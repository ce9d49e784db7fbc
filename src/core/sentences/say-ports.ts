import type { Prepared } from '../engine/prepare.ts'
import { peerMatches, subjectsOf } from '../engine/rule-matches.ts'
import { listWords } from '../engine/words.ts'
import type { PodEndpoint } from '../model/endpoint.ts'
import type { NetworkPolicy, PortEntry, Rule } from '../model/policy.ts'
import { PROTOCOLS, type Protocol } from '../net/ports.ts'
import { listSentences, type Phrase, type Sentence, say } from './phrase.ts'

/** The ports of a rule (RUL-2, POR-1 to POR-4): `on TCP 8080 and 8443–8450 and UDP 53`. */
export function sayPorts(prepared: Prepared, policy: NetworkPolicy, rule: Rule): Sentence {
  const { ports } = rule
  if (ports === 'any') return [{ words: 'on every port of every protocol', path: rule.path }]
  const protocols = PROTOCOLS.map((protocol) => ports.filter((entry) => entry.protocol === protocol))
  const said = protocols.filter((entries) => entries.length > 0).map((entries) => sayProtocol(entries))
  return [say('on '), ...listSentences(said, 'and'), ...sayNames(prepared, policy, rule, ports)]
}

function sayProtocol(entries: readonly PortEntry[]): Sentence {
  const [{ protocol = 'TCP' as Protocol } = {}] = entries
  const every = entries.find(({ port }) => port.kind === 'every')
  if (every) return [{ words: `every ${protocol} port`, role: 'written', path: every.path }]
  const said = entries.map(
    (entry, index): Sentence => [
      { words: `${index === 0 ? `${protocol} ` : ''}${wordsOf(entry)}`, role: 'written', path: entry.path },
    ],
  )
  return listSentences(said, 'and')
}

function wordsOf({ port }: PortEntry): string {
  if (port.kind === 'named') return port.name
  if (port.kind === 'every') return 'every port'
  return port.first === port.last ? `${port.first}` : `${port.first}–${port.last}`
}

/** What names stand for at the pods that are reached (POR-4): ` (http is 8080)`; a warning where no pod has the name. */
function sayNames(
  prepared: Prepared,
  policy: NetworkPolicy,
  rule: Rule,
  entries: readonly PortEntry[],
): readonly Phrase[] {
  const named = entries.flatMap(({ protocol, port }) => (port.kind === 'named' ? [{ protocol, name: port.name }] : []))
  if (named.length === 0) return []
  const reached = findReached(prepared, policy, rule)
  return named.map(({ protocol, name }): Phrase => {
    const numbers = reached.flatMap(({ pods }) =>
      pods.flatMap(({ ports }) => ports.filter((one) => one.name === name && one.protocol === protocol)),
    )
    const distinct = [...new Set(numbers.map(({ port }) => port))].sort((a, b) => a - b)
    if (distinct.length > 0) return { words: ` (${name} is ${listWords(distinct.map(String), 'or')})`, role: 'now' }
    return { words: ` (no pod it reaches has a port ${name}: that admits nothing)`, role: 'warning' }
  })
}

/** The pods at the destination of a rule: those the policy selects, or those its peers match. */
function findReached(prepared: Prepared, policy: NetworkPolicy, { direction, peers }: Rule): readonly PodEndpoint[] {
  const ids =
    direction === 'ingress'
      ? subjectsOf(prepared, policy.path)
      : peers === 'any'
        ? prepared.endpoints.map(({ id }) => id)
        : peers.flatMap(({ path }) => peerMatches(prepared, path).map(({ endpoint }) => endpoint))
  return ids.flatMap((id) => {
    const endpoint = prepared.endpoint(id)
    return endpoint?.kind === 'pods' ? [endpoint] : []
  })
}
