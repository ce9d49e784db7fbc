import { Command as CommandIcon, Redo2, Undo2 } from 'lucide-react'
import { useCallback, useMemo, useState } from 'react'
import { DocumentsMenu } from '../features/documents/documents-menu.tsx'
import { ExportMenu } from '../features/documents/export-menu.tsx'
import { OpenMenu } from '../features/documents/open-menu.tsx'
import { AddMenu } from '../features/structure/add-menu.tsx'
import { TemplatesButton } from '../features/templates/templates-button.tsx'
import { useAppStore } from '../store/context.tsx'
import { CommandButton } from '../ui/commands/command-button.tsx'
import { useCommands } from '../ui/commands/commands-context.tsx'
import { editCommands } from './commands/edit-commands.ts'
import type { helpCommands } from './commands/page-commands.ts'
import { HandOnItems, useHandOnCommands } from './hand-on-items.tsx'
import { ShareDialog } from './late-parts.tsx'
import { Logo } from './logo.tsx'
import { PluginMenu } from './plugin-menu.tsx'
import { PreferencesMenu } from './preferences-menu.tsx'
import { Saved } from './saved.tsx'
import type { Theme } from './theme.ts'

interface ToolbarProps {
  readonly theme: Theme
  readonly onTheme: (theme: Theme) => void
  readonly help: ReturnType<typeof helpCommands>
}

/** What there is no room for is found by the button of all commands. */
export function Toolbar({ theme, onTheme, help }: ToolbarProps) {
  const [isSharing, setIsSharing] = useState(false)
  const handOn = useHandOnCommands(useCallback(() => setIsSharing(true), []))
  return (
    <header className="toolbar">
      <h1 className="brand">
        <Logo /> <span className="brand-name">Bulkhead</span>
      </h1>
      <DocumentsMenu />
      <History />
      {/* Its words change all the time: what stands before it stays where it is. */}
      <Saved />
      <span className="toolbar-gap" />
      <CommandButton command={help.palette} icon>
        <CommandIcon size={15} aria-hidden />
      </CommandButton>
      <AddMenu />
      <TemplatesButton />
      <PluginMenu />
      <OpenMenu />
      <ExportMenu>
        <HandOnItems commands={handOn} />
      </ExportMenu>
      <PreferencesMenu theme={theme} onTheme={onTheme} help={help.keys} />
      {isSharing && <ShareDialog onClose={() => setIsSharing(false)} />}
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
