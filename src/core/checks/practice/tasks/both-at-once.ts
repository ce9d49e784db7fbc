import { deploymentText, joinTexts, namespaceText, podText } from '../cluster-text.ts'
import type { PracticeTask } from '../practice-task.ts'

const DENY = `# Nobody reaches the pods of harbour, but as below.
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: default-deny-ingress
  namespace: harbour
spec:
  podSelector: {}
  policyTypes: [Ingress]
---
`

export const BOTH_AT_ONCE: PracticeTask = {
  id: 'both-at-once',
  title: 'Both at once',
  sentence:
    'Only prometheus in namespace watch may read the metrics of crane, on 9100. The policy that is there lets more in: correct it.',
  cluster: joinTexts(
    namespaceText('harbour'),
    deploymentText('harbour', 'crane', { http: 8080, metrics: 9100 }),
    deploymentText('harbour', 'prometheus', { http: 9090 }),
    namespaceText('watch', { team: 'platform' }),
    deploymentText('watch', 'prometheus', { http: 9090 }),
    podText('watch', 'shell', { run: 'shell' }),
  ),
  start: `${DENY}# Meant for prometheus in watch.
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: metrics
  namespace: harbour
spec:
  podSelector:
    matchLabels:
      app: crane
  policyTypes: [Ingress]
  ingress:
    - from:
        - namespaceSelector:
            matchLabels:
              kubernetes.io/metadata.name: watch
        - podSelector:
            matchLabels:
              app: prometheus
      ports:
        - protocol: TCP
          port: 9100
`,
  solution: `${DENY}# For prometheus in watch: one item, so that both must match.
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: metrics
  namespace: harbour
spec:
  podSelector:
    matchLabels:
      app: crane
  policyTypes: [Ingress]
  ingress:
    - from:
        - namespaceSelector:
            matchLabels:
              kubernetes.io/metadata.name: watch
          podSelector:
            matchLabels:
              app: prometheus
      ports:
        - protocol: TCP
          port: 9100
`,
  requirements: [
    {
      says: 'Prometheus in watch reads the metrics of crane.',
      breach: 'closed',
      from: { namespace: 'watch', name: 'prometheus' },
      to: { namespace: 'harbour', name: 'crane' },
    },
    { says: 'Others in watch reach nothing in harbour.', breach: 'open', from: { namespace: 'watch', name: 'shell' } },
    { says: 'Pods of harbour do not reach each other.', breach: 'open', from: { namespace: 'harbour' } },
    { says: 'Nothing else is opened.', breach: 'open' },
    { says: 'Nothing else is closed.', breach: 'closed' },
  ],
  hints: [
    'Select the policy, or ask in Explain: from watch / shell to harbour / crane on 9100. Which item lets it in?',
    'Items of a list are alternatives: one of them is enough. What stands within one item must match together.',
    'One dash too many: take away the dash before podSelector, so that both selectors are one item.',
  ],
}
