import type { Namespace } from '../../model/cluster.ts'
import type { Direction } from '../../model/policy.ts'
import { isolateFix } from './isolate-fix.ts'
import type { LintContext } from './lint-context.ts'
import { each, type Hit } from './lint-rule.ts'
import { SYSTEM_NAMESPACES } from './system-namespaces.ts'

/** Namespaces that have policies, none of which isolates every pod in a direction: also pods that come later (SEL-5). */
export function missingDefaultDeny(context: LintContext, direction: Direction): Iterable<readonly Hit[]> {
  return each(context.cluster.namespaces.values(), (namespace) => checkNamespace(context, namespace, direction))
}

function checkNamespace({ policiesIn, podsIn }: LintContext, { name, path }: Namespace, direction: Direction) {
  if (SYSTEM_NAMESPACES.has(name)) return []
  const own = policiesIn(name)
  const place = path ?? own[0]?.path
  const isCovered = own.some(
    ({ podSelector, isolates }) => isolates[direction] && podSelector.requirements.length === 0,
  )
  if (place === undefined || own.length === 0 || isCovered || podsIn(name).length === 0) return []
  const scope = { kind: 'namespace', namespace: name } as const
  const hit: Hit = {
    path: place,
    message: `no policy of ${name} isolates every pod for ${direction}: a pod that comes later is open`,
    fixes: [isolateFix(name, scope, [direction])],
    about: { endpoints: podsIn(name).map(({ endpoint }) => endpoint.id), directions: [direction] },
  }
  return [hit]
}
