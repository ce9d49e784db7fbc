import { Redo2, Undo2 } from 'lucide-react'
import { useMemo } from 'react'
import { DocumentsMenu } from '../features/documents/documents-menu.tsx'
import { ExportMenu } from '../features/documents/export-menu.tsx'
import { OpenMenu } from '../features/documents/open-menu.tsx'
import { AddMenu } from '../features/structure/add-menu.tsx'
import { TemplatesButton } from '../features/templates/templates-button.tsx'
import { useAppStore } from '../store/context.tsx'
import { CommandButton } from '../ui/commands/command-button.tsx'
import { useCommands } from '../ui/commands/commands-context.tsx'
import { editCommands } from './commands/edit-commands.ts'
import { Logo } from './logo.tsx'
import { PluginMenu } from './plugin-menu.tsx'
import { PreferencesMenu } from './preferences-menu.tsx'
import { Saved } from './saved.tsx'
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
