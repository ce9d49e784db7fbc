import type { DocumentCounts } from '../../platform/stored-document.ts'
import type { StoredVersion } from '../../platform/stored-versions.ts'

/** "14:02" of today, else "3 Nov", with the year of another one. */
export function toWhen(at: number, now: number): string {
  const then = new Date(at)
  const today = new Date(now)
  if (then.toDateString() === today.toDateString())
    return then.toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' })
  const year = then.getFullYear() === today.getFullYear() ? {} : { year: 'numeric' as const }
  return then.toLocaleDateString([], { day: 'numeric', month: 'short', ...year })
}

/** "3 Nov, 14:02", or only the time of today. */
export function toMoment(at: number, now: number): string {
  const day = toWhen(at, now)
  const time = toWhen(at, at)
  return day === time ? time : `${day}, ${time}`
}

/** "3 files · 12 workloads · 5 policies". */
export function toHoldings({ files, workloads, policies }: DocumentCounts): string {
  return [
    toCount(files, 'file', 'files'),
    toCount(workloads, 'workload', 'workloads'),
    toCount(policies, 'policy', 'policies'),
  ].join(' · ')
}

export function toCount(count: number, one: string, several: string): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : several}`
}

/** "1.2 MB"; a character of a text takes about a byte. */
export function toSize(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`
  const [unit, size] = bytes < 1e6 ? ['kB', bytes / 1e3] : bytes < 1e9 ? ['MB', bytes / 1e6] : ['GB', bytes / 1e9]
  return `${size < 10 ? size.toFixed(1) : Math.round(size).toLocaleString('en')} ${unit}`
}

/** What a version is called: by its name, or by why it was kept. */
export function toVersionTitle({ name, why }: StoredVersion): string {
  if (name !== undefined) return name
  switch (why) {
    case 'opened':
      return 'As it was opened'
    case 'import':
      return 'Before manifests were added'
    case 'restore':
      return 'Before another version was restored'
    case 'meanwhile':
    case 'named':
      return 'While it was worked on'
  }
}
