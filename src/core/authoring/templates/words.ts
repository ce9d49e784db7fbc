import { blocked, frame, outside, passes, pods, type SmallPicture } from './small-picture.ts'

/** What is said of a template before anything is asked: without its planner, so that a page can list them all. */
export interface TemplateWords {
  /** For ever: intentions name it. */
  readonly id: string
  readonly title: string
  /** What it does, in one sentence. */
  readonly sentence: string
  readonly picture: SmallPicture
}

export const DEFAULT_DENY_WORDS: TemplateWords = {
  id: 'default-deny',
  title: 'Default deny',
  sentence: 'Isolates every pod of a namespace: only what other policies admit passes.',
  picture: {
    nodes: [outside('anyone', 0), frame('namespace', 1), pods('pods', 1, 0, 'namespace'), outside('anywhere', 2)],
    edges: [blocked('anyone', 'pods'), blocked('pods', 'anywhere')],
  },
}

export const ALLOW_DNS_WORDS: TemplateWords = {
  id: 'allow-dns',
  title: 'Allow DNS',
  sentence: 'Isolates the pods for egress and lets them look names up at kube-dns, by UDP and TCP 53.',
  picture: {
    nodes: [pods('pods', 0), frame('kube-system', 1), pods('kube-dns', 1, 0, 'kube-system')],
    edges: [passes('pods', 'kube-dns', '53')],
  },
}

export const SAME_NAMESPACE_WORDS: TemplateWords = {
  id: 'same-namespace',
  title: 'Same namespace only',
  sentence: 'Isolates a namespace and lets its pods reach each other; for egress, DNS too.',
  picture: {
    nodes: [outside('others', 0), frame('namespace', 1), pods('a', 1, 0, 'namespace'), pods('b', 2, 0, 'namespace')],
    edges: [passes('a', 'b'), blocked('others', 'a')],
  },
}

export const FROM_NAMESPACE_WORDS: TemplateWords = {
  id: 'from-namespace',
  title: 'From a namespace',
  sentence: 'Isolates the pods for ingress and lets every pod of another namespace reach them on the ports you choose.',
  picture: {
    nodes: [frame('other', 0), pods('any pod', 0, 0, 'other'), frame('own', 1), pods('pods', 1, 0, 'own')],
    edges: [passes('any pod', 'pods')],
  },
}

export const FROM_INGRESS_CONTROLLER_WORDS: TemplateWords = {
  id: 'from-ingress-controller',
  title: 'From the ingress controller',
  sentence: 'Isolates the pods for ingress and lets the ingress controller reach them on the ports they serve.',
  picture: {
    nodes: [
      outside('internet', 0),
      frame('ingress-nginx', 1),
      pods('controller', 1, 0, 'ingress-nginx'),
      pods('web', 2),
    ],
    edges: [passes('internet', 'controller'), passes('controller', 'web', '8080')],
  },
}

export const MONITORING_SCRAPE_WORDS: TemplateWords = {
  id: 'monitoring-scrape',
  title: 'Monitoring scrape',
  sentence: 'Isolates the pods for ingress and lets Prometheus fetch their metrics.',
  picture: {
    nodes: [frame('monitoring', 0), pods('prometheus', 0, 0, 'monitoring'), pods('pods', 1)],
    edges: [passes('prometheus', 'pods', 'metrics')],
  },
}

export const TO_API_SERVER_WORDS: TemplateWords = {
  id: 'to-api-server',
  title: 'To the API server',
  sentence:
    "Isolates the pods for egress and lets them reach the API server at its own addresses: it is no pod, and its Service's address is no policy's business.",
  picture: { nodes: [pods('pods', 0), outside('API server', 1)], edges: [passes('pods', 'API server', '6443')] },
}

export const INTERNET_ONLY_WORDS: TemplateWords = {
  id: 'internet-only',
  title: 'Internet, without private ranges',
  sentence:
    'Isolates the pods for egress and lets them reach the internet, but neither private ranges nor the metadata address.',
  picture: {
    nodes: [pods('pods', 0), outside('internet', 1), outside('10.0.0.0/8', 1, 1), outside('169.254.169.254', 1, 2)],
    edges: [passes('pods', 'internet'), blocked('pods', '10.0.0.0/8'), blocked('pods', '169.254.169.254')],
  },
}

export const THREE_TIERS_WORDS: TemplateWords = {
  id: 'three-tiers',
  title: 'Three-tier application',
  sentence: 'Isolates a namespace for ingress; clients reach the web tier, the web tier the API, the API the database.',
  picture: {
    nodes: [
      outside('clients', 0),
      frame('namespace', 1),
      pods('web', 1, 0, 'namespace'),
      pods('api', 2, 0, 'namespace'),
      pods('db', 3, 0, 'namespace'),
    ],
    edges: [passes('clients', 'web'), passes('web', 'api'), passes('api', 'db')],
  },
}

export const TENANT_ISOLATION_WORDS: TemplateWords = {
  id: 'tenant-isolation',
  title: 'Tenant isolation',
  sentence:
    'Isolates the namespaces of a tenant for ingress and lets their pods reach each other, by one label of the namespaces.',
  picture: {
    nodes: [
      frame('tenant a', 0),
      pods('a1', 0, 0, 'tenant a'),
      pods('a2', 1, 0, 'tenant a'),
      frame('tenant b', 2),
      pods('b1', 2, 0, 'tenant b'),
    ],
    edges: [passes('a1', 'a2'), blocked('b1', 'a2')],
  },
}

/** All templates, in the order they are shown. */
export const TEMPLATE_WORDS: readonly TemplateWords[] = [
  DEFAULT_DENY_WORDS,
  ALLOW_DNS_WORDS,
  SAME_NAMESPACE_WORDS,
  FROM_NAMESPACE_WORDS,
  FROM_INGRESS_CONTROLLER_WORDS,
  MONITORING_SCRAPE_WORDS,
  TO_API_SERVER_WORDS,
  INTERNET_ONLY_WORDS,
  THREE_TIERS_WORDS,
  TENANT_ISOLATION_WORDS,
]
