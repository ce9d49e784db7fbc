/** The colours of a picture by the names they have in `src/ui/tokens.css`; a test holds both equal. */
export type SvgColour =
  | 'canvas'
  | 'panel'
  | 'card'
  | 'card-line'
  | 'chip'
  | 'frame'
  | 'line'
  | 'line-strong'
  | 'ink'
  | 'ink-2'
  | 'ink-3'
  | 'allowed'
  | 'denied'
  | 'depends'

export type SvgTheme = 'light' | 'dark'

export type SvgColours = Readonly<Record<SvgColour, string>>

export const SVG_COLOURS: Readonly<Record<SvgTheme, SvgColours>> = {
  light: {
    canvas: '#f9fafb',
    panel: '#ffffff',
    card: '#ffffff',
    'card-line': '#dde2e8',
    chip: '#eef2f6',
    frame: '#eef2f6',
    line: '#dde2e8',
    'line-strong': '#8693a1',
    ink: '#17202b',
    'ink-2': '#51606f',
    'ink-3': '#5f6b78',
    allowed: '#0b6fb3',
    denied: '#b3450a',
    depends: '#7b5ea7',
  },
  dark: {
    canvas: '#141a21',
    panel: '#1a212a',
    card: '#222c37',
    'card-line': '#3a4654',
    chip: '#171e26',
    frame: '#192029',
    line: '#2a3440',
    'line-strong': '#6b7a8a',
    ink: '#e6ebf0',
    'ink-2': '#a6b3c0',
    'ink-3': '#93a1af',
    allowed: '#56b4e9',
    denied: '#f08a4b',
    depends: '#b79be0',
  },
}
