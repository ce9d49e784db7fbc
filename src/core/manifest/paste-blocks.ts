/** A stretch of pasted text that may be a manifest, cut out of its surroundings. */
export interface Block {
  readonly text: string
  /** What the surroundings say it is: a language (`yaml`, `bash`, empty when not said). */
  readonly language: string
}

/** Blocks, and how many lines with something on them were around them. */
export interface Blocks {
  readonly blocks: readonly Block[]
  readonly leftOut: number
}

const FENCE = /^((?:[ \t>]|[-*+][ \t]|\d{1,3}[.)][ \t])*)(`{3,}|~{3,})[ \t]*([^\s`{]*)/

/** The contents of Markdown fences, without the indentation or quote marks that the fence has (YML-9). */
export function readFences(text: string): Blocks | undefined {
  const blocks: Block[] = []
  let leftOut = 0
  let open: { fence: string; margin: number; language: string; lines: string[] } | undefined
  for (const line of toLines(text)) {
    const [, margin = '', fence = '', language = ''] = FENCE.exec(line) ?? []
    if (open === undefined) {
      if (fence !== '') open = { fence, margin: margin.length, language: language.toLowerCase(), lines: [] }
      else if (line.trim() !== '') leftOut += 1
    } else if (closes(open.fence, fence, line)) {
      blocks.push({ text: open.lines.join(''), language: open.language })
      open = undefined
    } else open.lines.push(withoutMargin(line, open.margin))
  }
  if (open) blocks.push({ text: open.lines.join(''), language: open.language })
  return blocks.length > 0 ? { blocks, leftOut } : undefined
}

function closes(opening: string, fence: string, line: string): boolean {
  return fence.length >= opening.length && fence.startsWith(opening) && line.trimEnd().endsWith(fence)
}

function withoutMargin(line: string, margin: number): string {
  let column = 0
  while (column < margin && /[ \t>]/.test(line.charAt(column))) column += 1
  return line.slice(column)
}

const HEREDOC = /<<(-?)[ \t]*(["']?)\\?([A-Za-z_]\w*)\2(?!\w)/

/** The bodies of shell here-documents: `kubectl apply -f - <<EOF`, also `<<-`, quoted tags and unfinished ones. */
export function readHeredocs(text: string): Blocks | undefined {
  const blocks: Block[] = []
  let leftOut = 0
  let open: { tag: string; stripsTabs: boolean; lines: string[] } | undefined
  for (const line of toLines(text)) {
    if (open === undefined) {
      const [, dash, , tag] = HEREDOC.exec(line) ?? []
      if (tag !== undefined) open = { tag, stripsTabs: dash === '-', lines: [] }
      if (line.trim() !== '') leftOut += 1
    } else if (line.trim() === open.tag) {
      blocks.push({ text: open.lines.join(''), language: 'yaml' })
      open = undefined
    } else open.lines.push(open.stripsTabs ? line.replace(/^\t+/, '') : line)
  }
  if (open) blocks.push({ text: open.lines.join(''), language: 'yaml' })
  return blocks.length > 0 ? { blocks, leftOut } : undefined
}

/** What begins an object: a key that only objects have, a separator, or JSON. */
const BEGINNING =
  /^\s*(?:["']?(?:apiVersion|kind|metadata|spec|items|ingress|egress|podSelector|policyTypes)["']?\s*:|---(?:\s|$)|[{[]\s*$|\{\s*")/
/** What can stand at the left margin of a manifest: keys, list items, comments, separators, brackets. */
const MARGIN = /^(?:\s|["']?[a-z][\w./-]*["']?:(?:\s|$)|- |#(?!!)|---(?:\s|$)|\.\.\.(?:\s|$)|[{}[\]])/
const COMMAND = /^\s*(?:[\w.@~:/()[\]-]*[$#%>❯] ?)?(?:sudo )?(?:kubectl|oc|helm|cat|k|apply|cd|export)\s+[\w-]/

/**
 * The runs of lines that look like manifests in text without fences: prose, prompts and commands at the left margin
 * are left out. Comments right before a manifest belong to it.
 */
export function readRuns(text: string): Blocks {
  const runs: string[][] = []
  let leftOut = 0
  let run: string[] | undefined
  let pending: string[] = []
  for (const line of toLines(text)) {
    if (line.trim() !== '' && (COMMAND.test(line) || !MARGIN.test(line))) {
      leftOut += 1 + pending.filter((comment) => comment.trim() !== '').length
      run = undefined
      pending = []
    } else if (run) run.push(line)
    else if (BEGINNING.test(line)) {
      run = [...pending, line]
      runs.push(run)
      pending = []
    } else pending.push(line)
  }
  return { blocks: runs.map((lines) => ({ text: lines.join(''), language: '' })), leftOut }
}

/** Lines with their endings. */
export function toLines(text: string): readonly string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? []
}
