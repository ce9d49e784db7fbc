import type { WeighedPod } from '../authoring/policy-form/policy-form-matches.ts'
import type { Prepared } from '../engine/prepare.ts'
import type { ContainerPort } from '../model/cluster.ts'
import { looseText } from './loose-tree.ts'
import type { Position } from './position.ts'
import { destinationsOf } from './scope.ts'
import type { Suggestion, Writer } from './suggestion.ts'
import { countPods } from './words.ts'

/** The numbers and names of ports that the pods a rule is about declare (POR-4), the most frequent first. */
export function completePorts(prepared: Prepared, position: Position, writer: Writer): readonly Suggestion[] {
  const entry = position.steps.slice(0, -1)
  const protocol = looseText(position.object, ...entry, 'protocol')
  const declared = declaredPorts(destinationsOf(prepared, position)).filter(
    ({ port }) => protocol === undefined || port.protocol === protocol,
  )
  const numbers = group(declared, ({ port }) => String(port.port))
  const names = group(declared, ({ port }) => port.name)
  return [
    ...numbers.map(([number, ports]) =>
      suggest(Number(number), ports, [...new Set(ports.flatMap(({ port }) => port.name ?? []))], writer),
    ),
    ...names.map(([name, ports]) => suggest(name, ports, [...new Set(ports.map(({ port }) => port.port))], writer)),
  ]
}

interface DeclaredPort {
  readonly port: ContainerPort
  readonly owner: WeighedPod
}

function declaredPorts(pods: readonly WeighedPod[]): readonly DeclaredPort[] {
  return pods.flatMap((owner) => owner.pod.ports.map((port) => ({ port, owner })))
}

/** By a text that ports have, the most frequent first, then by number and alphabet. */
function group(
  declared: readonly DeclaredPort[],
  textOf: (one: DeclaredPort) => string | undefined,
): readonly (readonly [string, readonly DeclaredPort[]])[] {
  const groups = new Map<string, DeclaredPort[]>()
  for (const one of declared) {
    const text = textOf(one)
    if (text === undefined) continue
    const group = groups.get(text)
    if (group) group.push(one)
    else groups.set(text, [one])
  }
  const weights = new Map([...groups].map(([text, ports]) => [text, weightOf(ports)]))
  const weigh = (text: string) => weights.get(text) ?? 0
  return [...groups].sort(([a], [b]) => weigh(b) - weigh(a) || a.localeCompare(b, 'en', { numeric: true }))
}

/** "http on 3 pods", "8080 and 8081 on 2 pods", "UDP · dns on 2 pods". */
function suggest(
  value: string | number,
  ports: readonly DeclaredPort[],
  aliases: readonly (string | number)[],
  writer: Writer,
): Suggestion {
  const protocols = [...new Set(ports.map(({ port }) => port.protocol))].filter((protocol) => protocol !== 'TCP')
  const what = aliases.length > 0 ? `${aliases.slice(0, 3).join(', ')} on` : 'on'
  const detail = [...protocols, `${what} ${countPods(weightOf(ports))}`].join(' · ')
  return { kind: 'port', label: String(value), detail, ...writer.word(value), goesOn: false }
}

/** How many pods declare them; a pod that does so twice counts once. */
function weightOf(ports: readonly DeclaredPort[]): number {
  return [...new Set(ports.map(({ owner }) => owner))].reduce((sum, { weight }) => sum + weight, 0)
}
