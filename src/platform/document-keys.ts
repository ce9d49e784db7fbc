/** Where the parts of documents lie among the records. */
export const HEADS = 'head/'
export const VERSIONS = 'versions/'
export const TEXTS = 'text/'

export function headKey(id: string): string {
  return HEADS + id
}

export function versionsKey(id: string): string {
  return VERSIONS + id
}

export function textKey(id: string, text: string): string {
  return `${textsOf(id)}${text}`
}

/** The prefix of all texts of a document. */
export function textsOf(id: string): string {
  return `${TEXTS}${id}/`
}
