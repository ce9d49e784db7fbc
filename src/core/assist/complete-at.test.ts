import { describe, expect, it } from 'vitest'
import { prepare } from '../engine/prepare.ts'
import { clusterOf } from '../inventory/resources.testing.ts'
import { withCaret } from './assist.testing.ts'
import { completeAt } from './complete-at.ts'
import type { Suggestion } from './suggestion.ts'

const WORKLOADS = `
apiVersion: v1
kind: Namespace
metadata: { name: shop, labels: { team: sales } }
---
apiVersion: v1
kind: Namespace
metadata: { name: billing, labels: { team: money } }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop }
spec:
  replicas: 3
  template:
    metadata: { labels: { app: web, tier: front, version: "1.10" } }
    spec: { containers: [{ name: c, ports: [{ name: http, containerPort: 8080 }, { name: dns, containerPort: 53, protocol: UDP }] }] }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: db, namespace: shop }
spec:
  template:
    metadata: { labels: { app: db, tier: back } }
    spec: { containers: [{ name: c, ports: [{ name: sql, containerPort: 5432 }] }] }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: ledger, namespace: billing }
spec:
  template:
    metadata: { labels: { app: ledger } }
    spec: { containers: [{ name: c, ports: [{ name: http, containerPort: 9090 }] }] }
`

const PREPARED = prepare(clusterOf(WORKLOADS), { cni: 'upstream', implied: true })

function suggestions(marked: string): readonly Suggestion[] {
  const { text, offset } = withCaret(marked)
  return completeAt(PREPARED, text, offset).suggestions
}

const labels = (marked: string) => suggestions(marked).map(({ label }) => label)

/** "label: detail" each. */
const details = (marked: string) => suggestions(marked).map(({ label, detail }) => `${label}: ${detail}`)

/** The text after choosing a suggestion, with the caret where it comes to stand. */
function choose(marked: string, label: string): string {
  const { text, offset } = withCaret(marked)
  const { start, end, suggestions: offered } = completeAt(PREPARED, text, offset)
  const chosen = offered.find((one) => one.label === label)
  if (!chosen) throw new Error(`${label} is not offered`)
  const caret = chosen.caret ?? chosen.text.length
  return `${text.slice(0, start)}${chosen.text.slice(0, caret)}|${chosen.text.slice(caret)}${text.slice(end)}`
}

const HEAD = 'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata:\n  name: x\n  namespace: shop\n'
const SPEC = `${HEAD}spec:\n`
const SUBJECT = `${SPEC}  podSelector:\n    matchLabels:\n      app: web\n`

describe('[YML-4] fields', () => {
  it('are those that have a place there and are not written yet', () => {
    expect(labels('|')).toEqual(['apiVersion', 'kind', 'metadata', 'spec'])
    expect(labels(`${HEAD}|`)).toEqual(['spec'])
    expect(labels(`${SPEC}  pod|`)).toEqual(['podSelector', 'podSelector: {}', 'policyTypes', 'ingress', 'egress'])
    expect(labels(`${SPEC}  podSelector: {}\n  |\n  egress: []`)).toEqual(['policyTypes', 'ingress'])
  })

  it('[VAL-5] leave out what does not go with what is written', () => {
    const peers = `${SPEC}  ingress:\n    - from:\n        - `
    expect(labels(`${peers}|`)).toContain('ipBlock')
    expect(labels(`${peers}podSelector: {}\n          |`)).toEqual(['namespaceSelector', 'namespaceSelector: {}'])
    expect(labels(`${peers}ipBlock: {cidr: 10.0.0.0/8}\n          |`)).toEqual([])
  })

  it('[VAL-9] offer endPort beside a number only', () => {
    const ports = `${SPEC}  ingress:\n    - ports:\n        - `
    expect(labels(`${ports}port: 80\n          |`)).toEqual(['protocol', 'endPort'])
    expect(labels(`${ports}port: http\n          |`)).toEqual(['protocol'])
  })

  it('go on with the indentation of the author', () => {
    expect(choose(`${SPEC}  |`, 'podSelector')).toBe(`${SPEC}  podSelector:\n    |`)
    expect(choose(`${SPEC}  in|`, 'ingress')).toBe(`${SPEC}  ingress:\n    - |`)
    expect(choose('spec:\n    policyTypes:\n    - Egress\n    |', 'ingress')).toBe(
      'spec:\n    policyTypes:\n    - Egress\n    ingress:\n    - |',
    )
    expect(choose('kind: A\nspec:\n    b:\n        c: d\n---\nkind: NetworkPolicy\n|', 'spec')).toBe(
      'kind: A\nspec:\n    b:\n        c: d\n---\nkind: NetworkPolicy\nspec:\n    |',
    )
  })

  it('begin a list with its dash, and a word behind a colon with a blank', () => {
    expect(choose(`${SPEC}  ingress:\n    |`, 'from')).toBe(`${SPEC}  ingress:\n    - from:\n        - |`)
    expect(choose(`${SPEC}  ingress:\n  -|`, 'ports')).toBe(`${SPEC}  ingress:\n  - ports:\n    - |`)
    expect(choose(`${SPEC}  podSelector:|`, '{}')).toBe(`${SPEC}  podSelector: {}|`)
  })

  it('only change the name where a colon follows', () => {
    expect(choose(`${SPEC}  pod|: {}`, 'podSelector')).toBe(`${SPEC}  podSelector|: {}`)
  })

  it('are written in brackets where they stand in brackets', () => {
    expect(choose('{kind: NetworkPolicy, spec: {|}}', 'podSelector')).toBe(
      '{kind: NetworkPolicy, spec: {podSelector: {|}}}',
    )
    expect(choose('{"kind": "NetworkPolicy", "spec": {"in|"}}', 'ingress')).toBe(
      '{"kind": "NetworkPolicy", "spec": {"ingress": [|]}}',
    )
  })

  it('say what they mean', () => {
    expect(suggestions(`${SPEC}  |`)[0]?.note).toMatch(/own namespace/)
  })

  it('[YML-7] are not offered in mappings that are no objects', () => {
    expect(labels('replicaCount: 2\n|')).toEqual([])
    expect(labels('kind: ConfigMap\ndata:\n  |')).toEqual([])
  })
})

describe('[YML-6] kinds and API versions', () => {
  it('fit each other', () => {
    expect(labels('apiVersion: networking.k8s.io/v1\nkind: |')).toEqual(['NetworkPolicy', 'Ingress'])
    expect(labels('apiVersion: |\nkind: Deployment')).toEqual(['apps/v1'])
    expect(labels('kind: |')).toContain('CronJob')
  })
})

describe('[SEL-5] labels of the subject', () => {
  it('are those of the pods of the namespace, with how many have them', () => {
    expect(details(`${SPEC}  podSelector:\n    matchLabels:\n      |`)).toEqual([
      'app: on 4 of 4 pods',
      'tier: on 4 of 4 pods',
      'version: on 3 of 4 pods',
    ])
    expect(details(`${SPEC}  podSelector:\n    matchLabels:\n      app: |`)).toEqual([
      'web: on 3 of 4 pods',
      'db: on 1 of 4 pods',
    ])
  })

  it('[SEL-2] are those of pods that satisfy the other conditions', () => {
    expect(details(`${SUBJECT}      tier: |`)).toEqual(['front: on 3 of 3 pods'])
    expect(labels(`${SUBJECT}      |`)).toEqual(['tier', 'version'])
  })

  it('[YML-2] are put in quotes where YAML needs them, and where they are typed', () => {
    expect(choose(`${SUBJECT}      version: |`, '1.10')).toBe(`${SUBJECT}      version: "1.10"|`)
    expect(choose(`${SPEC}  podSelector: {matchLabels: {app: 'w|'}}`, 'web')).toBe(
      `${SPEC}  podSelector: {matchLabels: {app: 'web'|}}`,
    )
  })

  it('[SEL-3] complete the conditions of matchExpressions', () => {
    const expression = `${SPEC}  podSelector:\n    matchExpressions:\n      - `
    expect(labels(`${expression}key: |`)).toEqual(['app', 'tier', 'version'])
    expect(labels(`${expression}key: app\n        operator: |`)).toEqual(['In', 'NotIn', 'Exists', 'DoesNotExist'])
    expect(labels(`${expression}key: app\n        operator: In\n        values: [|]`)).toEqual(['web', 'db'])
    expect(labels(`${expression}key: app\n        operator: In\n        values:\n          - |`)).toEqual(['web', 'db'])
    expect(labels(`${expression}key: app\n        operator: Exists\n        |`)).toEqual([])
  })
})

describe('[PEE-1, PEE-2, PEE-3] labels of a peer', () => {
  const peer = `${SUBJECT}  ingress:\n    - from:\n        - `

  it('are those of the own namespace, or of the namespaces beside them', () => {
    expect(labels(`${peer}podSelector:\n            matchLabels:\n              app: |`)).toEqual(['web', 'db'])
    expect(
      details(
        `${peer}podSelector:\n            matchLabels:\n              app: |\n          namespaceSelector:\n            matchLabels: { team: money }`,
      ),
    ).toEqual(['ledger: on 1 of 1 pods'])
  })

  it('are those of namespaces in a namespaceSelector', () => {
    expect(details(`${peer}namespaceSelector: { matchLabels: { team: | } }`)).toEqual([
      'money: on 1 of 2 namespaces',
      'sales: on 1 of 2 namespaces',
    ])
  })
})

describe('[POR-4] ports', () => {
  it('are those the selected pods listen on, for ingress', () => {
    expect(details(`${SUBJECT}  ingress:\n    - ports:\n        - port: |`)).toEqual([
      '53: UDP · dns on 3 pods',
      '8080: http on 3 pods',
      'dns: UDP · 53 on 3 pods',
      'http: 8080 on 3 pods',
    ])
  })

  it('are those the peers listen on, for egress', () => {
    const egress = `${SUBJECT}  egress:\n    - to:\n        - podSelector: { matchLabels: { app: db } }\n      ports:\n        - `
    expect(details(`${egress}port: |`)).toEqual(['5432: sql on 1 pod', 'sql: 5432 on 1 pod'])
    expect(details(`${egress}protocol: UDP\n          port: |`)).toEqual([])
  })

  it('keep numbers as numbers', () => {
    expect(choose(`${SUBJECT}  ingress:\n    - ports:\n        - port: 8|`, '8080')).toMatch(/port: 8080\|$/)
    expect(choose(`${SUBJECT}  ingress:\n    - ports:\n        - port: "8|"`, '8080')).toMatch(/port: 8080\|$/)
  })
})

describe('other values', () => {
  it('[SEL-5] namespaces come from the document', () => {
    expect(details('kind: NetworkPolicy\nmetadata:\n  namespace: |')).toEqual(['billing: 1 pod', 'shop: 4 pods'])
  })

  it('[VAL-4] policyTypes are those that are not there yet', () => {
    expect(labels(`${SPEC}  policyTypes:\n    - |`)).toEqual(['Ingress', 'Egress'])
    expect(labels(`${SPEC}  policyTypes: [Ingress, |]`)).toEqual(['Egress'])
    expect(choose(`${SPEC}  policyTypes:\n    - Ingress\n    |`, 'Egress')).toBe(
      `${SPEC}  policyTypes:\n    - Ingress\n    - Egress|`,
    )
  })

  it('[VAL-7] protocols', () => {
    expect(labels(`${SPEC}  egress:\n    - ports:\n        - protocol: |`)).toEqual(['TCP', 'UDP', 'SCTP'])
  })

  it('[VAL-6] exceptions lie inside their block', () => {
    const block = `${SPEC}  egress:\n    - to:\n        - ipBlock:\n            cidr: `
    expect(labels(`${block}|`)).toEqual(['0.0.0.0/0'])
    expect(labels(`${block}10.0.0.0/8\n            except: [|]`)).toEqual([])
    expect(labels(`${block}0.0.0.0/0\n            except: [10.0.0.0/8, |]`)).toContain('192.168.0.0/16')
    expect(labels(`${block}0.0.0.0/0\n            except: [10.0.0.0/8, |]`)).not.toContain('10.0.0.0/8')
  })

  it('[RUL-1, RUL-4] empty values say what they mean', () => {
    expect(details(`${SPEC}  ingress: |`)).toEqual(['[]: admits nothing'])
    expect(details(`${SPEC}  podSelector: |`)).toEqual(['{}: every pod of shop'])
  })
})

describe('[YML-1] other objects', () => {
  it('complete labels where they carry or select some', () => {
    expect(labels('kind: Service\nmetadata: { namespace: shop }\nspec:\n  selector:\n    app: |')).toEqual([
      'web',
      'db',
    ])
    expect(labels('kind: Pod\nmetadata:\n  namespace: shop\n  labels:\n    tier: |')).toEqual(['front', 'back'])
  })

  it('items of a List are objects of their own', () => {
    expect(labels('kind: List\nitems:\n- kind: NetworkPolicy\n  spec:\n    podSelector: {}\n    |')).toEqual([
      'policyTypes',
      'ingress',
      'egress',
    ])
  })
})
