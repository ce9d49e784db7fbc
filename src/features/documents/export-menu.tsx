import { type ReactNode, useMemo, useState } from 'react'
import { toFileName } from '../../core/workspace/archive/file-name.ts'
import { useApp, useAppStore } from '../../store/context.tsx'
import { CommandItem } from '../../ui/commands/command-item.tsx'
import { useCommands } from '../../ui/commands/commands-context.tsx'
import { Copyable } from '../../ui/copyable.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Menu, MenuLine } from '../../ui/menu.tsx'
import { caveatsOf } from './caveats.ts'
import { exportCommands } from './export-commands.ts'

/** The ways out: copy, one file, all files, what else is put inside, and how to apply them. */
export function ExportMenu({ children }: { children: ReactNode }) {
  const store = useAppStore()
  const name = useApp((state) => toFileName(state.title))
  const [applying, setApplying] = useState(false)
  const commands = useMemo(() => exportCommands(store, () => setApplying(true)), [store])
  useCommands(useMemo(() => Object.values(commands), [commands]))
  return (
    <>
      <Menu label="Export" chevron={false} className="button-primary">
        <CommandItem command={commands.copy} />
        <CommandItem command={commands.yaml} />
        <CommandItem command={commands.zip} />
        <CommandItem command={commands.bundle} />
        <MenuLine />
        {children}
        <MenuLine />
        <CommandItem command={commands.report} />
        <CommandItem command={commands.apply} />
      </Menu>
      {applying && <ApplyDialog file={`${name}.yaml`} onClose={() => setApplying(false)} />}
    </>
  )
}

function ApplyDialog({ file, onClose }: { file: string; onClose: () => void }) {
  const state = useAppStore().getState()
  const named = /^[\w.-]+$/.test(file) ? file : `'${file.replaceAll("'", String.raw`'\''`)}'`
  return (
    <Dialog
      title={`Apply ${file}`}
      description="See what would change, let the API server check it, then apply."
      onClose={onClose}
    >
      {caveatsOf(state).map((line) => (
        <p key={line} className="caveat">
          {line}
        </p>
      ))}
      <Copyable name="diff command" text={`kubectl diff -f ${named}`} />
      <Copyable name="dry-run command" text={`kubectl apply --server-side --dry-run=server -f ${named}`} />
      <Copyable name="apply command" text={`kubectl apply --server-side -f ${named}`} />
    </Dialog>
  )
}
