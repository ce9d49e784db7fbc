import { describeProfile } from '../model/cni-words.ts'
import { suggestPodRanges } from '../model/pod-ranges.ts'
import { countKinds } from '../model/policy-kinds.ts'
import { toMarkdown } from '../model/table-text.ts'
import { toCidrs } from '../net/to-cidrs.ts'
import { escapeMarkdown } from '../sentences/markdown.ts'
import { type Analysis, invalidPolicies, resourcesOf } from '../workspace/analyse.ts'
import { locationOf } from '../workspace/locations.ts'
import type { ReportSet } from './report-set.ts'

/** The sets of a report by what they are called in it. */
export type NamedSets = readonly { readonly title: string; readonly set: ReportSet }[]

/** What the report rests on: files, counts, settings and assumptions, so that it can be checked. */
export function evidenceSection(sets: NamedSets, version: string): readonly string[] {
  const { prepared } = (sets.at(-1) as NamedSets[number]).set.analysis
  const { cni } = prepared.settings
  return [
    '## Evidence',
    '',
    toMarkdown([['set', 'file', 'bytes', 'date', 'SHA-256'], ...sets.flatMap(fileRows)]),
    toMarkdown([['', ...sets.map(({ title }) => title)], ...countRows(sets)]),
    ...sets.flatMap(failureLines),
    `- Tool: Bulkhead ${escapeMarkdown(version)}.`,
    `- Network plugin (CNI profile): ${cni}: ${escapeMarkdown(describeProfile(cni))}.`,
    ...sets.map(({ title, set }) => `- Pod ranges${forTitle(sets, title)}: ${podRangeWords(set.analysis)}.`),
    ...sets.map(({ title, set }) => `- Kinds not evaluated${forTitle(sets, title)}: ${otherKinds(set.analysis)}.`),
    '',
    'Assumptions:',
    '',
    ...ASSUMPTIONS.map((words) => `- ${words}`),
    '',
  ]
}

const ASSUMPTIONS = [
  'Only these files are judged: pods, namespaces and policies that are not in them are unknown.',
  'A connection is judged by its first packet, at both ends; replies of what is admitted pass.',
  'Where Kubernetes leaves the answer to the network plugin, or an address or a label is not known, the answer is "depends".',
  'Endpoints that only selectors speak of are judged like others, and said to be implied.',
  'ICMP, and what a pod gets from its own node or from itself, are not judged.',
]

function fileRows({ title, set }: NamedSets[number]): readonly (readonly string[])[] {
  return set.files.map(({ name, bytes, date, sha256 }) => [
    title,
    name,
    `${bytes}`,
    date ?? 'not known',
    sha256 ?? 'not known',
  ])
}

const COUNTS: readonly (readonly [string, (set: ReportSet) => number])[] = [
  ['objects read', ({ analysis }) => resourcesOf(analysis.reading).length],
  ['documents skipped: no Kubernetes object', ({ analysis }) => countSkipped(analysis)],
  ['paths that could not be read', ({ failures }) => failures.length],
  ['errors', ({ analysis }) => analysis.diagnostics.filter(({ severity }) => severity === 'error').length],
  ['NetworkPolicies in force', ({ analysis }) => analysis.cluster.policies.length],
  ['NetworkPolicies invalid, not in force', ({ analysis }) => invalidPolicies(analysis).length],
  ['workloads', ({ analysis }) => analysis.cluster.workloads.length],
  ['namespaces', ({ analysis }) => analysis.cluster.namespaces.size],
]

function countRows(sets: NamedSets): readonly (readonly string[])[] {
  return COUNTS.map(([words, count]) => [words, ...sets.map(({ set }) => `${count(set)}`)])
}

/** Lists of expectations hold no objects and are read all the same. */
function countSkipped({ reading, expectations }: Analysis): number {
  const lists = new Set(expectations.map(({ path }) => path.slice(0, path.lastIndexOf('/'))))
  const empty = reading.files.flatMap(({ items }) => items.filter(({ resources }) => resources.length === 0))
  return empty.filter(({ path }) => !lists.has(path)).length
}

function failureLines({ set: { failures, analysis } }: NamedSets[number]): readonly string[] {
  const invalid = invalidPolicies(analysis).flatMap(({ path }) => locationOf(analysis.reading, path) ?? [])
  return [
    ...failures.map((words) => `- Not read: ${escapeMarkdown(words)}`),
    ...invalid.map(({ file, line }) => `- Not in force, because invalid: ${escapeMarkdown(`${file}:${line}`)}`),
  ]
}

function forTitle(sets: NamedSets, title: string): string {
  return sets.length > 1 ? ` (${title})` : ''
}

function podRangeWords({ cluster, prepared }: Analysis): string {
  const { podRanges } = prepared.settings
  if (podRanges === 'any') return 'anywhere, as given'
  if (podRanges) return `${toCidrs(podRanges).join(', ')}, as given`
  const suggested = suggestPodRanges(cluster)
  if (suggested) return `${toCidrs(suggested.ranges).join(', ')}, the podCIDRs of the Nodes, which hold all known pods`
  return 'not given; pods of unknown address are presumed in the private ranges'
}

function otherKinds({ cluster }: Analysis): string {
  return escapeMarkdown(countKinds(cluster.notEvaluated).join(', ')) || 'none'
}
