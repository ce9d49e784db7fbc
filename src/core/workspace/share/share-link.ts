import { fromBase64, toBase64 } from './base64.ts'
import { checksum } from './checksum.ts'
import { readPair, readSharedDocument, type SharedDocument, writeDocument, writePair } from './shared-document.ts'

/** What the part of an address after its `#` holds. */
export type OpenedLink =
  /** Nothing that was shared. */
  | { readonly kind: 'none' }
  | { readonly kind: 'opened'; readonly document: SharedDocument }
  | { readonly kind: 'refused'; readonly words: string }

/** Makes texts small (deflate), and large again. */
export interface Packer {
  pack(text: string): Uint8Array
  /** The text of bytes; undefined for bytes that {@link pack} does not write. It stops as soon as there are more than `most` bytes. */
  unpack(packed: Uint8Array, most: number): string | 'too-large' | undefined
}

const PREFIX = 'v1.'
/** Bytes before the packed document: their number, and their checksum. */
const HEADER = 8
/** Bytes before packing: far more than any link has room for. */
const MOST = 8 * 1024 * 1024
/**
 * The part of an address after its `#`: `v1.` and, in base64url, the length and the checksum of the document, which is
 * JSON and deflated. Undefined when it would be so large that nobody could open it.
 */
export function writeShareLink(document: SharedDocument, packer: Packer): string | undefined {
  const text = JSON.stringify(writeDocument(document, writePair))
  if (text.length > MOST) return undefined
  const packed = packer.pack(text)
  const bytes = new Uint8Array(HEADER + packed.length)
  const header = new DataView(bytes.buffer)
  header.setUint32(0, packed.length)
  header.setUint32(4, checksum(packed))
  bytes.set(packed, HEADER)
  return PREFIX + toBase64(bytes)
}

/** Reads what {@link writeShareLink} wrote, and says what is wrong with anything else. Never throws. */
export function readShareLink(hash: string, packer: Packer): OpenedLink {
  const version = /^v(\d+)(\.|$)/.exec(hash)
  if (!version)
    return hash.length > SHORT ? refuse('the part of this address after # is no link of Bulkhead') : { kind: 'none' }
  if (version[1] !== '1') return refuse('this link was made by another version of Bulkhead: open it there')
  const text = hash.slice(PREFIX.length)
  const bytes = unpackLetters(text)
  if (!bytes) return refuse(DAMAGED)
  if (bytes.length < HEADER) return refuse('this link is incomplete: only its beginning arrived')
  const header = new DataView(bytes.buffer, bytes.byteOffset)
  const [length, sum] = [header.getUint32(0), header.getUint32(4)]
  const packed = bytes.subarray(HEADER)
  if (packed.length < length) return refuse(incomplete(text.length, length + HEADER))
  if (packed.length > length || checksum(packed) !== sum || toBase64(bytes) !== text) return refuse(DAMAGED)
  return openPacked(packed, packer)
}

/** Characters; what is longer was meant to be something. */
const SHORT = 40

const DAMAGED = 'this link is damaged: something in it was changed on the way'

function incomplete(characters: number, bytes: number): string {
  const all = Math.ceil((bytes * 4) / 3)
  return `this link is incomplete: ${(characters).toLocaleString('en')} of ${all.toLocaleString('en')} characters arrived`
}

/** The bytes of a text that may have been cut anywhere; undefined when it holds other letters. */
function unpackLetters(text: string): Uint8Array | undefined {
  const whole = fromBase64(text)
  if (whole) return whole
  // Cut within a group of four letters: those before it are whole.
  return /^[\w-]*$/.test(text) ? fromBase64(text.slice(0, text.length - (text.length % 4))) : undefined
}

function openPacked(packed: Uint8Array, packer: Packer): OpenedLink {
  const text = packer.unpack(packed, MOST)
  if (text === 'too-large') return refuse('this link unpacks to more than any link may hold')
  const document = text === undefined ? undefined : readSharedDocument(text, readPair)
  return document ? { kind: 'opened', document } : refuse('this link holds no document that can be read')
}

function refuse(words: string): OpenedLink {
  return { kind: 'refused', words }
}
