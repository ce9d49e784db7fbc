/**
 * Seen from afar the last words have a line of their own: they tell apart names that begin alike (`shop-web`,
 * `shop-worker`). A number or another short ending stays with the word before it.
 */
export function splitName(name: string): { readonly head: string; readonly tail: string } {
  const head = /^.*-(?=.{4})/.exec(name)?.[0] ?? ''
  return { head, tail: name.slice(head.length) }
}
