/** A file a person gave the page, decoded without losing a character. */
export interface GivenFile {
  /** With the folders it lies in, below the one that was given: `base/policies.yaml`. */
  readonly name: string
  readonly text: string
}

/** What came of reading files; `refused` says why some were left out. */
export interface GivenFiles {
  /** Of the file or folder, for a title. */
  readonly name: string
  readonly files: readonly GivenFile[]
  readonly refused: readonly string[]
  /** Zip archives, not unpacked yet. */
  readonly archives: readonly GivenArchive[]
}

export interface GivenArchive {
  readonly name: string
  readonly bytes: Uint8Array
}

/** A file that is found but not read yet. */
interface FoundFile {
  readonly name: string
  readonly file: File
}

const ARCHIVE = /\.zip$/i
const MANIFEST = /\.(ya?ml|json)$/i
/** Bytes that take a noticeable time to decode. */
const SLOW = 1024 * 1024
/** 256 MB: a browser's string holds little more. */
const LARGEST = 256 * 1024 * 1024

/** Asks for files; null when the person closed the picker. */
export function pickFiles(): Promise<GivenFiles | null> {
  const input = document.createElement('input')
  input.type = 'file'
  input.multiple = true
  input.accept = '.yaml,.yml,.json,.zip'
  return new Promise((resolve, reject) => {
    input.oncancel = () => resolve(null)
    input.onchange = () =>
      readAll([...(input.files ?? [])].map((file) => ({ name: file.name, file }))).then(resolve, reject)
    input.click()
  })
}

/** What asks for a folder is fetched ahead: a picker is opened only while the click that asks for it is fresh. */
export function loadFolderPicker() {
  return import('browser-fs-access')
}

/** Asks for a folder and reads its manifests, those of its folders too. */
export async function pickFolder(): Promise<GivenFiles | null> {
  const left = new Set<string>()
  const skipDirectory = ({ name }: { name: string }) => isSkipped(name) && left.add(name) !== undefined
  const { directoryOpen } = await loadFolderPicker()
  const picked = await orNull(directoryOpen({ recursive: true, skipDirectory }))
  if (!picked) return null
  const files = picked.filter((file): file is typeof file & File => file instanceof File)
  const [root = 'folder'] = files[0]?.webkitRelativePath.split('/') ?? []
  const found = files.map((file) => ({
    name: file.webkitRelativePath.split('/').slice(1).join('/') || file.name,
    file,
  }))
  return readAll(onlyManifests(found), { root, leftOut: sayLeftOut(found, left) })
}

/** Reads what was dropped: files as they are, folders for their manifests. Call it within the drop event. */
export async function readDrop(transfer: DataTransfer): Promise<GivenFiles> {
  const items = [...transfer.items].filter(({ kind }) => kind === 'file')
  // Entries and files can be taken only now; what has no entry, such as a pasted image, is a file at least.
  const given = items.map((item) => ({ entry: item.webkitGetAsEntry(), file: item.getAsFile() }))
  const [only, ...others] = given
  const left = new Set<string>()
  if (only?.entry?.isDirectory && others.length === 0) {
    const inside = await walk(only.entry as FileSystemDirectoryEntry, '', left)
    return readAll(onlyManifests(inside), { root: only.entry.name, leftOut: sayLeftOut(inside, left) })
  }
  const found: FoundFile[] = []
  const walked: FoundFile[] = []
  for (const { entry, file } of given) {
    if (entry?.isDirectory) walked.push(...(await walk(entry as FileSystemDirectoryEntry, `${entry.name}/`, left)))
    else if (file) found.push({ name: file.name, file })
  }
  return readAll([...found, ...onlyManifests(walked)], { leftOut: sayLeftOut(walked, left) })
}

interface Reading {
  readonly root?: string
  readonly leftOut?: readonly string[]
}

async function readAll(found: readonly FoundFile[], { root, leftOut = [] }: Reading = {}): Promise<GivenFiles> {
  const files: GivenFile[] = []
  const refused: string[] = []
  const archives: GivenArchive[] = []
  for (const { name, file } of found) {
    if (ARCHIVE.test(name) && file.size <= LARGEST) {
      archives.push({ name, bytes: new Uint8Array(await file.arrayBuffer()) })
      continue
    }
    const text = file.size > LARGEST ? undefined : decode(new Uint8Array(await file.arrayBuffer()))
    // A large text was just decoded: the page gets a turn before it is handed on.
    if (file.size > SLOW) await new Promise((resolve) => setTimeout(resolve))
    if (text !== undefined) files.push({ name, text })
    else refused.push(file.size > LARGEST ? `${name} is larger than 256 MB` : `${name} is not text in UTF-8 or UTF-16`)
  }
  return { name: root ?? titleOf(found), files, refused: [...refused, ...leftOut], archives }
}

/** The text of `bytes` with its byte order mark, or undefined when they are no text. */
function decode(bytes: Uint8Array): string | undefined {
  const encoding =
    bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8'
  try {
    return new TextDecoder(encoding, { ignoreBOM: true, fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

function titleOf(found: readonly FoundFile[]): string {
  const [first] = found
  return found.length === 1 && first ? first.name.replace(MANIFEST, '').replace(ARCHIVE, '') : 'files'
}

function onlyManifests(found: readonly FoundFile[]): readonly FoundFile[] {
  return found.filter(({ name }) => MANIFEST.test(name)).sort((a, b) => a.name.localeCompare(b.name, 'en'))
}

/** What was in folders and is no manifest, and the folders that were not looked into. */
function sayLeftOut(found: readonly FoundFile[], folders: ReadonlySet<string>): readonly string[] {
  const others = found.length - onlyManifests(found).length
  return [
    ...(others > 0
      ? [`${others.toLocaleString('en')} ${others === 1 ? 'file is' : 'files are'} no .yaml, .yml or .json`]
      : []),
    ...(folders.size > 0 ? [`not looked into: ${[...folders].sort().join(', ')}`] : []),
  ]
}

function isSkipped(folder: string): boolean {
  return folder.startsWith('.') || folder === 'node_modules'
}

/** Adds the folders it does not look into to `left`. */
async function walk(folder: FileSystemDirectoryEntry, prefix: string, left: Set<string>): Promise<FoundFile[]> {
  const found: FoundFile[] = []
  for (const entry of await entriesOf(folder)) {
    if (entry.isDirectory && isSkipped(entry.name)) left.add(`${prefix}${entry.name}`)
    else if (entry.isDirectory)
      found.push(...(await walk(entry as FileSystemDirectoryEntry, `${prefix}${entry.name}/`, left)))
    if (entry.isFile) found.push({ name: prefix + entry.name, file: await toFile(entry as FileSystemFileEntry) })
  }
  return found
}

/** A reader hands out a folder in portions until one is empty. */
async function entriesOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader()
  const entries: FileSystemEntry[] = []
  for (;;) {
    const portion = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject))
    if (portion.length === 0) return entries
    entries.push(...portion)
  }
}

function toFile(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => entry.file(resolve, reject))
}

/** The picker rejects with an AbortError when the person closes it. */
async function orNull<Result>(picking: Promise<Result>): Promise<Result | null> {
  try {
    return await picking
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return null
    throw error
  }
}
