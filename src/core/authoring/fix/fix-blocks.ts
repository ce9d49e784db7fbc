import { parseAddress } from '../../net/address.ts'
import { readCidr } from '../../net/cidr.ts'
import { toCidrs } from '../../net/to-cidrs.ts'
import type { Repair } from './fix-repair.ts'
import { pathIn, type Site, writtenIn } from './fix-site.ts'

/** VAL-6, IPB-5: blocks in canonical form, addresses with their prefix, exceptions that lie outside their block. */
export function repairBlock(site: Site): readonly Repair[] {
  const { value } = site
  if (typeof value !== 'string') return []
  if (site.message.includes('must be a strict subset')) return removeException(site, value)
  const better = correct(value)
  return better === undefined || better === value
    ? []
    : [{ title: `Write ${better}`, steps: [{ kind: 'set', path: site.path, value: better }] }]
}

function correct(text: string): string | undefined {
  const reading = readCidr(text)
  if (reading.kind === 'cidr') return reading.canonical
  const written = readNetmask(text.trim()) ?? readRange(text.trim())
  if (written !== undefined) return written
  const address = parseAddress(text.trim())
  if (address) return `${text.trim()}/${address.family === 4 ? 32 : 128}`
  const trimmed = readCidr(text.trim())
  return trimmed.kind === 'cidr' ? trimmed.canonical : undefined
}

/** `10.0.0.0/255.0.0.0` as other tools write it. */
function readNetmask(text: string): string | undefined {
  const [network = '', mask = '', ...more] = text.split('/')
  const address = more.length === 0 ? parseAddress(mask) : undefined
  if (address?.family !== 4) return undefined
  const prefix = address.value.toString(2).padStart(32, '0').indexOf('0')
  const length = prefix < 0 ? 32 : prefix
  const isMask = address.value === ((1n << BigInt(length)) - 1n) << BigInt(32 - length)
  const reading = isMask ? readCidr(`${network}/${length}`) : undefined
  return reading?.kind === 'cidr' ? reading.canonical : undefined
}

/** `10.0.0.0-10.0.0.255`, where that is one block. */
function readRange(text: string): string | undefined {
  const [first, last, ...more] = text.split('-').map((one) => parseAddress(one.trim()))
  if (!first || !last || more.length > 0 || first.family !== last.family || first.value > last.value) return undefined
  const [only, ...others] = toCidrs([{ family: first.family, first: first.value, last: last.value }])
  return others.length === 0 ? only : undefined
}

/** The last one goes with its key. */
function removeException(site: Site, value: string): readonly Repair[] {
  const list = site.steps.slice(0, -1)
  const items = writtenIn(site, list)
  if (!Array.isArray(items)) return []
  const path = pathIn(site, list)
  const title = `Remove the exception ${value}`
  if (items.length === 1) return [{ title, steps: [{ kind: 'remove-key', path }] }]
  return [{ title, steps: [{ kind: 'remove-item', list: path, index: Number(site.steps.at(-1)) }] }]
}
