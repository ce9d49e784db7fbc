import { DNS_TEXT, deploymentText, joinTexts, namespaceText, serviceText } from '../cluster-text.ts'
import type { PracticeTask } from '../practice-task.ts'

export const BY_NAME: PracticeTask = {
  id: 'by-name',
  title: 'Found by its name',
  sentence:
    'Pods of namespace letters may connect to the relay of namespace post on 2525, which they call by its name, and to nothing else. Who connects to them stays as it is.',
  cluster: joinTexts(
    namespaceText('letters'),
    deploymentText('letters', 'writer', { http: 8080 }),
    deploymentText('letters', 'stamper'),
    namespaceText('post'),
    deploymentText('post', 'relay', { smtp: 2525 }),
    serviceText('post', 'relay', 25, 'smtp'),
    DNS_TEXT,
  ),
  start: `# Write the policies of letters here.
`,
  solution: `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: to-relay-only
  namespace: letters
spec:
  podSelector: {}
  policyTypes: [Egress]
  egress:
    - to:
        - namespaceSelector:
            matchLabels:
              kubernetes.io/metadata.name: post
          podSelector:
            matchLabels:
              app: relay
      ports:
        - protocol: TCP
          port: 2525
    # A name is looked up before anything is connected to:
    # over UDP, and over TCP when the answer is long.
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
`,
  requirements: [
    {
      says: 'Every pod of letters reaches the relay.',
      breach: 'closed',
      from: { namespace: 'letters' },
      to: { namespace: 'post', name: 'relay' },
    },
    {
      says: 'They find it by its name, also when the answer is long.',
      breach: 'closed',
      from: { namespace: 'letters' },
      to: { namespace: 'kube-system' },
    },
    { says: 'They reach nothing else.', breach: 'open', from: { namespace: 'letters' } },
    { says: 'Who connected to them still does.', breach: 'closed', to: { namespace: 'letters' } },
    { says: 'Everything else is as it was.' },
  ],
  hints: [
    'Once egress is isolated, everything that is not admitted is closed: what does a pod need before it connects to a name?',
    'Names are answered by the pods of Service kube-dns in kube-system, on port 53.',
    'Port 53 takes two entries, UDP and TCP; and it should be open to those pods, not to everybody.',
  ],
}
