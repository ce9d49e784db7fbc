import type { FlowWindow } from '../../core/flow-table/flow-desk.ts'

/** "240,113 flows", "240,113 flows, 1,204 shown by the filter". */
export function countFlows({ total, shown, omitted }: FlowWindow, isFiltered: boolean): string {
  const all = total === 1 ? '1 flow' : `${say(total)} flows`
  const more = omitted > 0 ? `, and ${say(omitted)} that nothing isolates, not listed` : ''
  return `${all}${isFiltered ? `, ${say(shown)} shown by the filter` : ''}${more}`
}

/** `1,204`. */
export function say(count: number): string {
  return count.toLocaleString('en')
}
