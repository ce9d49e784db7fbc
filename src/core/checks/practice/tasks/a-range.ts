import { deploymentText, joinTexts, namespaceText } from '../cluster-text.ts'
import type { PracticeTask } from '../practice-task.ts'

const PARTNER = ['198.51.100.0/24']

export const A_RANGE: PracticeTask = {
  id: 'a-range',
  title: 'A range of ports, a block of addresses',
  sentence:
    'The partner network 198.51.100.0/24 may connect to ftp in namespace drop on 21 and on 30000 to 30100. Nobody else may connect to it.',
  cluster: joinTexts(
    namespaceText('drop'),
    deploymentText('drop', 'ftp', { control: 21 }),
    deploymentText('drop', 'sorter'),
  ),
  start: `# Write a NetworkPolicy here.
`,
  solution: `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: ftp
  namespace: drop
spec:
  podSelector:
    matchLabels:
      app: ftp
  policyTypes: [Ingress]
  ingress:
    - from:
        - ipBlock:
            cidr: 198.51.100.0/24
      ports:
        - protocol: TCP
          port: 21
        - protocol: TCP
          port: 30000
          endPort: 30100
`,
  requirements: [
    {
      says: 'The partner network reaches 21 and each port of the range, the first and the last as well.',
      breach: 'closed',
      from: { blocks: PARTNER },
      to: { namespace: 'drop', name: 'ftp' },
    },
    {
      says: 'The partner network reaches no other port of ftp.',
      breach: 'open',
      from: { blocks: PARTNER },
      to: { namespace: 'drop', name: 'ftp' },
    },
    {
      says: 'Nobody else reaches ftp, inside or outside.',
      breach: 'open',
      to: { namespace: 'drop', name: 'ftp' },
    },
    { says: 'Everything else is as it was.' },
  ],
  hints: [
    'Addresses outside of the cluster are an ipBlock with a cidr.',
    'A range is one entry: port is its first port, endPort its last.',
    'One rule: from the ipBlock, with two port entries, 21 and 30000 with endPort 30100, both TCP.',
  ],
}
