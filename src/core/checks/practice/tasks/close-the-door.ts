import { deploymentText, joinTexts, namespaceText, podText } from '../cluster-text.ts'
import type { PracticeTask } from '../practice-task.ts'

export const CLOSE_THE_DOOR: PracticeTask = {
  id: 'close-the-door',
  title: 'Close the door',
  sentence:
    'Nobody may connect to a pod of namespace ledger, nor to pods that are added to it later. Whom its pods connect to themselves stays as it is.',
  cluster: joinTexts(
    namespaceText('ledger'),
    deploymentText('ledger', 'books', { http: 8080 }),
    deploymentText('ledger', 'archive', { sql: 5432 }, { app: 'archive', tier: 'data' }),
    podText('ledger', 'auditor', { run: 'auditor' }),
    namespaceText('office'),
    deploymentText('office', 'desk', { http: 8080 }),
  ),
  later: deploymentText('ledger', 'forecast', { http: 8080 }, { 'app.kubernetes.io/name': 'forecast' }),
  start: `# Nothing is closed yet: write a NetworkPolicy here.
`,
  solution: `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: default-deny-ingress
  namespace: ledger
spec:
  # Every pod of the namespace, whatever its labels.
  podSelector: {}
  # Isolated for ingress, with no rule that admits anything.
  policyTypes: [Ingress]
`,
  requirements: [
    { says: 'Pods that are added to ledger later are closed as well.', to: { namespace: 'ledger', name: 'forecast' } },
    { says: 'Nobody reaches the pods of ledger, on any port.', breach: 'open', to: { namespace: 'ledger' } },
    { says: 'The pods of ledger reach whom they reached before.', breach: 'closed', from: { namespace: 'ledger' } },
    { says: 'Everything else is as it was.' },
  ],
  hints: [
    'A policy never forbids anything. It isolates the pods it selects in a direction; then only what some rule admits passes.',
    'An empty podSelector selects every pod of the namespace, also those that nobody has thought of yet.',
    'One policy in ledger: podSelector {}, policyTypes with Ingress alone, and no rules.',
  ],
}
