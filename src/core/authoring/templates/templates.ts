import type { PlanContext } from '../plan-context.ts'
import type { PlannedChange } from '../planned-change.ts'
import { refuseChange } from '../write-policies.ts'
import { ALLOW_DNS } from './allow-dns.ts'
import { DEFAULT_DENY } from './default-deny.ts'
import { FROM_INGRESS_CONTROLLER } from './from-ingress-controller.ts'
import { FROM_NAMESPACE } from './from-namespace.ts'
import { INTERNET_ONLY } from './internet-only.ts'
import { MONITORING_SCRAPE } from './monitoring-scrape.ts'
import { SAME_NAMESPACE } from './same-namespace.ts'
import type { Given, Template } from './template.ts'
import { TENANT_ISOLATION } from './tenant-isolation.ts'
import { THREE_TIERS } from './three-tiers.ts'
import { TO_API_SERVER } from './to-api-server.ts'

/** All templates, in the order they are shown. */
export const TEMPLATES: readonly Template[] = [
  DEFAULT_DENY,
  ALLOW_DNS,
  SAME_NAMESPACE,
  FROM_NAMESPACE,
  FROM_INGRESS_CONTROLLER,
  MONITORING_SCRAPE,
  TO_API_SERVER,
  INTERNET_ONLY,
  THREE_TIERS,
  TENANT_ISOLATION,
]

/** Applies a template; parameters that are not given are filled from the document. */
export interface TemplateIntention {
  readonly kind: 'template'
  readonly template: string
  readonly parameters: Given
}

/** Plans a template by its id. */
export function planTemplate(context: PlanContext, { template, parameters }: TemplateIntention): PlannedChange {
  const found = TEMPLATES.find(({ id }) => id === template)
  if (found) {
    const fields = found.ask(context, parameters)
    return { ...found.plan(context, parameters), form: { kind: 'template', fields } }
  }
  return refuseChange(template, [{ code: 'not-expressible', words: `there is no template ${template}` }])
}
