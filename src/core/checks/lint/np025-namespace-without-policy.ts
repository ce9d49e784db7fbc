import type { Namespace } from '../../model/cluster.ts'
import { DIRECTIONS } from '../../model/policy.ts'
import { isolateFix } from './isolate-fix.ts'
import type { LintContext } from './lint-context.ts'
import { each, type Hit, type LintRule } from './lint-rule.ts'
import { SYSTEM_NAMESPACES } from './system-namespaces.ts'
import { countPods } from './words.ts'

export const NP025: LintRule = {
  id: 'NP025',
  code: 'ISO-1',
  severity: 'warning',
  title: 'Namespace without any policy',
  why: 'A namespace without policies is as open as a network without walls: every pod of the cluster, and often the outside, reaches everything in it.',
  check: (context) => each(context.cluster.namespaces.values(), (namespace) => checkNamespace(context, namespace)),
}

function checkNamespace({ policiesIn, podsIn }: LintContext, { name, path }: Namespace): readonly Hit[] {
  const pods = SYSTEM_NAMESPACES.has(name) ? [] : podsIn(name)
  const place = path ?? pods[0]?.pod?.path
  if (pods.length === 0 || place === undefined || policiesIn(name).length > 0) return []
  const message = `no policy in force speaks for namespace ${name}, with ${countPods(pods)}: everybody may reach them`
  const about = { endpoints: pods.map(({ endpoint }) => endpoint.id), directions: DIRECTIONS }
  return [
    { path: place, message, fixes: [isolateFix(name, { kind: 'namespace', namespace: name }, DIRECTIONS)], about },
  ]
}
