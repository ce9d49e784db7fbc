import type { TextFile } from '../../core/model/edit.ts'
import type { Question } from '../../core/model/verdict.ts'

/** The document of the first visit. */
export const SAMPLE_TITLE = 'payments'

/** What the sample opens with asked: the flow that should not be. */
export const SAMPLE_QUESTION: Question = {
  from: 'monitoring/pod/rogue-pod',
  to: 'payments/deployment/api-server',
  protocol: 'TCP',
  port: 9090,
}

/** Comes with the app, in a part of its own: nothing is requested but a file of the app. */
export async function loadSample(): Promise<readonly TextFile[]> {
  const [policies, cluster] = await Promise.all([
    import('../../../public/samples/payments/policies.yaml?raw'),
    import('../../../public/samples/payments/cluster.yaml?raw'),
  ])
  return [
    { name: 'policies.yaml', text: policies.default },
    { name: 'cluster.yaml', text: cluster.default },
  ]
}
