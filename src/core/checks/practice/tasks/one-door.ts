import { deploymentText, joinTexts, namespaceText, podText, serviceText } from '../cluster-text.ts'
import type { PracticeTask } from '../practice-task.ts'

export const ONE_DOOR: PracticeTask = {
  id: 'one-door',
  title: 'Leave one door open',
  sentence:
    'Only the till of namespace market may connect to prices, and only to the port that its Service leads to. Nothing else changes.',
  cluster: joinTexts(
    namespaceText('market'),
    deploymentText('market', 'till'),
    deploymentText('market', 'prices', { http: 8080, admin: 9901 }),
    serviceText('market', 'prices', 80, 'http'),
    podText('market', 'broom', { app: 'broom' }),
    namespaceText('branch'),
    deploymentText('branch', 'branch-till', {}, { app: 'till' }),
  ),
  start: `# Write a NetworkPolicy here, or draw it: drag from till to
# prices.
`,
  solution: `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: prices
  namespace: market
spec:
  podSelector:
    matchLabels:
      app: prices
  policyTypes: [Ingress]
  ingress:
    - from:
        # Pods of this namespace: the till of branch is another.
        - podSelector:
            matchLabels:
              app: till
      ports:
        # The port of the pods: the Service's 80 is gone by then.
        - protocol: TCP
          port: 8080
`,
  requirements: [
    {
      says: 'The till of market reaches what the Service prices leads to.',
      breach: 'closed',
      from: { namespace: 'market', name: 'till' },
      to: { namespace: 'market', name: 'prices' },
    },
    {
      says: 'The till of market reaches nothing else of prices.',
      breach: 'open',
      from: { namespace: 'market', name: 'till' },
      to: { namespace: 'market', name: 'prices' },
    },
    {
      says: 'Nobody else reaches prices, in whatever namespace they are.',
      breach: 'open',
      to: { namespace: 'market', name: 'prices' },
    },
    { says: 'Everything else is as it was.' },
  ],
  hints: [
    'Select prices, and admit one peer on one port: whatever is not admitted is closed from then on.',
    'A podSelector without a namespaceSelector looks in the namespace of the policy only.',
    'Policies see the port of the pod, after the Service has translated: the targetPort, 8080, or its name.',
  ],
}
