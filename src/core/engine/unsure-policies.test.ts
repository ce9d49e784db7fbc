import { describe, expect, it } from 'vitest'
import { type ClusterNote, makeCluster, type PolicyNote, UPSTREAM } from './cluster.testing.ts'
import { evaluate } from './evaluate.ts'
import { prepare } from './prepare.ts'

const cluster: ClusterNote = {
  workloads: [
    { id: 'a/client', ips: ['10.0.0.1'] },
    { id: 'a/Deployment/web', labels: { app: 'web' }, unknown: ['hash'] },
  ],
}
const mayAdmit: PolicyNote = {
  name: 'may',
  namespace: 'a',
  podSelector: { matchExpressions: [{ key: 'hash', operator: 'In', values: ['1'] }] },
  ingress: [{}],
}
const closed: PolicyNote = { name: 'closed', namespace: 'a', podSelector: { matchLabels: { app: 'web' } } }

function judge(...policies: readonly PolicyNote[]) {
  const question = { from: 'a/pod/client', to: 'a/deployment/web', protocol: 'TCP', port: 80 } as const
  const { answer, ingress } = evaluate(prepare(makeCluster({ ...cluster, policies }), UPSTREAM), question)
  const causes = ingress.causes.flatMap((cause) => (cause.kind === 'policy' ? [[cause.name, cause.answer]] : []))
  return { answer, causes: Object.fromEntries(causes) }
}

describe('a policy that only may select the end', () => {
  it('[VER-3] is what an open answer depends on, also when it admits whatever it selects', () => {
    expect(judge(closed, mayAdmit)).toEqual({ answer: 'depends', causes: { closed: 'does-not-admit', may: 'depends' } })
  })

  it('[END-2c] admits when the end is allowed either way', () => {
    expect(judge(mayAdmit)).toEqual({ answer: 'allowed', causes: { may: 'admits' } })
  })

  it('[END-2c] leaves the answer open when it admits nothing', () => {
    const { ingress: _, ...admitsNothing } = mayAdmit
    expect(judge(admitsNothing)).toEqual({ answer: 'depends', causes: { may: 'depends' } })
  })
})
