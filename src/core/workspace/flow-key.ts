import type { Question } from '../model/verdict.ts'

/** Names a flow by its endpoints. */
export function flowKey({ from, to, protocol, port }: Question): string {
  return `${from} ${to} ${protocol} ${port}`
}
