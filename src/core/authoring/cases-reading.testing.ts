/** What the reader has to say of a document. */
import { buildCluster } from '../inventory/build-cluster.ts'
import type { Severity } from '../model/diagnostic.ts'
import type { PlanContext } from './plan-context.ts'

const PROBLEMS: readonly Severity[] = ['error', 'warning']

/** Every diagnostic of a document as text; infos (skipped kinds, undeclared namespaces) aside. */
export function describeReading(
  { reading }: PlanContext,
  severities: readonly Severity[] = PROBLEMS,
): readonly string[] {
  const resources = reading.files.flatMap((file) => file.items.flatMap((item) => item.resources))
  return [
    ...reading.files.flatMap((file) => file.diagnostics),
    ...reading.files.flatMap((file) => file.items.flatMap((item) => item.diagnostics)),
    ...buildCluster(resources).diagnostics,
  ]
    .filter(({ severity }) => severities.includes(severity))
    .map(({ severity, code, message }) => `${severity} ${code} ${message}`)
}
