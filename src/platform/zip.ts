/** The library for archives, which the first picture does not need. */
export function loadZip() {
  return import('fflate')
}

/** A zip archive of texts under their names. */
export async function zipTexts(files: readonly { readonly name: string; readonly text: string }[]) {
  const { strToU8, zipSync } = await loadZip()
  return zipSync(Object.fromEntries(files.map(({ name, text }) => [name, strToU8(text)])))
}
