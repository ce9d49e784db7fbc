import type { SvgTheme } from '../core/picture/svg/svg-colours.ts'
import { readPreference, writePreference } from '../platform/preferences.ts'

const NAME = 'picture-theme'

/** The colours pictures are handed on in: light ones, which paper and most pages have, unless others were chosen. */
export function pictureTheme(): SvgTheme {
  return readPreference(NAME) === 'dark' ? 'dark' : 'light'
}

export function setPictureTheme(theme: SvgTheme): void {
  writePreference(NAME, theme)
}
