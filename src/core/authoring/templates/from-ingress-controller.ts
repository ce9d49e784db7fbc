import { toSpec } from '../isolate/isolate-policies.ts'
import { toRule } from '../policy-manifest.ts'
import { formatWanted } from '../wanted-ports.ts'
import { planPolicies } from '../write-policies.ts'
import { podsField } from './field.ts'
import { portsOf, targetField } from './pods-fields.ts'
import { findController, findIngressTarget, namespaceOptions, USUAL_CONTROLLER } from './suggestions.ts'
import { defineTemplate, podsOf } from './template.ts'
import { policyFor, toPeer } from './template-pods.ts'
import { FROM_INGRESS_CONTROLLER_WORDS } from './words.ts'

/** Requests that come in through an Ingress (ING-1). */
export const FROM_INGRESS_CONTROLLER = defineTemplate(
  FROM_INGRESS_CONTROLLER_WORDS,
  (context, given) => {
    const suggested = findIngressTarget(context)
    const target = targetField(context, given.target, suggested)
    const controller = findController(context) ?? USUAL_CONTROLLER
    return {
      target,
      controller: podsField('Ingress controller', given.controller, namespaceOptions(context), controller),
      ports: portsOf(context, given.ports, target),
    }
  },
  (context, { target, controller, ports }) => {
    const subject = podsOf(context, target)
    const source = podsOf(context, controller)
    const rule = toRule('ingress', [toPeer(source, subject.namespace)], ports.value)
    const spec = toSpec(subject.podSelector, ['ingress'], { ingress: [rule] })
    const label = `Allow ingress controller → ${subject.title} ${formatWanted(ports.value)}`
    return planPolicies(context, label, [policyFor(subject, `allow-ingress-to-${subject.slug}`, spec)])
  },
)
