import { DNS_TEXT, deploymentText, joinTexts, namespaceText } from '../cluster-text.ts'
import type { PracticeTask } from '../practice-task.ts'

const START = `# Nothing leaves, but for name lookups.
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: lookups
  namespace: crawl
spec:
  podSelector: {}
  policyTypes: [Egress]
  egress:
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

export const ALL_BUT: PracticeTask = {
  id: 'all-but',
  title: 'All but these',
  sentence:
    'The spider of namespace crawl may fetch from every IPv4 address on 443, but from no private one (10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16) and from none of 169.254.0.0/16, where clouds hand out credentials.',
  cluster: joinTexts(
    namespaceText('crawl'),
    deploymentText('crawl', 'spider'),
    deploymentText('crawl', 'index', { http: 8080 }),
    namespaceText('vault'),
    deploymentText('vault', 'secrets', { https: 443 }),
    DNS_TEXT,
  ),
  start: START,
  solution: `${START}---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: fetch
  namespace: crawl
spec:
  podSelector:
    matchLabels:
      app: spider
  policyTypes: [Egress]
  egress:
    - to:
        - ipBlock:
            cidr: 0.0.0.0/0
            except:
              - 10.0.0.0/8
              - 172.16.0.0/12
              - 192.168.0.0/16
              - 169.254.0.0/16
      ports:
        - protocol: TCP
          port: 443
`,
  requirements: [
    {
      says: 'The spider reaches no address of 169.254.0.0/16.',
      breach: 'open',
      from: { namespace: 'crawl', name: 'spider' },
      to: { blocks: ['169.254.0.0/16'] },
    },
    {
      says: 'The spider reaches no private address.',
      breach: 'open',
      from: { namespace: 'crawl', name: 'spider' },
      to: { blocks: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'] },
    },
    {
      says: 'The spider fetches from all other IPv4 addresses.',
      breach: 'closed',
      from: { namespace: 'crawl', name: 'spider' },
      to: { blocks: ['0.0.0.0/0'] },
    },
    {
      says: 'The spider reaches them on 443 only, and no pods but to look up names.',
      breach: 'open',
      from: { namespace: 'crawl', name: 'spider' },
    },
    { says: 'Names are looked up as before.', breach: 'closed', to: { namespace: 'kube-system' } },
    { says: 'Everything else is as it was.' },
  ],
  hints: [
    'Policies add up: leave the one that is there, and write another for the spider alone.',
    'An ipBlock can leave parts of itself out: except is a list of CIDRs that lie inside of it.',
    '0.0.0.0/0 with four exceptions, on TCP 443.',
  ],
}
