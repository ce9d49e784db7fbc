/** Names that Windows keeps for devices, whatever comes behind a point; and one that no JavaScript object can hold. */
const RESERVED = /^(?:con|prn|aux|nul|com\d|lpt\d|__proto__)(?:\.|$)/i

/** Characters; file systems take 255 bytes a name at most. */
const LONGEST = 80

/**
 * Names for the entries of an archive, one for each of `names`: paths that unpack below the folder they are unpacked in,
 * on every system, and never over each other or `taken`, upper and lower case counted as the same.
 */
export function archiveNames(names: readonly string[], taken: readonly string[] = []): readonly string[] {
  const used = new Set<string>()
  const folders = new Set<string>()
  const take = (name: string) => {
    used.add(keyOf(name))
    for (const folder of foldersOf(name)) folders.add(keyOf(folder))
    return name
  }
  const isFree = (name: string) =>
    !used.has(keyOf(name)) && !folders.has(keyOf(name)) && foldersOf(name).every((folder) => !used.has(keyOf(folder)))
  for (const name of taken) take(name)
  return names.map((name) => take(findFree(safeName(name), isFree)))
}

/** The name without what leads elsewhere or what some file system refuses. */
function safeName(name: string): string {
  const steps = name
    .normalize('NFC')
    .replace(/^[A-Za-z]:(?=[\\/])/, '')
    .split(/[\\/]/)
    .filter((step) => step !== '' && step !== '.' && step !== '..')
    .map(safeStep)
  return steps.join('/') || 'manifest.yaml'
}

function safeStep(step: string): string {
  const cleaned = step.replace(/[\p{Cc}<>:"|?*]/gu, '-').replace(/[. ]+$/, '') || '-'
  const short = cutStep(cleaned)
  return RESERVED.test(short) ? `_${short}` : short
}

/** Keeps the extension. */
function cutStep(step: string): string {
  const letters = [...step]
  if (letters.length <= LONGEST) return step
  const [, extension = ''] = /(\.[A-Za-z0-9]{1,8})$/.exec(step) ?? []
  return letters.slice(0, LONGEST - extension.length).join('') + extension
}

/** A number is put before the extension until the name is free; where a folder is a file, the name stands at the top. */
function findFree(name: string, isFree: (name: string) => boolean): string {
  if (isFree(name)) return name
  const flat = foldersOf(name).length > 0 && !isFree(numbered(name, 2)) ? name.replaceAll('/', '-') : name
  let number = flat === name ? 2 : 1
  while (!isFree(numbered(flat, number))) number += 1
  return numbered(flat, number)
}

function numbered(name: string, number: number): string {
  if (number === 1) return name
  const [, stem = name, extension = ''] = /^(.*?)(\.[^./]+)?$/s.exec(name) ?? []
  return `${stem}-${number}${extension}`
}

/** The folders a name lies in: `a`, `a/b` of `a/b/c.yaml`. */
function foldersOf(name: string): readonly string[] {
  const steps = name.split('/').slice(0, -1)
  return steps.map((_, index) => steps.slice(0, index + 1).join('/'))
}

function keyOf(name: string): string {
  return name.toLowerCase()
}
