import type { TextFile } from '../../core/model/edit.ts'

/** The files as one YAML stream. A single file stays as it is, byte for byte. */
export function joinFiles(files: readonly TextFile[]): string {
  return files.reduce((joined, { text }) => {
    if (joined === '') return text
    const next = text.startsWith('\uFEFF') ? text.slice(1) : text
    const ended = joined.endsWith('\n') || joined.endsWith('\r') ? joined : `${joined}\n`
    return /^---(\s|$)/.test(next) ? ended + next : `${ended}---\n${next}`
  }, '')
}
