import type { ConnectEnd } from '../../core/authoring/plan.ts'
import type { AddressRange } from '../../core/net/address.ts'
import { readCidr } from '../../core/net/cidr.ts'

/** What a typed text stands for among addresses outside; undefined when it is nothing like a block. */
export type TypedBlock =
  | { readonly kind: 'block'; readonly end: Extract<ConnectEnd, { kind: 'block' }> }
  | { readonly kind: 'problem'; readonly words: string }

/** Reads "10.0.0.0/8" and "10.0.0.0/8 except 10.1.0.0/16, 10.2.0.0/16". */
export function readTypedBlock(text: string): TypedBlock | undefined {
  const [first = '', rest, ...more] = text.trim().split(/\s+except(?:\s+|$)/)
  const block = readCidr(first)
  if (block.kind === 'invalid' || more.length > 0) return undefined
  const exceptions: string[] = []
  for (const typed of (rest ?? '').split(/[\s,]+/).filter((word) => word !== '')) {
    const exception = readCidr(typed)
    if (exception.kind === 'invalid') return { kind: 'problem', words: `${typed}: ${exception.reason}` }
    if (!isWithin(exception.range, block.range))
      return { kind: 'problem', words: `${exception.canonical} is not within ${block.canonical}` }
    exceptions.push(exception.canonical)
  }
  return { kind: 'block', end: { kind: 'block', cidr: block.canonical, except: [...new Set(exceptions)] } }
}

/** An exception is a part of its block, never all of it (VAL-6). */
function isWithin(inner: AddressRange, outer: AddressRange): boolean {
  const isInside = inner.family === outer.family && inner.first >= outer.first && inner.last <= outer.last
  return isInside && (inner.first > outer.first || inner.last < outer.last)
}
