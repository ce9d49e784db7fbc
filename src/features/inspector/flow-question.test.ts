import { describe, expect, it } from 'vitest'
import type { PictureNode } from '../../core/picture/picture.ts'
import { workloadNode } from '../../store/fake-engine.testing.ts'
import { toQuestion } from './flow-question.ts'

const [WEB, DB] = ['shop/deployment/web', 'shop/statefulset/db'] as const

function withPorts(...ports: readonly string[]): PictureNode {
  const node = workloadNode(DB)
  return node.kind === 'workload' ? { ...node, ports } : node
}

function portOf(label: string, ...ports: readonly string[]) {
  const question = toQuestion(workloadNode(WEB), withPorts(...ports), label)
  return question && `${question.protocol} ${question.port}`
}

describe('toQuestion', () => {
  it('asks on the first port of the label', () => {
    expect(portOf('8080')).toBe('TCP 8080')
    expect(portOf('53 UDP, TCP')).toBe('UDP 53')
    expect(portOf('443-445, 8443')).toBe('TCP 443')
  })

  it('asks on the first port that the target declares where the label names none', () => {
    expect(portOf('every port', '9090 metrics', '8080 http')).toBe('TCP 9090')
    expect(portOf('', '53 dns UDP')).toBe('UDP 53')
    expect(portOf('http', 'no ports')).toBe('TCP 80')
  })

  it('asks about all of a workload whose pods are told apart', () => {
    const split = workloadNode(DB, [`${DB}#db-0`, `${DB}#db-1`])
    expect(toQuestion(workloadNode(WEB), split)).toEqual({ from: WEB, to: DB, protocol: 'TCP', port: 80 })
  })

  it('has no question about a whole namespace', () => {
    const frame: PictureNode = {
      kind: 'namespace',
      id: 'namespace:shop',
      title: 'shop',
      accessibleName: 'shop',
      stale: false,
      namespace: 'shop',
      declared: true,
      implied: false,
      subtitle: '',
      policies: [],
      workloads: 1,
      folded: true,
    }
    expect(toQuestion(frame, workloadNode(DB))).toBeUndefined()
  })
})
