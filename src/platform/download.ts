/** Hands `content` to the person as a file called `name`. */
export function download(name: string, content: string | Uint8Array<ArrayBuffer> | Blob, type: string): void {
  const url = URL.createObjectURL(new Blob([content], { type }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // The browser has taken the content once the click was handled; a later turn is early enough to let it go.
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}
