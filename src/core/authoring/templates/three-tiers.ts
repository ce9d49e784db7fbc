import { nameDenying, toSpec } from '../isolate/isolate-policies.ts'
import type { PlanContext } from '../plan-context.ts'
import { toRule } from '../policy-manifest.ts'
import type { Ports } from '../wanted-ports.ts'
import { type NewPolicy, planPolicies } from '../write-policies.ts'
import { choiceField, type PodsField, type PodsValue, podsField } from './field.ts'
import { namespaceField, portsOf } from './pods-fields.ts'
import { findController, findTier, type Tier, USUAL_CONTROLLER, workloadOptions } from './suggestions.ts'
import { defineTemplate, podsOf } from './template.ts'
import { findPods, policyFor, type TemplatePods, toPeer } from './template-pods.ts'
import { THREE_TIERS_WORDS } from './words.ts'

const CLIENT_OPTIONS = [
  { value: 'anyone', label: 'Anyone' },
  { value: 'controller', label: 'The ingress controller' },
  { value: 'nobody', label: 'Nobody yet' },
]

/** A default deny, and a policy for each tier that is reached. */
export const THREE_TIERS = defineTemplate(
  THREE_TIERS_WORDS,
  (context, given) => {
    const namespace = namespaceField(context, given.namespace)
    const web = tierField(context, namespace, 'web', 'Web tier', given.web)
    const api = tierField(context, namespace, 'api', 'API', given.api)
    const db = tierField(context, namespace, 'db', 'Database', given.db)
    return {
      namespace,
      clients: choiceField('Clients of the web tier', given.clients, CLIENT_OPTIONS),
      web,
      webPorts: portsOf(context, given.webPorts, web, 'Ports of the web tier'),
      api,
      apiPorts: portsOf(context, given.apiPorts, api, 'Ports of the API'),
      db,
      dbPorts: portsOf(context, given.dbPorts, db, 'Ports of the database'),
    }
  },
  (context, fields) => {
    const space = podsOf(context, fields.namespace)
    const [web, api, db] = [
      podsOf(context, fields.web),
      podsOf(context, fields.api),
      podsOf(context, fields.db),
    ] as const
    const policies = [
      policyFor(space, nameDenying(['ingress']), toSpec({}, ['ingress'], {})),
      ...admitClients(context, fields.clients.value, web, fields.webPorts.value),
      admit(web, api, fields.apiPorts.value),
      admit(api, db, fields.dbPorts.value),
    ]
    return planPolicies(context, `Three tiers in ${space.title}: ${web.title} → ${api.title} → ${db.title}`, policies)
  },
)

/** The workload that is a tier by its name or labels, else pods to come with the tier as their label. */
function tierField(context: PlanContext, { value }: PodsField, tier: Tier, label: string, given: unknown): PodsField {
  const namespace = value?.kind === 'namespace' ? value.namespace : 'default'
  const toCome: PodsValue = { kind: 'labels', namespace, labels: { app: tier } }
  return podsField(label, given, workloadOptions(context, namespace), findTier(context, namespace, tier) ?? toCome)
}

function admitClients(context: PlanContext, clients: string, web: TemplatePods, ports: Ports): readonly NewPolicy[] {
  if (clients === 'nobody') return []
  if (clients === 'controller')
    return [admit(findPods(context, findController(context) ?? USUAL_CONTROLLER), web, ports)]
  const spec = toSpec(web.podSelector, ['ingress'], { ingress: [toRule('ingress', 'anyone', ports)] })
  return [policyFor(web, `allow-anyone-to-${web.slug}`, spec)]
}

/** A policy that lets one tier reach the next. */
function admit(from: TemplatePods, to: TemplatePods, ports: Ports): NewPolicy {
  const rule = toRule('ingress', [toPeer(from, to.namespace)], ports)
  return policyFor(to, `allow-${from.slug}-to-${to.slug}`, toSpec(to.podSelector, ['ingress'], { ingress: [rule] }))
}
