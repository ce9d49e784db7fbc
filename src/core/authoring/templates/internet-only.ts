import type { JsonObject } from '../../model/json.ts'
import { suggestPodRanges } from '../../model/pod-ranges.ts'
import type { AddressSet, Family } from '../../net/address.ts'
import { subtractAddresses, toAddressSet } from '../../net/address.ts'
import { readCidr } from '../../net/cidr.ts'
import { toCidrs } from '../../net/to-cidrs.ts'
import { findDns, toDns } from '../dns.ts'
import { toSpec } from '../isolate/isolate-policies.ts'
import type { PlanContext } from '../plan-context.ts'
import { toRule } from '../policy-manifest.ts'
import { formatWanted } from '../wanted-ports.ts'
import { planPolicies } from '../write-policies.ts'
import { choiceField, listField, portsField } from './field.ts'
import { targetField } from './pods-fields.ts'
import { defineTemplate, podsOf } from './template.ts'
import { policyFor } from './template-pods.ts'
import { INTERNET_ONLY_WORDS } from './words.ts'

/**
 * What is not the internet: private addresses, those shared behind carriers' NAT (pods of some clouds have them), and
 * the link-local ones, which hold the metadata addresses 169.254.169.254 and 169.254.170.2. Those of IPv6 lie in
 * fc00::/7 and fe80::/10. Where a plugin lets blocks match pods, this keeps pods out too (IPB-3).
 */
const PRIVATE = [
  '10.0.0.0/8',
  '100.64.0.0/10',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.168.0.0/16',
  'fc00::/7',
  'fe80::/10',
]

const DNS_OPTIONS = [
  { value: 'yes', label: 'Names can be looked up' },
  { value: 'no', label: 'Nothing else' },
]

/** Egress to the internet: one block for each family, because neither holds the other (IPB-5). */
export const INTERNET_ONLY = defineTemplate(
  INTERNET_ONLY_WORDS,
  (context, given) => ({
    target: targetField(context, given.target),
    ports: portsField('Ports', given.ports, 'every'),
    except: listField('Except', given.except, [...PRIVATE, ...podRangesBeyond(context)]),
    dns: choiceField('DNS', given.dns, DNS_OPTIONS),
  }),
  (context, { target, ports, except, dns }) => {
    const subject = podsOf(context, target)
    const rule = toRule('egress', [everywhere(4, except.value), everywhere(6, except.value)], ports.value)
    const lookups = dns.value === 'yes' ? [toDns(findDns(context.prepared.cluster))] : []
    const spec = toSpec(subject.podSelector, ['egress'], { egress: [rule, ...lookups] })
    const name = subject.isFrame ? 'allow-internet' : `allow-${subject.slug}-to-internet`
    const label = `Allow ${subject.title} → internet ${formatWanted(ports.value)}`
    return planPolicies(context, label, [policyFor(subject, name, spec)])
  },
)

/** All addresses of a family but the exceptions that are of it; what is no block stays, to be refused as one. */
function everywhere(family: Family, exceptions: readonly string[]): JsonObject {
  const except = exceptions.filter((cidr) => cidr.includes(':') === (family === 6))
  const cidr = family === 4 ? '0.0.0.0/0' : '::/0'
  return { ipBlock: except.length === 0 ? { cidr } : { cidr, except } }
}

/** Above so many, nobody reads the list; the person gives what matters. */
const MOST_RANGES = 8

/** Where pods are known to lie outside private ranges. */
function podRangesBeyond({ prepared: { settings, cluster } }: PlanContext): readonly string[] {
  const given = settings.podRanges === 'any' ? undefined : settings.podRanges
  const ranges: AddressSet = given ?? suggestPodRanges(cluster)?.ranges ?? []
  const known = toAddressSet(PRIVATE.map(readCidr).flatMap((cidr) => (cidr.kind === 'cidr' ? [cidr.range] : [])))
  const beyond = toCidrs(subtractAddresses(ranges, known))
  return beyond.length > MOST_RANGES ? [] : beyond
}
