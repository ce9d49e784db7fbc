/**
 * Reading the text of an address. `sloppy` takes what the API server takes in a CIDR: any number of leading zeros,
 * read as decimal in IPv4 and as hexadecimal in IPv6 groups. `strict` takes no leading zero in IPv4 parts and no more
 * than four digits in a group. Zones, spaces and signs are never read.
 */
type Strictness = 'strict' | 'sloppy'

/** The 32 bits of an IPv4 address, or undefined. */
export function readIPv4(text: string, strictness: Strictness): bigint | undefined {
  const parts = text.split('.')
  const pattern = strictness === 'strict' ? /^(0|[1-9]\d{0,2})$/ : /^\d+$/
  if (parts.length !== 4 || !parts.every((part) => pattern.test(part) && Number(part) <= 255)) return undefined
  return parts.reduce((value, part) => (value << 8n) | BigInt(Number(part)), 0n)
}

/** The 128 bits of an IPv6 address, its last 32 bits possibly in IPv4 notation, or undefined. */
export function readIPv6(text: string, strictness: Strictness): bigint | undefined {
  const halves = text.split('::')
  if (halves.length > 2) return undefined
  const [head, tail] = halves.map((half, index) => readGroups(half, index === halves.length - 1, strictness))
  if (head === undefined) return undefined
  if (halves.length === 1) return head.length === 8 ? join(head) : undefined
  // `::` stands for at least one group of zeros.
  if (tail === undefined || head.length + tail.length > 7) return undefined
  return join([...head, ...Array<bigint>(8 - head.length - tail.length).fill(0n), ...tail])
}

function readGroups(text: string, mayEndInIPv4: boolean, strictness: Strictness): bigint[] | undefined {
  if (text === '') return []
  const parts = text.split(':')
  const pattern = strictness === 'strict' ? /^[0-9a-f]{1,4}$/i : /^0*[0-9a-f]{1,4}$/i
  const groups: bigint[] = []
  for (const [index, part] of parts.entries()) {
    if (pattern.test(part)) groups.push(BigInt(`0x${part}`))
    else {
      const four = mayEndInIPv4 && index === parts.length - 1 ? readIPv4(part, strictness) : undefined
      if (four === undefined) return undefined
      groups.push(four >> 16n, four & 0xffffn)
    }
  }
  return groups
}

function join(groups: readonly bigint[]): bigint {
  return groups.reduce((value, group) => (value << 16n) | group, 0n)
}
