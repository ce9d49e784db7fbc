/*
 * The only import of Monaco: the editor and the features used, nothing else. Loaded lazily, after the picture.
 */
import {
  type CancellationToken,
  Emitter,
  editor,
  type IDisposable,
  KeyCode,
  KeyMod,
  languages,
  MarkerSeverity,
  type Position,
  Range,
  Selection,
  Uri,
} from 'monaco-editor/editor'
import 'monaco-editor/editor/contrib/suggest/browser/suggestController'
import EditorWorker from 'monaco-editor/editor/editor.worker?worker'
import 'monaco-editor/features/bracketMatching/register'
import 'monaco-editor/features/caretOperations/register'
import 'monaco-editor/features/clipboard/register'
import 'monaco-editor/features/codeAction/register'
import 'monaco-editor/features/codelens/register'
import 'monaco-editor/features/comment/register'
import 'monaco-editor/features/contextmenu/register'
import 'monaco-editor/features/find/register'
import 'monaco-editor/features/folding/register'
import 'monaco-editor/features/hover/register'
import 'monaco-editor/features/indentation/register'
import 'monaco-editor/features/linesOperations/register'
import 'monaco-editor/features/multicursor/register'
import 'monaco-editor/features/toggleTabFocusMode/register'
import 'monaco-editor/features/wordOperations/register'
import 'monaco-editor/languages/definitions/yaml/register'
import { DARK_THEME, LIGHT_THEME } from './editor-themes.ts'

self.MonacoEnvironment = { getWorker: () => new EditorWorker({ name: 'editor' }) }
editor.defineTheme('bulkhead-light', LIGHT_THEME)
editor.defineTheme('bulkhead-dark', DARK_THEME)

export {
  type CancellationToken,
  Emitter,
  editor,
  type IDisposable,
  KeyCode,
  KeyMod,
  languages,
  MarkerSeverity,
  type Position,
  Range,
  Selection,
  Uri,
}
