/**
 * A key with what is held down beside it, such as `Mod+Shift+Z`, `Shift+Digit1`, `Delete`, `?` or `Plus`. `Mod` is ⌘ on a
 * Mac, and Ctrl elsewhere. Letters and signs are what the person's layout writes, digits are the places of their keys.
 */
export type Shortcut = string

export type Platform = 'mac' | 'other'

type KeyPress = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>

interface Parts {
  readonly mod: boolean
  /** Ctrl, also on a Mac: only told, never heard. */
  readonly control: boolean
  readonly shift: boolean
  readonly key: string
}

/** Names of signs that cannot stand in a shortcut as they are, or are written by more than one key. */
const SIGNS: Readonly<Record<string, readonly string[]>> = {
  Plus: ['+', '='],
  Minus: ['-', '_'],
  Space: [' '],
  '/': ['/'],
  '?': ['?'],
}

export const PLATFORM: Platform = /mac|iphone|ipad/i.test(navigator.platform) ? 'mac' : 'other'

function partsOf(shortcut: Shortcut): Parts {
  const words = shortcut.split('+')
  return {
    mod: words.includes('Mod'),
    control: words.includes('Control'),
    shift: words.includes('Shift'),
    key: words.at(-1) ?? '',
  }
}

/** Whether a key was pressed that a shortcut stands for. */
export function isPressed(shortcut: Shortcut, event: KeyPress, platform: Platform = PLATFORM): boolean {
  const { mod, control, shift, key } = partsOf(shortcut)
  const [held, other] = platform === 'mac' ? [event.metaKey, event.ctrlKey] : [event.ctrlKey, event.metaKey]
  if (control || held !== mod || other || event.altKey) return false
  const signs = SIGNS[key]
  // Which signs need Shift is a matter of the layout.
  if (signs !== undefined && key !== 'Space') return signs.includes(event.key)
  return event.shiftKey === shift && isKey(key, event, signs)
}

function isKey(key: string, { key: written, code }: KeyPress, signs: readonly string[] | undefined): boolean {
  if (signs !== undefined) return signs.includes(written)
  if (key.startsWith('Digit')) return code === key || code === key.replace('Digit', 'Numpad')
  if (key.length > 1) return written === key
  // Layouts that write no Latin letters have them at the same places.
  return /^[a-z]$/i.test(written) ? written.toUpperCase() === key : code === `Key${key}`
}

/** Whether a key writes something by itself: it is heard only where nobody writes. */
export function isCharacter(shortcut: Shortcut): boolean {
  const { mod, control, key } = partsOf(shortcut)
  return !mod && !control && (key.length === 1 || key in SIGNS || key.startsWith('Digit'))
}

const WORDS: Readonly<Record<Platform, Readonly<Record<string, string>>>> = {
  mac: { Mod: '⌘', Control: '⌃', Shift: '⇧', Escape: 'esc', Delete: '⌦', Backspace: '⌫', Enter: '↩', Tab: '⇥' },
  other: { Mod: 'Ctrl', Control: 'Ctrl', Escape: 'Esc', Delete: 'Del' },
}

const ANYWHERE: Readonly<Record<string, string>> = {
  Plus: '+',
  Minus: '−',
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
}

/** As it is printed on the person's keyboard: `Ctrl+Shift+Z`, or `⇧⌘Z`. */
export function writeShortcut(shortcut: Shortcut, platform: Platform = PLATFORM): string {
  const { mod, control, shift, key } = partsOf(shortcut)
  const held = [
    control && 'Control',
    platform === 'mac' && shift && 'Shift',
    mod && 'Mod',
    platform !== 'mac' && shift && 'Shift',
  ]
  const words = [...held, key.replace('Digit', '')].filter((word): word is string => Boolean(word))
  return words.map((word) => WORDS[platform][word] ?? ANYWHERE[word] ?? word).join(platform === 'mac' ? '' : '+')
}

/** As `aria-keyshortcuts` wants it. */
export function toAriaShortcut(shortcut: Shortcut, platform: Platform = PLATFORM): string {
  return shortcut
    .replace('Mod', platform === 'mac' ? 'Meta' : 'Control')
    .replace('Digit', '')
    .replace('Minus', '-')
}
