import { Check, CircleAlert, Redo2, Undo2 } from 'lucide-react'
import { useMemo } from 'react'
import { DocumentsMenu } from '../features/documents/documents-menu.tsx'
import { ExportMenu } from '../features/documents/export-menu.tsx'
import { OpenMenu } from '../features/documents/open-menu.tsx'
import { AddMenu } from '../features/structure/add-menu.tsx'
import { TemplatesButton } from '../features/templates/templates-button.tsx'
import { useApp, useAppStore } from '../store/context.tsx'
import type { SavedState } from '../store/state.ts'
import { CommandButton } from '../ui/commands/command-button.tsx'
import { useCommands } from '../ui/commands/commands-context.tsx'
import { editCommands } from './commands/edit-commands.ts'
import { Logo } from './logo.tsx'
import { PluginMenu } from './plugin-menu.tsx'
import { PreferencesMenu } from './preferences-menu.tsx'
import type { Theme } from './theme.ts'

export function Toolbar({ theme, onTheme }: { theme: Theme; onTheme: (theme: Theme) => void }) {
  return (
    <header className="toolbar">
      <h1 className="brand">
        <Logo /> Bulkhead
      </h1>
      <DocumentsMenu />
      <Saved />
      <History />
      <span className="toolbar-gap" />
      <AddMenu />
      <TemplatesButton />
      <PluginMenu />
      <OpenMenu />
      <ExportMenu />
      <PreferencesMenu theme={theme} onTheme={onTheme} />
    </header>
  )
}

function History() {
  const store = useAppStore()
  const { undo, redo } = useMemo(() => editCommands(store), [store])
  useCommands(useMemo(() => [undo, redo], [undo, redo]))
  return (
    <span className="history">
      <CommandButton command={undo} icon>
        <Undo2 size={15} aria-hidden />
      </CommandButton>
      <CommandButton command={redo} icon>
        <Redo2 size={15} aria-hidden />
      </CommandButton>
    </span>
  )
}

function Saved() {
  const saved = useApp((state) => state.saved)
  const words = toWords(saved)
  const isFine = saved.kind === 'saved' || saved.kind === 'saving' || saved.kind === 'unkept'
  return (
    <span className={`saved ${isFine ? '' : 'saved-notice'}`} title={words}>
      {saved.kind === 'saved' && <Check size={13} aria-hidden />}
      {!isFine && <CircleAlert size={13} aria-hidden />}
      <span className="saved-words">{words}</span>
    </span>
  )
}

function toWords(saved: SavedState): string {
  const at = 'at' in saved ? new Date(saved.at).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' }) : ''
  switch (saved.kind) {
    case 'unkept':
      return 'not stored: keep it, or change its text'
    case 'saving':
      return 'saving…'
    case 'saved':
      return `saved in this browser ${at}`
    case 'copied':
      return `another tab saved a newer version: this one is now '${saved.title}', saved ${at}`
    case 'failed':
      return `not saved, kept in memory only: ${saved.reason}`
  }
}
