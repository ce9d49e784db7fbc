import type { JsonValue } from '../model/json.ts'
import { type Address, parseAddress } from '../net/address.ts'

/** The addresses among `texts`, each once, in order; what is no address (`None`, `""`, a name) is left out. */
export function readAddresses(texts: readonly (JsonValue | undefined)[]): readonly Address[] {
  const addresses: Address[] = []
  for (const text of texts) {
    const address = typeof text === 'string' ? parseAddress(text) : undefined
    if (address && !addresses.some((known) => isSame(known, address))) addresses.push(address)
  }
  return addresses
}

function isSame(a: Address, b: Address): boolean {
  return a.family === b.family && a.value === b.value
}
