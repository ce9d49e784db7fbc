import { describe, expect, it } from 'vitest'
import { contextOf } from '../plan.testing.ts'
import { planAddResource } from './plan-add-resource.ts'

describe('planAddResource', () => {
  it('[END-2] writes a minimal Deployment into a new cluster.yaml', () => {
    const { label, edits } = planAddResource({ files: [] }, { kind: 'Deployment', namespace: 'shop', name: 'web' })
    expect(label).toBe('Add Deployment web')
    expect(edits).toEqual([
      {
        kind: 'createFile',
        file: 'cluster.yaml',
        text: `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  namespace: shop
spec:
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
        - name: web
          image: web:latest
`,
      },
    ])
  })

  it('[POR-4] declares the ports of a container', () => {
    const ports = [
      { containerPort: 80, protocol: 'TCP' },
      { containerPort: 53, protocol: 'UDP' },
    ] as const
    const [edit] = planAddResource({ files: [] }, { kind: 'Pod', namespace: 'shop', name: 'web', ports }).edits
    const end = `      image: web:latest
      ports:
        - containerPort: 80
        - containerPort: 53
          protocol: UDP
`
    expect(edit?.kind === 'createFile' && edit.text.endsWith(end)).toBe(true)
  })

  it('[END-2] adds a document at the end of cluster.yaml and leaves the rest alone', () => {
    const text = 'apiVersion: v1\r\nkind: Namespace\r\nmetadata:\r\n    name: shop\r\n# end\r\n'
    const { edits } = planAddResource({ files: [{ name: 'cluster.yaml', text }] }, { kind: 'Namespace', name: 'yes' })
    const put = '---\r\napiVersion: v1\r\nkind: Namespace\r\nmetadata:\r\n    name: "yes"\r\n'
    expect(edits).toEqual([{ kind: 'splice', file: 'cluster.yaml', start: text.length, end: text.length, text: put }])
    expect(contextOf([{ name: 'cluster.yaml', text: text + put }]).prepared.cluster.namespaces.has('yes')).toBe(true)
  })

  it('[END-2] goes into another file when cluster.yaml is JSON', () => {
    const files = [{ name: 'cluster.yaml', text: '{"kind":"List","apiVersion":"v1","items":[]}' }]
    const { edits } = planAddResource({ files }, { kind: 'Pod', namespace: 'shop', name: 'web' })
    expect(edits).toMatchObject([{ kind: 'createFile', file: 'cluster-2.yaml' }])
  })
})
