import { describe, expect, it } from 'vitest'
import { measureNode } from './measure-node.ts'
import type { WorkloadNode } from './picture.ts'

const card = (subtitle: string): WorkloadNode => ({
  kind: 'workload',
  id: 'edge/agent',
  parent: 'edge',
  namespace: 'edge',
  accessibleName: 'agent',
  stale: false,
  title: 'agent',
  subtitle,
  ports: ['no ports'],
  services: [],
  implied: false,
  state: 'running',
  hostNetwork: true,
  isolation: { ingress: 'open', egress: 'open' },
  endpoints: [],
})

/** Between the sides of the card, 12 of padding and 1 of line at each. */
const roomIn = ({ width }: { readonly width: number }) => width - 26

describe('a card', () => {
  it.each([
    ['DaemonSet · node network', 164.3],
    ['Deployment ×12 · suspended', 179.3],
  ])('has room in one line for "%s", %d px wide in DejaVu Sans at 12 px', (subtitle, width) => {
    expect(roomIn(measureNode(card(subtitle)))).toBeGreaterThanOrEqual(width)
    expect(measureNode(card(subtitle)).height).toBe(measureNode(card('Pod')).height)
  })
})
