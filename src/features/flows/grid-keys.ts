/** The row that a key leads to; undefined for a key that moves nothing. */
export function moveByKey(key: string, active: number, count: number, page: number): number | undefined {
  const target = targetOf(key, active, count, page)
  return target === undefined ? undefined : Math.min(Math.max(target, 0), count - 1)
}

function targetOf(key: string, active: number, count: number, page: number): number | undefined {
  switch (key) {
    case 'ArrowDown':
      return active + 1
    case 'ArrowUp':
      return active - 1
    case 'PageDown':
      return active + page
    case 'PageUp':
      return active - page
    case 'Home':
      return 0
    case 'End':
      return count - 1
    default:
      return undefined
  }
}
