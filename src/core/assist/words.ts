/** "1 pod", "3 pods", "1,200 pods". */
export function countPods(count: number): string {
  return `${count.toLocaleString('en')} ${count === 1 ? 'pod' : 'pods'}`
}

/** "a", "a and b", "a, b and c". */
export function joinWords(words: readonly string[]): string {
  const [last = '', ...others] = words.toReversed()
  return others.length === 0 ? last : `${others.toReversed().join(', ')} and ${last}`
}
