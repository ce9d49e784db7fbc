import { toSpec } from '../isolate/isolate-policies.ts'
import { toRule } from '../policy-manifest.ts'
import { formatWanted } from '../wanted-ports.ts'
import { planPolicies } from '../write-policies.ts'
import { type PodsValue, podsField } from './field.ts'
import { namedPortsOf, targetField } from './pods-fields.ts'
import { findMonitor, namespaceOptions } from './suggestions.ts'
import { defineTemplate, podsOf } from './template.ts'
import { policyFor, toPeer } from './template-pods.ts'
import { MONITORING_SCRAPE_WORDS } from './words.ts'

/** What the port that metrics are fetched from is usually called. */
const METRICS = /^(?:http-)?(?:metrics|prometheus|prom|monitoring)$/

const USUAL: PodsValue = { kind: 'namespace', namespace: 'monitoring' }

/** Metrics are pulled: the collector connects to the pods. */
export const MONITORING_SCRAPE = defineTemplate(
  MONITORING_SCRAPE_WORDS,
  (context, given) => {
    const target = targetField(context, given.target)
    const monitor = findMonitor(context) ?? USUAL
    return {
      target,
      monitor: podsField('Prometheus', given.monitor, namespaceOptions(context), monitor),
      ports: namedPortsOf(context, given.ports, target, METRICS),
    }
  },
  (context, { target, monitor, ports }) => {
    const subject = podsOf(context, target)
    const source = podsOf(context, monitor)
    const rule = toRule('ingress', [toPeer(source, subject.namespace)], ports.value)
    const spec = toSpec(subject.podSelector, ['ingress'], { ingress: [rule] })
    const name = subject.isFrame ? 'allow-metrics' : `allow-metrics-from-${subject.slug}`
    const label = `Allow ${source.title} → ${subject.title} ${formatWanted(ports.value)}`
    return planPolicies(context, label, [policyFor(subject, name, spec)])
  },
)
