import { type Prepared, prepare } from '../../engine/prepare.ts'
import { buildCluster } from '../../inventory/build-cluster.ts'
import { readDocument, readingDocument } from '../../manifest/read-document.ts'
import type { Reading } from '../../manifest/reading.ts'
import type { TextFile } from '../../model/edit.ts'
import type { Endpoint, OutsideEndpoint } from '../../model/endpoint.ts'
import type { Resource } from '../../model/resource.ts'
import type { EngineSettings } from '../../model/settings.ts'
import { finish, type Progress, type Work } from '../../model/work.ts'
import { type AddressSet, isSubset, toAddressSet } from '../../net/address.ts'
import { readCidr } from '../../net/cidr.ts'
import { isEmptyPorts, type PortsByProtocol } from '../../net/ports.ts'
import { ALL_TRAFFIC, formatTraffic, intersectTraffic, subtractTraffic } from '../../net/ports-by-protocol.ts'
import { type Difference, findDifferences } from './flow-differences.ts'
import type { PracticeTask, Requirement, Who } from './practice-task.ts'

/** How an answer stands to its task. */
export interface PracticeState {
  readonly requirements: readonly JudgedRequirement[]
  /** Every requirement holds, and everything can be read. */
  readonly isPassed: boolean
  /** How many errors there are in the document: what cannot be read is not in force. */
  readonly errors: number
}

export interface JudgedRequirement {
  readonly says: string
  readonly holds: boolean
  /** A flow that should not be as it is: "office/desk reaches ledger/books on TCP 8080". */
  readonly example?: string
}

/**
 * Judges the policies of a document by what they let pass in the task's own cluster: whatever lets pass the same as the
 * solution is right, however it is written. Other manifests of the document do not count.
 */
export function judgePractice(task: PracticeTask, files: readonly TextFile[]): PracticeState {
  return finish(judgingPractice(task, files))
}

/** {@link judgePractice} in steps. */
export function* judgingPractice(task: PracticeTask, files: readonly TextFile[]): Work<PracticeState> {
  const reading = yield* readingDocument(files)
  const wanted = prepareWith(task, policiesIn(readText(task.solution)))
  yield JUDGING
  const given = prepareWith(task, policiesIn(reading))
  yield JUDGING
  const differences = [...findDifferences(wanted, given, marksOf(task))]
  const errors = countErrors(reading)
  const requirements = judgeAll(task.requirements, differences)
  return { requirements, errors, isPassed: errors === 0 && requirements.every(({ holds }) => holds) }
}

const JUDGING: Progress = { doing: 'checking' }

/** Nothing is assumed of the network plugin, and nobody is there whom only selectors speak of. */
const SETTINGS: EngineSettings = { cni: 'upstream', implied: false }

function readText(text: string): Reading {
  return readDocument([{ name: 'task.yaml', text }])
}

function resourcesIn({ files }: Reading): readonly Resource[] {
  return files.flatMap(({ items }) => items.flatMap(({ resources }) => resources))
}

function policiesIn(reading: Reading): readonly Resource[] {
  return resourcesIn(reading).filter(({ policy }) => policy !== undefined)
}

function prepareWith({ cluster, later = '' }: PracticeTask, policies: readonly Resource[]): Prepared {
  const own = [...resourcesIn(readText(cluster)), ...resourcesIn(readText(later))]
  return prepare(buildCluster([...own, ...policies]).cluster, SETTINGS)
}

function countErrors({ files }: Reading): number {
  const all = files.flatMap(({ diagnostics, items }) => [...diagnostics, ...items.flatMap((item) => item.diagnostics)])
  return all.filter(({ severity }) => severity === 'error').length
}

function judgeAll(
  requirements: readonly Requirement[],
  differences: readonly Difference[],
): readonly JudgedRequirement[] {
  const counted = new Map<Requirement, Difference>()
  for (const difference of differences) {
    const requirement = requirements.find((one) => covers(one, difference))
    if (requirement && !counted.has(requirement)) counted.set(requirement, difference)
  }
  return requirements.map((requirement) => {
    const { says } = requirement
    const difference = counted.get(requirement)
    return difference ? { says, holds: false, example: describe(requirement, difference) } : { says, holds: true }
  })
}

function covers(requirement: Requirement, difference: Difference): boolean {
  return (
    (requirement.breach ?? difference.breach) === difference.breach &&
    isOne(requirement.from, difference.from) &&
    isOne(requirement.to, difference.to) &&
    !isEmptyPorts(portsOf(requirement, difference))
  )
}

function portsOf({ ports }: Requirement, difference: Difference): PortsByProtocol {
  return ports ? intersectTraffic(ports, difference.ports) : difference.ports
}

function isOne(who: Who | undefined, endpoint: Endpoint): boolean {
  const { namespace, name, blocks } = who ?? {}
  if (endpoint.kind === 'outside')
    return namespace === undefined && name === undefined && (blocks === undefined || isInside(blocks, endpoint))
  const isNamed = name === undefined || endpoint.name === name
  return blocks === undefined && isNamed && (namespace === undefined || endpoint.namespace === namespace)
}

function isInside(blocks: readonly string[], { addresses }: OutsideEndpoint): boolean {
  return isSubset(addresses, toAddresses(blocks))
}

function toAddresses(blocks: readonly string[]): AddressSet {
  return toAddressSet(blocks.map(readCidr).flatMap((reading) => (reading.kind === 'cidr' ? [reading.range] : [])))
}

/** The addresses that requirements speak of. */
function marksOf({ requirements }: PracticeTask): readonly AddressSet[] {
  return requirements.flatMap(({ from, to }) =>
    [from, to].flatMap((who) => (who?.blocks ? [toAddresses(who.blocks)] : [])),
  )
}

function describe(requirement: Requirement, difference: Difference): string {
  const verb = difference.breach === 'open' ? 'reaches' : 'does not reach'
  const [from, to] = [nameOf(difference.from), nameOf(difference.to)]
  return `${from} ${verb} ${to} on ${portWords(portsOf(requirement, difference))}`
}

function portWords(ports: PortsByProtocol): string {
  return isEmptyPorts(subtractTraffic(ALL_TRAFFIC, ports)) ? 'every port' : formatTraffic(ports)
}

function nameOf(endpoint: Endpoint): string {
  return endpoint.kind === 'outside' ? endpoint.name : `${endpoint.namespace}/${endpoint.name}`
}
