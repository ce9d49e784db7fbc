import { findDns, toDns } from '../dns.ts'
import { toSpec } from '../isolate-policies.ts'
import { planPolicies } from '../write-policies.ts'
import { targetField } from './pods-fields.ts'
import { frame, passes, pods } from './small-picture.ts'
import { defineTemplate, podsOf } from './template.ts'
import { policyFor } from './template-pods.ts'

const WORDS = {
  id: 'allow-dns',
  title: 'Allow DNS',
  sentence: 'Isolates the pods for egress and lets them look names up at kube-dns, by UDP and TCP 53.',
  picture: {
    nodes: [pods('pods', 0), frame('kube-system', 1), pods('kube-dns', 1, 0, 'kube-system')],
    edges: [passes('pods', 'kube-dns', '53')],
  },
}

/** Lookups, where the DNS pods of the document are (END-7). */
export const ALLOW_DNS = defineTemplate(
  WORDS,
  (context, given) => ({ target: targetField(context, given.target) }),
  (context, { target }) => {
    const subject = podsOf(context, target)
    const name = subject.isFrame ? 'allow-dns' : `allow-${subject.slug}-to-dns`
    const spec = toSpec(subject.podSelector, ['egress'], { egress: [toDns(findDns(context.prepared.cluster))] })
    return planPolicies(context, `Allow DNS for ${subject.title}`, [policyFor(subject, name, spec)])
  },
)
