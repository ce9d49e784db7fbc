/** What `kubectl get -A` knows of a made-up cluster: one List. */
export function generateDump(size: { workloads: number; namespaces?: number; seed?: number; pods?: number }): object
/** The List as `kubectl` prints it. */
export function printDump(dump: object, format: 'json' | 'yaml'): string
