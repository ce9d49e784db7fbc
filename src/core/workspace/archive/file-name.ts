/** A title as the name of a file, without what file systems refuse. */
export function toFileName(title: string): string {
  return title.replace(/[\p{Cc}<>:"/\\|?*]+/gu, '-').replace(/^\.+|[. ]+$/g, '') || 'bulkhead'
}
