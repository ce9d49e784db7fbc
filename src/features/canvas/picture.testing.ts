import type {
  NamespaceNode,
  OutsideNode,
  Picture,
  PictureEdge,
  PictureNode,
  WorkloadNode,
} from '../../core/picture/picture.ts'

/** A frame for tests. */
export function frame(namespace: string, more: Partial<NamespaceNode> = {}): NamespaceNode {
  return {
    kind: 'namespace',
    id: `frame:${namespace}`,
    title: namespace,
    accessibleName: `namespace ${namespace}`,
    stale: false,
    namespace,
    declared: true,
    implied: false,
    subtitle: 'no policy',
    policies: [],
    workloads: 1,
    folded: false,
    ...more,
  }
}

/** A card for tests; its id is `namespace/deployment/name`. */
export function card(namespace: string, name: string, more: Partial<WorkloadNode> = {}): WorkloadNode {
  const id = `${namespace}/deployment/${name}`
  return {
    kind: 'workload',
    id,
    title: name,
    accessibleName: name,
    stale: false,
    parent: `frame:${namespace}`,
    namespace,
    subtitle: 'Deployment',
    ports: [],
    services: [],
    implied: false,
    state: 'running',
    hostNetwork: false,
    isolation: { ingress: 'open', egress: 'open' },
    endpoints: [id],
    ...more,
  }
}

export function outside(role: OutsideNode['role'], endpoints: readonly string[]): OutsideNode {
  const id = `outside:${role}`
  return {
    kind: 'outside',
    id,
    title: role,
    accessibleName: role,
    stale: false,
    role,
    detail: '',
    notes: [],
    endpoints,
  }
}

export function edge(from: string, to: string, more: Partial<PictureEdge> = {}): PictureEdge {
  return {
    id: `${from}>${to}`,
    from,
    to,
    answer: 'allowed',
    label: '80',
    rules: ['policies.yaml#0/spec/ingress/0'],
    pairs: 1,
    stale: false,
    accessibleName: `allowed: ${from} to ${to}`,
    ...more,
  }
}

export function picture(nodes: readonly PictureNode[], edges: readonly PictureEdge[] = []): Picture {
  return { nodes, edges, edgesNotDrawn: 0, folded: new Set() }
}
