/** Lines `[oldStart, oldEnd)` of one text that stand where `[newStart, newEnd)` stand in another. */
export interface LineStretch {
  readonly oldStart: number
  readonly oldEnd: number
  readonly newStart: number
  readonly newEnd: number
}

/** Steps that a comparison may take: tens of milliseconds. */
const BUDGET = 8_000_000
/** More differing lines than this are not matched one by one. */
const MOST = 1500

/**
 * Where two lists of lines differ, in order; what lies between the stretches is the same. As few lines as possible,
 * unless the lists are so large and so different that this would take long: then one stretch from the first to the last
 * difference.
 */
export function diffLines(before: readonly string[], after: readonly string[]): readonly LineStretch[] {
  const { head, tail } = commonEnds(before, after)
  const [oldEnd, newEnd] = [before.length - tail, after.length - tail]
  if (head === oldEnd && head === newEnd) return []
  const whole = { oldStart: head, oldEnd, newStart: head, newEnd }
  if (head === oldEnd || head === newEnd) return [whole]
  const [old, young] = toNumbers(before.slice(head, oldEnd), after.slice(head, newEnd))
  const path = shortestEdit(old, young)
  return path ? toStretches(path, old.length, young.length, head) : [whole]
}

function commonEnds(before: readonly string[], after: readonly string[]) {
  const most = Math.min(before.length, after.length)
  let head = 0
  while (head < most && before[head] === after[head]) head += 1
  let tail = 0
  while (tail < most - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail += 1
  return { head, tail }
}

/** Equal lines become equal numbers, which compare at once. */
function toNumbers(...lists: readonly [readonly string[], readonly string[]]): readonly [Int32Array, Int32Array] {
  const numbers = new Map<string, number>()
  const numberOf = (line: string) => {
    const known = numbers.get(line)
    if (known !== undefined) return known
    numbers.set(line, numbers.size)
    return numbers.size - 1
  }
  return [Int32Array.from(lists[0], numberOf), Int32Array.from(lists[1], numberOf)]
}

/** A run of equal lines: so many, from there in the one list and from there in the other. */
interface Run {
  readonly old: number
  readonly young: number
  readonly length: number
}

/** The runs of equal lines on a shortest way from one list to the other (Myers); undefined when it would take long. */
function shortestEdit(old: Int32Array, young: Int32Array): readonly Run[] | undefined {
  const most = Math.min(old.length + young.length, MOST, Math.ceil(BUDGET / (old.length + young.length)))
  const furthest = new Int32Array(2 * most + 3)
  const traces: Int32Array[] = []
  for (let depth = 0; depth <= most; depth += 1) {
    traces.push(furthest.slice(most - depth, most + depth + 3))
    for (let diagonal = -depth; diagonal <= depth; diagonal += 2) {
      const at = most + 1 + diagonal
      const [above, left] = [furthest[at + 1] ?? 0, furthest[at - 1] ?? 0]
      let x = diagonal === -depth || (diagonal !== depth && left < above) ? above : left + 1
      while (x < old.length && x - diagonal < young.length && old[x] === young[x - diagonal]) x += 1
      furthest[at] = x
      if (x >= old.length && x - diagonal >= young.length) return walkBack(traces, old.length, young.length)
    }
  }
  return undefined
}

/** The equal runs of the way that ended, from its last depth back to the beginning. */
function walkBack(traces: readonly Int32Array[], oldLength: number, youngLength: number): readonly Run[] {
  const runs: Run[] = []
  let [x, y] = [oldLength, youngLength]
  for (let depth = traces.length - 1; depth >= 0; depth -= 1) {
    const trace = traces[depth] ?? new Int32Array()
    const diagonal = x - y
    // The trace begins one diagonal below -depth.
    const at = diagonal + depth + 1
    const [above, left] = [trace[at + 1] ?? 0, trace[at - 1] ?? 0]
    const isDown = diagonal === -depth || (diagonal !== depth && left < above)
    const [fromX, startX] = depth === 0 ? [0, 0] : isDown ? [above, above] : [left, left + 1]
    const startY = startX - diagonal
    if (x > startX) runs.unshift({ old: startX, young: startY, length: x - startX })
    x = fromX
    y = depth === 0 ? 0 : fromX - (isDown ? diagonal + 1 : diagonal - 1)
  }
  return runs
}

function toStretches(
  runs: readonly Run[],
  oldLength: number,
  youngLength: number,
  head: number,
): readonly LineStretch[] {
  const stretches: LineStretch[] = []
  let [old, young] = [0, 0]
  for (const run of [...runs, { old: oldLength, young: youngLength, length: 0 }]) {
    if (run.old > old || run.young > young)
      stretches.push({ oldStart: head + old, oldEnd: head + run.old, newStart: head + young, newEnd: head + run.young })
    old = run.old + run.length
    young = run.young + run.length
  }
  return stretches
}
