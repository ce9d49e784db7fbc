import type { Prepared } from '../../engine/prepare.ts'
import type { Expectation, ExpectedEnd } from '../../model/expectation.ts'
import { sayEnd } from '../../model/expectation-words.ts'
import type { Labels } from '../../model/selector.ts'
import { resolveEnd } from './resolve-ends.ts'
import { resolvePort } from './resolve-ports.ts'

/** Kinds of which `kubectl exec` finds a pod by itself. */
const EXECUTABLE = ['pod', 'deployment', 'statefulset', 'daemonset', 'replicaset', 'job']

/**
 * What to type to try an expectation by hand, a line for each port: from one pod of the source to one of the destination.
 * `[]` where an end or a port is not there (EXP-6).
 */
export function probeCommands(prepared: Prepared, expectation: Expectation): readonly string[] {
  const { from, to, ports, protocol, timeoutSeconds } = expectation
  const [source, target] = [resolveEnd(prepared, from), resolveEnd(prepared, to)]
  if (source.kind === 'nothing' || target.kind === 'nothing') return []
  const host = hostOf(prepared, to, target.texts)
  return ports.flatMap((port) => {
    const isRange = port.kind === 'range' && port.first < port.last
    const numbers = isRange
      ? [`${port.first}-${port.last}`]
      : resolvePort(prepared, port, expectation, source.texts, target.texts).map((one) => `${one.port}`)
    return numbers.map((number) => {
      const flags = { TCP: '-zv', UDP: '-zvu', SCTP: '-zv --sctp' }[protocol]
      return `${executor(from)}nc ${flags} -w ${timeoutSeconds} ${host} ${number}`
    })
  })
}

function executor(from: ExpectedEnd): string {
  if (from.kind !== 'workload') return `# from ${sayEnd(from)}: `
  const { workload, namespace, name } = from
  if (!EXECUTABLE.includes(workload)) return `# from a pod of ${workload} ${namespace}/${name}: `
  return `kubectl exec -n ${quote(namespace)} ${quote(`${workload}/${name}`)} -- `
}

/** A host as it is, one address of a block, or the address of one pod of a workload. */
function hostOf(prepared: Prepared, to: ExpectedEnd, texts: readonly string[]): string {
  if (to.kind !== 'workload') return quote(texts[0] ?? '')
  const { workload, namespace, name } = to
  if (workload === 'pod') return ask(`pod -n ${quote(namespace)} ${quote(name)}`, '{.status.podIP}')
  const labels = labelsOf(prepared, to)
  const selector = [...labels].map(([key, value]) => `${key}=${value}`).join(',')
  return ask(`pods -n ${quote(namespace)} -l ${quote(selector)}`, '{.items[0].status.podIP}')
}

function ask(what: string, path: string): string {
  return `"$(kubectl get ${what} -o jsonpath='${path}')"`
}

/** What the pods of a workload are found by. */
function labelsOf(
  { cluster }: Prepared,
  { workload, namespace, name }: Extract<ExpectedEnd, { kind: 'workload' }>,
): Labels {
  const found = cluster.workloads.find(
    (one) => one.kind.toLowerCase() === workload && one.namespace === namespace && one.name === name,
  )
  return found?.matchLabels ?? found?.pods[0]?.labels ?? new Map()
}

/** As a word of a shell. */
function quote(text: string): string {
  return /^[\w./:=,@%+-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`
}
