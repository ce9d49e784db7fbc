/** The library for archives, which the first picture does not need. */
export function loadZip() {
  return import('fflate')
}

interface NamedText {
  readonly name: string
  readonly text: string
}

/** The first time that a zip can tell: what is packed twice is the same twice. */
const NO_TIME = new Date(1980, 0, 1)

/** A zip archive of texts under their names. */
export async function zipTexts(files: readonly NamedText[]) {
  const { strToU8, zipSync } = await loadZip()
  return zipSync(Object.fromEntries(files.map(({ name, text }) => [name, strToU8(text)])), { mtime: NO_TIME })
}

/** Bytes of all texts of an archive. */
const MOST = 256 * 1024 * 1024
const MOST_ENTRIES = 10_000

/** The texts of a zip archive, folders and what is no text left out; or why it is not opened. */
export async function unzipTexts(archive: Uint8Array): Promise<readonly NamedText[] | string> {
  const { unzipSync } = await loadZip()
  let [bytes, entries] = [0, 0]
  try {
    const files = unzipSync(archive, {
      filter({ name, originalSize }) {
        entries += 1
        bytes += originalSize
        if (bytes > MOST || entries > MOST_ENTRIES) throw new Error('it unpacks to more than 256 MB')
        return !name.endsWith('/')
      },
    })
    return Object.entries(files).flatMap(([name, content]) => {
      const text = decode(content)
      return text === undefined ? [] : [{ name, text }]
    })
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

function decode(content: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { ignoreBOM: true, fatal: true }).decode(content)
  } catch {
    return undefined
  }
}
