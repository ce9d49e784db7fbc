import type { KeyHint } from '../../ui/commands/command.ts'
import { PLATFORM, type Shortcut, writeShortcut } from '../../ui/commands/shortcut.ts'

/** Makes Tab move on, as elsewhere, until it is pressed again. */
export const TAB_MODE_KEY: Shortcut = PLATFORM === 'mac' ? 'Control+Shift+M' : 'Control+M'

/** How one gets out of the editor, in which Tab indents. */
export const WAY_OUT = `Tab indents here: Esc, then Tab leaves; so does ${writeShortcut(TAB_MODE_KEY)}`

const common = { section: 'Text', scope: 'editor' } as const

/** What the editor answers by itself. */
export const EDITOR_HINTS: readonly KeyHint[] = [
  { ...common, id: 'editor.leave', title: 'Leave the text with the next Tab', keys: ['Escape'] },
  { ...common, id: 'editor.tab', title: 'Let Tab move on, or indent again', keys: [TAB_MODE_KEY] },
  { ...common, id: 'editor.complete', title: 'What can be written here', keys: ['Control+Space'] },
  { ...common, id: 'editor.fix', title: 'Ways to repair what is marked', keys: ['Mod+.'] },
  { ...common, id: 'editor.find', title: 'Find in the text', keys: ['Mod+F'] },
  { ...common, id: 'editor.comment', title: 'Comment lines out, or in', keys: ['Mod+/'] },
]
