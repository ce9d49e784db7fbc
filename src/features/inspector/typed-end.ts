import { assertNever } from '../../core/model/assert-never.ts'
import { formatAddress } from '../../core/net/address.ts'
import type { Protocol } from '../../core/net/ports.ts'
import { readText } from '../../core/questions/read-text.ts'
import type { EndText, NamedEnd } from '../../core/questions/text-reading.ts'
import type { Option } from '../../ui/combobox.tsx'

/** What a typed or pasted text stands for by itself (QUE-1); undefined when it names nothing. */
export function readTypedEnd(typed: string): Option | undefined {
  const reading = readText(typed)
  if (reading.kind === 'unreadable') return undefined
  return { value: toValue(reading, typed), label: describeEnd(reading) }
}

/** The port and protocol that a text brings along, for the fields beside it (QUE-3). */
export function portOfText(text: string): { readonly port?: string; readonly protocol?: Protocol } {
  const reading = readText(text)
  if (reading.kind === 'unreadable' || reading.port === undefined) return {}
  const { port, protocol } = reading
  return { port: String(port), ...(protocol === undefined ? {} : { protocol }) }
}

/** An address alone in one notation, everything else as it was typed, without the user and password of a URL: questions are saved. */
function toValue({ end, port }: EndText, typed: string): string {
  if (end.kind === 'address' && port === undefined) return formatAddress(end.address)
  return typed.replace(/(:\/\/)[^\s/@]*@/g, '$1')
}

function describeEnd({ end, port }: EndText): string {
  return `${describeName(end)}${port === undefined ? '' : ` on ${port}`}`
}

function describeName(end: NamedEnd): string {
  switch (end.kind) {
    case 'address':
      return `address ${formatAddress(end.address)}`
    case 'host':
      return `name ${end.host}`
    case 'path':
      return end.steps.join('/')
    case 'ingress-controller':
      return 'ingress controller'
    case 'name-server':
      return `lookup of ${end.host}`
    default:
      return assertNever(end)
  }
}
