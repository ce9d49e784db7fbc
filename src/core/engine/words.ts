import type { Member } from './member.ts'

/** `payments/api-server`, `10.0.0.0/8`: what a sentence calls an endpoint. */
export function nameMember({ endpoint }: Member): string {
  return endpoint.kind === 'outside' ? endpoint.name : `${endpoint.namespace}/${endpoint.name}`
}

/** `a`, `a or b`, `a, b or c`. */
export function listWords(words: readonly string[], last: 'and' | 'or'): string {
  if (words.length < 2) return words.join('')
  return `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1)}`
}
