/** Closes a `switch` over a union: a kind nobody handled must never fall through to an answer. */
export function assertNever(value: never): never {
  throw new Error(`unhandled case: ${JSON.stringify(value)}`)
}
