import type { Snapshot } from '../../core/workspace/snapshot.ts'

/** What came of opening files: what was read, what was left out, and what is broken. */
export interface ImportReport {
  /** Of the document. */
  readonly title: string
  readonly files: readonly ReportedFile[]
  /** Files that were not opened and parts that were left out, each with its reason. */
  readonly leftOut: readonly string[]
  /** Policies of other APIs, and what is not in force: "without 14 CiliumNetworkPolicies: not evaluated". */
  readonly banners: readonly string[]
  /** Kinds that say nothing of traffic: "5 ConfigMaps". */
  readonly setAside: readonly string[]
}

interface ReportedFile {
  readonly name: string
  readonly resources: number
  readonly errors: number
}

export interface Reported {
  readonly title: string
  readonly leftOut: readonly string[]
  readonly setAside: readonly string[]
}

export function toReport({ files, banners }: Snapshot, rest: Reported): ImportReport {
  return { ...rest, banners, files: files.map(({ name, resources, errors }) => ({ name, resources, errors })) }
}

/** Whether there is more to tell than how much was opened. */
export function hasDetails({ files, leftOut, banners, setAside }: ImportReport): boolean {
  const isOdd = files.some(({ resources, errors }) => errors > 0 || resources === 0)
  return isOdd || leftOut.length + banners.length + setAside.length > 0
}

/** The report in one line: "2 left out · 1 file with errors · 5 ConfigMaps say nothing of traffic". */
export function summarizeReport({ files, leftOut, banners, setAside }: ImportReport): string {
  const broken = files.filter(({ errors }) => errors > 0).length
  const empty = files.filter(({ resources, errors }) => resources === 0 && errors === 0).length
  const kinds = setAside.length > 2 ? [...setAside.slice(0, 2), 'others'] : setAside
  return [
    ...(leftOut.length > 2 ? [`${leftOut.length} things left out`] : leftOut),
    ...(broken > 0 ? [`${broken} ${broken === 1 ? 'file' : 'files'} with errors`] : []),
    ...(empty > 0 ? [`${empty} ${empty === 1 ? 'file' : 'files'} without manifests`] : []),
    ...banners,
    ...(setAside.length > 0 ? [`nothing of traffic in ${kinds.join(', ')}`] : []),
  ].join(' · ')
}
