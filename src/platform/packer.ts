import type { Packer } from '../core/workspace/share/share-link.ts'
import { loadZip } from './zip.ts'

/** Bytes that are unpacked at a time: 1,032 times as many at most. */
const PORTION = 1024

/** Packs texts with deflate. */
export async function loadPacker(): Promise<Packer> {
  const { deflateSync, Inflate, strFromU8, strToU8 } = await loadZip()
  const inflate = (packed: Uint8Array, most: number): readonly Uint8Array[] | 'too-large' | undefined => {
    const parts: Uint8Array[] = []
    let [length, isDone] = [0, false]
    const stream = new Inflate((part, isLast) => {
      parts.push(part)
      length += part.length
      isDone = isLast
    })
    for (let at = 0; at < packed.length; at += PORTION) {
      stream.push(packed.subarray(at, at + PORTION), at + PORTION >= packed.length)
      if (length > most) return 'too-large'
    }
    return isDone ? parts : undefined
  }
  return {
    pack: (text) => deflateSync(strToU8(text), { level: 9 }),
    unpack(packed, most) {
      try {
        const parts = inflate(packed, most)
        return typeof parts === 'object' ? strFromU8(join(parts)) : parts
      } catch {
        return undefined
      }
    },
  }
}

function join(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
