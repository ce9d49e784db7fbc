/** Edits looked at by themselves, with no help of the code that applies them. */
import type { Edit, Splice, TextFile } from '../model/edit.ts'

/** The files after `edits`, put together from the parts of the old texts that no splice covers. */
export function rebuildText(files: readonly TextFile[], edits: readonly Edit[]): readonly TextFile[] {
  const texts = new Map(files.map(({ name, text }) => [name, text]))
  for (const edit of edits) {
    if (edit.kind === 'createFile') texts.set(edit.file, edit.text)
    if (edit.kind === 'deleteFile') texts.delete(edit.file)
    if (edit.kind === 'renameFile') throw new Error('no plan renames a file')
    if (edit.kind === 'splice') texts.set(edit.file, splice(texts.get(edit.file), edit))
  }
  return [...texts].map(([name, text]) => ({ name, text }))
}

/** Splices that write again what stood there, at their beginning or end. */
export function wastefulSplices(files: readonly TextFile[], edits: readonly Edit[]): readonly Splice[] {
  return edits.filter((edit, index): edit is Splice => {
    if (edit.kind !== 'splice') return false
    const now = rebuildText(files, edits.slice(0, index)).find(({ name }) => name === edit.file)?.text ?? ''
    const old = now.slice(edit.start, edit.end)
    if (old === '' || edit.text === '') return old === edit.text
    return old[0] === edit.text[0] || old.at(-1) === edit.text.at(-1)
  })
}

function splice(text: string | undefined, { start, end, text: put }: Splice): string {
  if (text === undefined) throw new Error('a splice of a file that is not there')
  return text.slice(0, start) + put + text.slice(end)
}
