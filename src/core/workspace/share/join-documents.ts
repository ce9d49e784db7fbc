/** YAML documents and JSON values as one text in which each stands as it was written. */
export function joinDocuments(documents: readonly string[]): string {
  return documents.reduce((joined, document) => {
    if (joined === '') return document
    const ended = /[\r\n]$/.test(joined) ? joined : `${joined}\n`
    return ended + separatorOf(document) + document
  }, '')
}

/** What has to stand before a document: nothing where it begins with its own mark, which comments may precede. */
function separatorOf(document: string): string {
  if (/^---(?=\s|$)/.test(document)) return ''
  return /^(?:[^\S\n]*(?:[#%].*)?\r?\n)*(?:%|---(?=\s|$))/.test(document) ? '...\n' : '---\n'
}
