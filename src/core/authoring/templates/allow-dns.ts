import { findDns, toDns } from '../dns.ts'
import { toSpec } from '../isolate/isolate-policies.ts'
import { planPolicies } from '../write-policies.ts'
import { targetField } from './pods-fields.ts'
import { defineTemplate, podsOf } from './template.ts'
import { policyFor } from './template-pods.ts'
import { ALLOW_DNS_WORDS } from './words.ts'

/** Lookups, where the DNS pods of the document are (END-7). */
export const ALLOW_DNS = defineTemplate(
  ALLOW_DNS_WORDS,
  (context, given) => ({ target: targetField(context, given.target) }),
  (context, { target }) => {
    const subject = podsOf(context, target)
    const name = subject.isFrame ? 'allow-dns' : `allow-${subject.slug}-to-dns`
    const spec = toSpec(subject.podSelector, ['egress'], { egress: [toDns(findDns(context.prepared.cluster))] })
    return planPolicies(context, `Allow DNS for ${subject.title}`, [policyFor(subject, name, spec)])
  },
)
