import type { Cluster } from '../model/cluster.ts'
import type { Diagnostic } from '../model/diagnostic.ts'
import type { Endpoint } from '../model/endpoint.ts'
import { field, type JsonValue } from '../model/json.ts'
import { suggestPodRanges } from '../model/pod-ranges.ts'
import { countKinds } from '../model/policy-kinds.ts'
import type { Resource } from '../model/resource.ts'
import type { Work } from '../model/work.ts'
import { toCidrs } from '../net/to-cidrs.ts'
import type { Picture } from '../picture/picture.ts'
import { type Analysis, invalidPolicies, resourcesOf } from './analyse.ts'
import { choosingProblems, fileOf } from './choose-problems.ts'
import { loudDiagnostics } from './heed-reading.ts'
import { markNodes } from './problem-nodes.ts'
import type { EndpointSummary, FileSummary, PodRangeOffer, PolicySummary, Problem, Snapshot } from './snapshot.ts'

/** What the page shows of one revision. */
export function* makingSnapshot(revision: number, analysis: Analysis, picture: Picture): Work<Snapshot> {
  const { cluster, prepared, reading, diagnostics } = analysis
  const loud = loudDiagnostics(analysis)
  const problems = yield* showingProblems(analysis, picture, loud)
  const offer = offerPodRanges(cluster)
  return {
    revision,
    picture,
    problems,
    problemCount: loud.length,
    files: summarizeFiles(analysis, loud),
    banners: banners(analysis),
    policies: summarizePolicies(analysis),
    counts: {
      resources: resourcesOf(reading).length,
      policies: cluster.policies.length,
      workloads: cluster.workloads.length,
      namespaces: cluster.namespaces.size,
      doubled: diagnostics.filter(({ code, severity }) => code === 'VAL-10' && severity === 'info').length,
    },
    endpoints: prepared.endpoints.map(toSummary),
    ...(offer ? { podRangeSuggestion: offer } : {}),
  }
}

/** The problems the page can show, with the nodes of a picture that they mark. */
export function* showingProblems(
  analysis: Analysis,
  picture: Picture,
  loud = loudDiagnostics(analysis),
): Work<readonly Problem[]> {
  return markNodes(analysis, picture, yield* choosingProblems(analysis, loud))
}

function offerPodRanges(cluster: Cluster): PodRangeOffer | undefined {
  const suggestion = suggestPodRanges(cluster)
  return suggestion && { cidrs: toCidrs(suggestion.ranges), addresses: suggestion.addresses }
}

function banners(analysis: Analysis): readonly string[] {
  const { cluster, prepared } = analysis
  const broken = invalidPolicies(analysis).filter((resource) => resource.policy === undefined)
  return [
    ...countKinds(cluster.notEvaluated).map((words) => `without ${words}: not evaluated`),
    ...(prepared.settings.cni === 'flannel' ? ['flannel stores policies without effect: everything is allowed'] : []),
    ...(broken.length > 0 ? [`not in force, because invalid: ${nameSome(broken)}`] : []),
  ]
}

/** Names that a line has room for. */
const NAMED = 3

function nameSome(policies: readonly Resource[]): string {
  const names = policies.slice(0, NAMED).map(toName)
  return [...names, ...(policies.length > NAMED ? [`${policies.length - NAMED} more`] : [])].join(', ')
}

function toName({ value }: Resource): string {
  const metadata = field(value, 'metadata')
  const asText = (part: JsonValue | undefined, absent: string) => (typeof part === 'string' ? part : absent)
  return `${asText(field(metadata, 'namespace'), 'default')}/${asText(field(metadata, 'name'), '(no name)')}`
}

function summarizeFiles(analysis: Analysis, diagnostics: readonly Diagnostic[]): readonly FileSummary[] {
  const tally = new Map(analysis.reading.files.map(({ name }) => [name, { errors: 0, warnings: 0 }]))
  for (const { place, severity } of diagnostics) {
    const counts = tally.get(fileOf(place))
    if (counts && severity === 'error') counts.errors += 1
    if (counts && severity === 'warning') counts.warnings += 1
  }
  return analysis.reading.files.map(({ name, items }) => {
    const resources = items.flatMap((item) => item.resources)
    const policies = resources.filter(({ policy }) => policy !== undefined).length
    return { name, resources: resources.length, policies, ...(tally.get(name) ?? { errors: 0, warnings: 0 }) }
  })
}

function summarizePolicies(analysis: Analysis): readonly PolicySummary[] {
  return analysis.cluster.policies.map(({ path, namespace, name, stale }) => ({ path, namespace, name, stale }))
}

/** The same object for the same endpoint. */
const summaries = new WeakMap<Endpoint, EndpointSummary>()

function toSummary(endpoint: Endpoint): EndpointSummary {
  const summary = summaries.get(endpoint) ?? summarizeEndpoint(endpoint)
  summaries.set(endpoint, summary)
  return summary
}

function summarizeEndpoint(endpoint: Endpoint): EndpointSummary {
  if (endpoint.kind === 'outside') return { id: endpoint.id, label: endpoint.name, implied: false }
  const part = endpoint.id.includes('#') ? ` (${endpoint.pods[0]?.name ?? ''})` : ''
  return {
    id: endpoint.id,
    label: `${endpoint.namespace} / ${endpoint.name}${part}`,
    implied: endpoint.implied !== undefined,
  }
}
