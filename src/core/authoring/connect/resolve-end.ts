import { assertNever } from '../../model/assert-never.ts'
import type { ConnectEnd } from '../plan.ts'
import type { PlanContext } from '../plan-context.ts'
import { resolveImplied } from './resolve-implied.ts'
import { resolveAllNamespaces, resolveNamespace } from './resolve-namespace.ts'
import { resolveBlock, resolveInternet } from './resolve-outside.ts'
import { resolveWorkload } from './resolve-workload.ts'
import { resolveWorkloads } from './resolve-workloads.ts'
import type { ResolvedEnd } from './resolved-end.ts'

/** Finds an end of a connection in the document; what stands in its way is among its obstacles. */
export function resolveEnd(context: PlanContext, end: ConnectEnd): ResolvedEnd {
  const { prepared } = context
  switch (end.kind) {
    case 'workload':
      return resolveWorkload(prepared, end.id)
    case 'workloads':
      return resolveWorkloads(prepared, end.ids)
    case 'implied':
      return resolveImplied(context, end.id)
    case 'namespace':
      return resolveNamespace(prepared, end)
    case 'all-namespaces':
      return resolveAllNamespaces(prepared)
    case 'block':
      return resolveBlock(prepared, end)
    case 'internet':
      return resolveInternet(prepared, end.reach)
    default:
      return assertNever(end)
  }
}
