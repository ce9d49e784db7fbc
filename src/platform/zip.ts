/** A zip archive of texts under their names; the library for it is loaded when it is first needed. */
export async function zipTexts(files: readonly { readonly name: string; readonly text: string }[]) {
  const { strToU8, zipSync } = await import('fflate')
  return zipSync(Object.fromEntries(files.map(({ name, text }) => [name, strToU8(text)])))
}
