import type { PortForm } from '../../core/authoring/policy-form/policy-form-change.ts'
import type { PortMatch } from '../../core/model/policy.ts'
import type { Protocol } from '../../core/net/ports.ts'

/** A port entry as it is typed: what a kind does not use is kept for the way back. */
export interface PortFields {
  readonly protocol: Protocol
  readonly kind: 'number' | 'range' | 'named' | 'every'
  readonly first: string
  readonly last: string
  readonly name: string
}

export const PORT_KINDS: readonly { readonly value: PortFields['kind']; readonly words: string }[] = [
  { value: 'number', words: 'port' },
  { value: 'range', words: 'ports' },
  { value: 'named', words: 'named' },
  { value: 'every', words: 'every port' },
]

export function toFields({ protocol, port }: PortForm): PortFields {
  const none = { protocol, first: '', last: '', name: '' }
  switch (port.kind) {
    case 'every':
      return { ...none, kind: 'every' }
    case 'named':
      return { ...none, kind: 'named', name: port.name }
    case 'range':
      return {
        ...none,
        kind: port.first === port.last ? 'number' : 'range',
        first: String(port.first),
        last: port.first === port.last ? '' : String(port.last),
      }
  }
}

/** Undefined while it is no port yet. What the API server would refuse besides, the plan refuses (VAL-8, POR-3). */
export function readPort({ kind, first, last, name }: PortFields): PortMatch | undefined {
  switch (kind) {
    case 'every':
      return { kind: 'every' }
    case 'named':
      return name.trim() === '' ? undefined : { kind: 'named', name: name.trim() }
    case 'number':
      return readRange(first, first)
    case 'range':
      return readRange(first, last)
  }
}

function readRange(first: string, last: string): PortMatch | undefined {
  const isNumber = (text: string) => /^\s*\d{1,5}\s*$/.test(text)
  return isNumber(first) && isNumber(last) ? { kind: 'range', first: Number(first), last: Number(last) } : undefined
}

export const EMPTY_PORT: PortFields = { protocol: 'TCP', kind: 'number', first: '', last: '', name: '' }
