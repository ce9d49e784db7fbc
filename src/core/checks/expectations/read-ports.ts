import { quoted } from '../../manifest/findings.ts'
import { portNameProblems } from '../../manifest/label-names.ts'
import type { ScalarTree, Tree } from '../../manifest/tree.ts'
import type { ExpectedPort } from '../../model/expectation.ts'
import { type Fields, integerAt, refuse, treeAt } from './fields.ts'

/** `targetPort`: a number from 1 to 65535 (EXP-2). */
export function readTargetPort(fields: Fields): ExpectedPort | undefined {
  const port = integerAt(fields, 'targetPort')
  if (port === undefined) return undefined
  if (isPort(port)) return { kind: 'range', first: port, last: port }
  refuse(fields, 'targetPort', `${port} is not a port: expected a number from 1 to 65535`)
  return undefined
}

/** `bulkhead.ports`: numbers, ranges and names (EXP-4). Undefined when there are none, or something is wrong with them. */
export function readPorts(fields: Fields): readonly ExpectedPort[] | undefined {
  const tree = treeAt(fields, 'ports')
  if (tree === undefined) return undefined
  if (tree.kind !== 'seq' || tree.items.length === 0) {
    refuse(fields, 'ports', 'a list of ports is expected: 8080, "9000-9010", http')
    return undefined
  }
  const ports = tree.items.map(readPort)
  const wrong = ports.indexOf(undefined)
  if (wrong < 0) return ports.flatMap((port) => port ?? [])
  const written = tree.items[wrong]?.value
  refuse(fields, 'ports', `${quoted(written)} is not a port: expected 8080, "9000-9010" or http`)
  return undefined
}

function readPort(tree: Tree): ExpectedPort | undefined {
  if (tree.kind !== 'scalar') return undefined
  return readNumber(tree) ?? readRange(tree.source) ?? readName(tree.source)
}

function readNumber({ value }: ScalarTree): ExpectedPort | undefined {
  return typeof value === 'number' && isPort(value) ? { kind: 'range', first: value, last: value } : undefined
}

function readRange(text: string): ExpectedPort | undefined {
  const [, from, to] = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(text) ?? []
  if (from === undefined) return undefined
  const [first, last] = [Number(from), Number(to ?? from)]
  return isPort(first) && isPort(last) && first <= last ? { kind: 'range', first, last } : undefined
}

function readName(text: string): ExpectedPort | undefined {
  return portNameProblems(text).length === 0 ? { kind: 'named', name: text } : undefined
}

function isPort(port: number): boolean {
  return Number.isInteger(port) && 1 <= port && port <= 65535
}
