/** How many bytes a text has in UTF-8, and their SHA-256; that is absent where the page is not served securely. */
export async function digestText(text: string): Promise<{ readonly bytes: number; readonly sha256?: string }> {
  const content = new TextEncoder().encode(text)
  const bytes = content.byteLength
  // Outside of a secure context there is none, whatever its type says.
  const subtle = crypto.subtle as SubtleCrypto | undefined
  if (!subtle) return { bytes }
  return { bytes, sha256: toHex(new Uint8Array(await subtle.digest('SHA-256', content))) }
}

function toHex(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
