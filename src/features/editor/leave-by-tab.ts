import { announce } from '../../ui/announcer.tsx'
import { type editor, KeyCode } from './monaco.ts'

/** While one of these is there, Esc is about it. */
const NOTHING_OPEN = [
  'editorTextFocus',
  '!suggestWidgetVisible',
  '!findWidgetVisible',
  '!editorHoverVisible',
  '!inSnippetMode',
  '!editorHasMultipleSelections',
].join(' && ')

const KEPT = [KeyCode.Tab, KeyCode.Shift, KeyCode.Escape]

/** After Esc the next Tab leaves the editor, instead of indenting; any other key takes that back. */
export function leaveByTab(widget: editor.IStandaloneCodeEditor): void {
  const setLeaving = (tabFocusMode: boolean) => widget.updateOptions({ tabFocusMode })
  widget.addCommand(
    KeyCode.Escape,
    () => {
      setLeaving(true)
      announce('Tab leaves the text now')
    },
    NOTHING_OPEN,
  )
  widget.onKeyDown(({ keyCode }) => KEPT.includes(keyCode) || setLeaving(false))
  widget.onDidBlurEditorText(() => setLeaving(false))
}
