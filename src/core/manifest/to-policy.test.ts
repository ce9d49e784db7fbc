import { describe, expect, it } from 'vitest'
import { readDocument } from './read-document.ts'

const HEAD = 'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { name: a, namespace: shop }\n'

function portsOf(name: string, text: string) {
  const [file] = readDocument([{ name, text }]).files
  const ports = file?.items[0]?.resources[0]?.policy?.rules.ingress[0]?.ports
  return ports === 'any' ? ports : ports?.map(({ protocol, port }) => [protocol, port])
}

describe('the ports of a rule', () => {
  it('[POR-3] reach to endPort, which belongs to them', () => {
    const expected = [
      ['TCP', { kind: 'range', first: 8000, last: 8010 }],
      ['UDP', { kind: 'range', first: 53, last: 53 }],
    ]
    const ports = '[{ port: 8000, endPort: 8010 }, { protocol: UDP, port: 53 }]'
    expect(portsOf('a.yaml', `${HEAD}spec: { podSelector: {}, ingress: [{ ports: ${ports} }] }\n`)).toEqual(expected)
    const json = {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: 'a', namespace: 'shop' },
      spec: {
        podSelector: {},
        ingress: [
          {
            ports: [
              { port: 8000, endPort: 8010 },
              { protocol: 'UDP', port: 53 },
            ],
          },
        ],
      },
    }
    expect(portsOf('a.json', JSON.stringify(json))).toEqual(expected)
  })

  it('[POR-1] [POR-4] are every port without a number, and looked up by name', () => {
    const ports = '[{ protocol: SCTP }, { port: http }]'
    expect(portsOf('a.yaml', `${HEAD}spec: { podSelector: {}, ingress: [{ ports: ${ports} }] }\n`)).toEqual([
      ['SCTP', { kind: 'every' }],
      ['TCP', { kind: 'named', name: 'http' }],
    ])
  })
})
