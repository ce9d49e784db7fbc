const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
const VALUES: ReadonlyMap<string, number> = new Map([...LETTERS].map((letter, value) => [letter, value]))

/** Bytes as base64url (RFC 4648, section 5), without padding. */
export function toBase64(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += 3) {
    const [a = 0, b = 0, c = 0] = bytes.subarray(at, at + 3)
    const group = (a << 16) | (b << 8) | c
    const letters = Math.min(4, bytes.length - at + 1)
    for (let index = 0; index < letters; index += 1) text += LETTERS[(group >> (18 - 6 * index)) & 63]
  }
  return text
}

/** The bytes of base64url; undefined for anything that {@link toBase64} does not write. */
export function fromBase64(text: string): Uint8Array | undefined {
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4))
  let [group, bits, length] = [0, 0, 0]
  for (const letter of text) {
    const value = VALUES.get(letter)
    if (value === undefined) return undefined
    group = ((group << 6) | value) & 0xffff
    bits += 6
    if (bits < 8) continue
    bits -= 8
    bytes[length] = (group >> bits) & 255
    length += 1
  }
  // A last letter of its own, or one with bits that no byte takes, is no writing of ours.
  const isWhole = bits < 6 && (group & ((1 << bits) - 1)) === 0
  return isWhole ? bytes : undefined
}
