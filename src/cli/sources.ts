import { readdir, readFile, realpath, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { TextFile } from '../core/model/edit.ts'

/** What the named paths hold, and a sentence for each that could not be read. */
export interface Sources {
  readonly files: readonly SourceFile[]
  readonly failures: readonly string[]
}

export interface SourceFile extends TextFile {
  /** As it was read. */
  readonly content: Uint8Array
  /** When the file was changed last; absent for standard input. */
  readonly modified?: Date
}

/** How standard input is called where a file name is expected. */
const STDIN_NAME = '<stdin>'
const MANIFEST_NAME = /\.(ya?ml|json)$/i

/**
 * Reads files, folders (recursively, in the order `kubectl apply` takes them: by name) and `-`. A file that is named
 * twice is read once; one that cannot be read never hides the others.
 */
export async function readSources(paths: readonly string[], readStdin: () => Promise<Uint8Array>): Promise<Sources> {
  const failures: string[] = []
  const files = new Map<string, SourceFile>()
  const take = async (name: string, identity: string, read: () => Promise<Omit<SourceFile, 'name' | 'text'>>) => {
    if (files.has(identity)) return
    try {
      const source = await read()
      files.set(identity, { name, text: decode(source.content), ...source })
    } catch (error) {
      failures.push(`${name}: ${reason(error)}`)
    }
  }
  for (const path of paths) {
    if (path === '-') await take(STDIN_NAME, '-', async () => ({ content: await readStdin() }))
    else
      for (const found of await findFiles(path, failures))
        await take(found.name, found.real, () => readSource(found.name))
  }
  return { files: [...files.values()], failures }
}

async function readSource(path: string): Promise<Omit<SourceFile, 'name' | 'text'>> {
  const [content, { mtime }] = await Promise.all([readFile(path), stat(path)])
  return { content, modified: mtime }
}

interface FoundFile {
  /** Relative as given. */
  readonly name: string
  /** Without links: what tells two names of one file. */
  readonly real: string
}

async function findFiles(path: string, failures: string[]): Promise<readonly FoundFile[]> {
  try {
    const real = await realpath(path)
    if (!(await stat(path)).isDirectory()) return [{ name: path === STDIN_NAME ? `./${path}` : path, real }]
    const found = await walk(path, new Set([real]), failures)
    if (found.length === 0) failures.push(`${path}: no .yaml, .yml or .json file in this folder`)
    return found
  } catch (error) {
    failures.push(`${path}: ${reason(error)}`)
    return []
  }
}

/** Files below `folder` by name; `above` are the folders it lies in, so that a link back up ends. */
async function walk(folder: string, above: ReadonlySet<string>, failures: string[]): Promise<readonly FoundFile[]> {
  const found: FoundFile[] = []
  for (const entry of (await readdir(folder)).sort()) {
    const name = join(folder, entry)
    try {
      const [real, status] = await Promise.all([realpath(name), stat(name)])
      if (status.isDirectory() && !above.has(real))
        found.push(...(await walk(name, new Set([...above, real]), failures)))
      else if (status.isFile() && MANIFEST_NAME.test(entry)) found.push({ name, real })
    } catch (error) {
      if (MANIFEST_NAME.test(entry)) failures.push(`${name}: ${reason(error)}`)
    }
  }
  return found
}

/** UTF-8, or UTF-16 when its byte order mark says so (PowerShell's `>` writes it). Throws when it is neither. */
function decode(bytes: Uint8Array): string {
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : isBigEndian(bytes) ? 'utf-16be' : 'utf-8'
  return new TextDecoder(encoding, { fatal: true }).decode(bytes)
}

function isBigEndian(bytes: Uint8Array): boolean {
  return bytes[0] === 0xfe && bytes[1] === 0xff
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'no such file or folder',
  EACCES: 'permission denied',
  ELOOP: 'too many symbolic links',
  ERR_ENCODING_INVALID_ENCODED_DATA: 'not text: neither UTF-8 nor UTF-16 with a byte order mark',
}

function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const code = 'code' in error ? String(error.code) : ''
  return REASONS[code] ?? error.message
}
