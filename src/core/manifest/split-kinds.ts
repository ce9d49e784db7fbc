/**
 * Whether an object may be or hold a NetworkPolicy, by the `kind`s that stand in its text: false only when there is
 * exactly one that is plainly something else. `kinds` are as written; `text` is searched when they do not tell.
 */
export function mayHoldPolicy(kinds: readonly string[], text: string): boolean {
  const [kind, ...others] = kinds
  if (kind === undefined) return text.includes('NetworkPolic')
  const name = unquote(kind)
  if (others.length > 0 || !/^[A-Za-z][A-Za-z0-9]*$/.test(name)) return true
  if (/^networkpolic/i.test(name)) return true
  return name.endsWith('List') && text.includes('NetworkPolic')
}

/** No kind is longer; what is cut there is no kind. */
const LONGEST = 200

/** A short scalar without the quotes or the comment it may have. */
export function unquote(written: string): string {
  const [, quoted, singleQuoted, plain] =
    /^\s*(?:"([^"\\]*)"|'([^']*)'|([^\s#"'][^#]*?))\s*(?:(?<=\s)#.*)?$/s.exec(written.slice(0, LONGEST)) ?? []
  return quoted ?? singleQuoted ?? plain ?? written
}
