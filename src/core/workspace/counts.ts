/** How much a document holds, for titles and toasts. */
export interface PolicyKindCount {
  readonly resources: number
  readonly policies: number
  readonly workloads: number
  readonly namespaces: number
  /** Resources that are there twice, with the same content (VAL-10). */
  readonly doubled: number
}
