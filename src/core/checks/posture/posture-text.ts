import { toMarkdown } from '../../model/table-text.ts'
import type { NamespacePosture, PodPosture, Posture, RaiseGroup } from './posture.ts'
import { doorWords, flowsWords, outsideWords, RAISE_WORDS, standingWords, workloadsWords } from './posture-words.ts'

/** More than anyone reads of one kind. */
const MOST_RAISES = 50

/** A posture as Markdown: the namespaces, everybody in them, and what would change it. */
export function writePosture({ namespaces, raises }: Posture): string {
  const parts = [
    '## Posture\n',
    toMarkdown([
      ['namespace', 'workloads', 'ingress isolated', 'egress isolated', 'exposed'],
      ...namespaces.map(toRow),
    ]),
    ...namespaces.map(writeNamespace),
    ...raises.map(writeGroup),
  ]
  return parts.join('\n')
}

function toRow({ name, tally: { all, isolated, exposed } }: NamespacePosture): readonly string[] {
  return [name, ...[all, isolated.ingress, isolated.egress, exposed].map(String)]
}

function writeNamespace({ name, pods }: NamespacePosture): string {
  const head = ['workload', 'ingress', 'from', 'from outside', 'egress', 'to', 'to outside', 'ways in']
  return `### ${name}\n\n${toMarkdown([head, ...pods.map(toLine)])}`
}

function toLine(one: PodPosture): readonly string[] {
  const { ingress, egress, kind, name, doors } = one
  return [
    `${kind} ${name}`,
    standingWords(one, 'ingress'),
    workloadsWords(ingress),
    outsideWords(ingress),
    standingWords(one, 'egress'),
    workloadsWords(egress),
    outsideWords(egress),
    doors.map(doorWords).join('; '),
  ]
}

function writeGroup({ kind, flows, raises }: RaiseGroup): string {
  const shown = raises.slice(0, MOST_RAISES).map(({ rule, message, fixes: [fix] }) => {
    return `- ${rule}: ${message}${fix ? `. ${fix.title}` : ''}\n`
  })
  const rest = raises.length > MOST_RAISES ? `- and ${raises.length - MOST_RAISES} more\n` : ''
  return `### ${RAISE_WORDS[kind]}\n\n${flowsWords(kind, flows)}.\n\n${shown.join('')}${rest}`
}
