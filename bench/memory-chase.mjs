/** Numbers that one cache line holds. */
const LINE = 16

/**
 * Nanoseconds per read where each read says where the next one is, in random order over so many bytes. On a shared machine it
 * tells how much of the common cache is left just now: all figures of the engine go up and down with it.
 */
export function chaseMemory(bytes, reads = 2e6) {
  const next = linkInRandomOrder(bytes / 4 / LINE)
  const follow = () => {
    let at = 0
    for (let read = 0; read < reads; read += 1) at = next[at]
    return at
  }
  follow()
  const start = performance.now()
  follow()
  return ((performance.now() - start) / reads) * 1e6
}

function linkInRandomOrder(lines) {
  const order = Array.from({ length: lines }, (_, line) => line)
  for (let last = lines - 1; last > 0; last -= 1) {
    const other = Math.floor(Math.random() * last)
    ;[order[last], order[other]] = [order[other], order[last]]
  }
  const next = new Int32Array(lines * LINE)
  order.forEach((line, place) => {
    next[line * LINE] = order[(place + 1) % lines] * LINE
  })
  return next
}
