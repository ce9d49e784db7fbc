/** Puts `text` on the clipboard; false when the browser does not allow it. */
export async function writeClipboard(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return false
  }
}

/** Whether images can be put on the clipboard here. */
export function canCopyImages(): boolean {
  return typeof ClipboardItem !== 'undefined' && navigator.clipboard?.write !== undefined
}

/** Puts a PNG on the clipboard, as soon as it is drawn; false when the browser does not allow it. */
export async function writeClipboardImage(image: Promise<Blob>): Promise<boolean> {
  try {
    await navigator.clipboard.write([new ClipboardItem({ 'image/png': image })])
    return true
  } catch {
    return false
  }
}
