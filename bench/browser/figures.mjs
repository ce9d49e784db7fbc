/** Measurements of which the median is told. */
export const ROUNDS = 5

/** The results of some rounds of a measurement, one after the other. */
export async function repeat(rounds, measure) {
  const results = []
  for (let round = 0; round < rounds; round += 1) results.push(await measure(round))
  return results
}

/** The least of `numbers` that at least this share of them does not exceed. */
export function percentile(numbers, share) {
  const sorted = [...numbers].sort((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)]
}

export function median(numbers) {
  return percentile(numbers, 0.5)
}

/** Milliseconds in words: the median, the least and the most. */
export function inWords(times) {
  const [least, most] = [Math.min(...times), Math.max(...times)].map((time) => time.toFixed(0))
  return `${median(times).toFixed(0)} ms (${least} to ${most})`
}
