import { DNS_TEXT, deploymentText, joinTexts, namespaceText } from '../cluster-text.ts'
import type { PracticeTask } from '../practice-task.ts'

interface Parts {
  readonly webTypes: string
  readonly apiLabel: string
  readonly peersOfDb: string
  readonly denied: string
}

function policiesText({ webTypes, apiLabel, peersOfDb, denied }: Parts): string {
  return `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: default-deny
  namespace: dental
spec:
  podSelector: {}
  policyTypes: [Ingress, Egress]
${denied}---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: web
  namespace: dental
spec:
  podSelector:
    matchLabels:
      app: web
  policyTypes: ${webTypes}
  ingress:
    - ports:
        - protocol: TCP
          port: 8443
  egress:
    - to:
        - podSelector:
            matchLabels:
              app: appointments
      ports:
        - protocol: TCP
          port: 8080
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: appointments
  namespace: dental
spec:
  podSelector:
    matchLabels:
      app: ${apiLabel}
  policyTypes: [Ingress, Egress]
  ingress:
    - from:
        - podSelector:
            matchLabels:
              app: web
      ports:
        - protocol: TCP
          port: 8080
  egress:
    - to:
        - podSelector:
            matchLabels:
              app: db
      ports:
        - protocol: TCP
          port: 5432
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: db
  namespace: dental
spec:
  podSelector:
    matchLabels:
      app: db
  policyTypes: [Ingress]
  ingress:
    - ${peersOfDb}:
        - podSelector:
            matchLabels:
              app: appointments
      ports:
        - protocol: TCP
          port: 5432
`
}

const LOOKUPS = `  egress:
    - to:
        - namespaceSelector:
            matchLabels:
              kubernetes.io/metadata.name: kube-system
          podSelector:
            matchLabels:
              k8s-app: kube-dns
      ports:
        - protocol: UDP
          port: 53
        - protocol: TCP
          port: 53
`

const DENTAL = 'dental'

export const REPAIR: PracticeTask = {
  id: 'repair',
  title: 'Repair a set',
  sentence:
    'In namespace dental anybody may reach web on 8443, web may reach appointments on 8080, and appointments db on 5432; all look up names; nothing else passes. Four mistakes are in the way.',
  cluster: joinTexts(
    namespaceText(DENTAL),
    deploymentText(DENTAL, 'web', { https: 8443 }),
    deploymentText(DENTAL, 'appointments', { http: 8080 }),
    deploymentText(DENTAL, 'db', { postgres: 5432 }),
    DNS_TEXT,
  ),
  start: policiesText({ webTypes: '[Ingress]', apiLabel: 'appointment', peersOfDb: 'form', denied: '' }),
  solution: policiesText({
    webTypes: '[Ingress, Egress]',
    apiLabel: 'appointments',
    peersOfDb: 'from',
    denied: LOOKUPS,
  }),
  requirements: [
    {
      says: 'Names can be looked up.',
      breach: 'closed',
      from: { namespace: DENTAL },
      to: { namespace: 'kube-system' },
    },
    { says: 'Anybody reaches web.', breach: 'closed', to: { namespace: DENTAL, name: 'web' } },
    { says: 'Web reaches appointments.', breach: 'closed', to: { namespace: DENTAL, name: 'appointments' } },
    { says: 'Appointments reaches db.', breach: 'closed', to: { namespace: DENTAL, name: 'db' } },
    { says: 'Nobody else reaches db.', breach: 'open', to: { namespace: DENTAL, name: 'db' } },
    { says: 'Nothing else passes.', breach: 'open' },
    { says: 'Everything else is as it was.' },
  ],
  hints: [
    'Problems and Checks, below the picture, name what they find, and where.',
    'One field is misspelt, one label is not that of any pod, one direction is not named in policyTypes.',
    'The fourth is what is missing: default deny for egress also closes the way to the DNS.',
  ],
}
