import { useMemo, useRef } from 'react'
import type { MatrixAxes, OpenNamespaces } from '../../core/matrix/matrix.ts'
import type { TableFormat } from '../../core/matrix/matrix-text.ts'
import { writeClipboard } from '../../platform/clipboard.ts'
import { download } from '../../platform/download.ts'
import { useApp } from '../../store/context.tsx'
import { useWriting } from '../../store/use-writing.ts'
import { Button } from '../../ui/button.tsx'
import type { Command } from '../../ui/commands/command.ts'
import { CommandItem } from '../../ui/commands/command-item.tsx'
import { useCommands } from '../../ui/commands/commands-context.tsx'
import { Menu } from '../../ui/menu.tsx'
import { toast } from '../../ui/toast.ts'
import { describeProgress, WorkLine } from '../../ui/work-line.tsx'
import { NOTHING_OPEN } from './opened.ts'

interface ToolsProps {
  readonly axes: MatrixAxes
  readonly opened: OpenNamespaces
  readonly onOpened: (opened: OpenNamespaces) => void
}

/** Opens and closes all, and hands the matrix on as it is shown. */
export function MatrixTools({ axes, opened, onOpened }: ToolsProps) {
  const all = axes.rows.flatMap((end) => (end.kind === 'namespace' && end.workloads > 0 ? [end.namespace] : []))
  const isAllOpen = all.every((name) => opened.rows.includes(name) && opened.columns.includes(name))
  const isClosed = opened.rows.length + opened.columns.length === 0
  const latest = useRef({ all, onOpened })
  latest.current = { all, onOpened }
  useCommands(
    useMemo(
      () =>
        openingCommands((isOpen) => {
          const { all: names, onOpened: open } = latest.current
          open(isOpen ? { rows: names, columns: names } : NOTHING_OPEN)
        }),
      [],
    ),
  )
  return (
    <div className="matrix-tools" role="toolbar" aria-label="Matrix">
      <span className="matrix-tools__words">
        {axes.rows.length.toLocaleString('en')} senders down, {axes.columns.length.toLocaleString('en')} receivers
        across
      </span>
      <Button disabled={isAllOpen} onClick={() => onOpened({ rows: all, columns: all })}>
        Open all
      </Button>
      <Button disabled={isClosed} onClick={() => onOpened(NOTHING_OPEN)}>
        Close all
      </Button>
      <TakeAway opened={opened} />
    </div>
  )
}

/** All namespaces opened into workloads, or closed. */
function openingCommands(open: (isOpen: boolean) => void): readonly Command[] {
  const section = 'Matrix'
  return [
    { id: 'matrix.open-all', section, title: 'Open all namespaces', words: 'unfold', run: () => open(true) },
    { id: 'matrix.close-all', section, title: 'Close all namespaces', words: 'fold', run: () => open(false) },
  ]
}

const FILES: Readonly<Record<TableFormat, { readonly name: string; readonly type: string; readonly words: string }>> = {
  csv: { name: 'matrix.csv', type: 'text/csv', words: 'CSV' },
  markdown: { name: 'matrix.md', type: 'text/markdown', words: 'Markdown' },
}

function TakeAway({ opened }: { opened: OpenNamespaces }) {
  const title = useApp((state) => state.title)
  const { progress, write: ask, stop } = useWriting('writeMatrix', 'writing the matrix')
  const write = async (format: TableFormat, use: (text: Blob) => void) => {
    const text = await ask({ ...opened, format })
    if (text === null) toast('The matrix was not written', { description: 'stopped, or the text changed meanwhile' })
    else use(text)
  }
  const copy = (format: TableFormat) =>
    write(format, async (text) => {
      const isDone = await writeClipboard(await text.text())
      if (isDone) toast(`Copied the matrix as ${FILES[format].words}`)
      else toast.error('The browser did not allow copying', { description: 'download the file instead' })
    })
  const save = (format: TableFormat) =>
    write(format, (text) => {
      const { name, type } = FILES[format]
      download(title === '' ? name : `${title} ${name}`, text, type)
      toast(`Downloaded ${name}`)
    })
  const latest = useRef({ copy, save })
  latest.current = { copy, save }
  const commands = useMemo(
    () =>
      takeAwayCommands({
        copy: (format) => void latest.current.copy(format),
        save: (format) => void latest.current.save(format),
      }),
    [],
  )
  useCommands(commands)
  return (
    <>
      {progress && (
        <WorkLine progress={progress} words={describeProgress(progress)} action="Stop writing" onAction={stop} />
      )}
      <Menu label="Copy or download" name="Copy or download the matrix">
        {commands.map((command) => (
          <CommandItem key={command.id} command={command} />
        ))}
      </Menu>
    </>
  )
}

interface TakeAwayDoors {
  readonly copy: (format: TableFormat) => void
  readonly save: (format: TableFormat) => void
}

function takeAwayCommands({ copy, save }: TakeAwayDoors): readonly Command[] {
  const common = { section: 'Matrix', words: 'matrix export' } as const
  return [
    { ...common, id: 'matrix.copy-markdown', title: 'Copy as Markdown', run: () => copy('markdown') },
    { ...common, id: 'matrix.copy-csv', title: 'Copy as CSV', run: () => copy('csv') },
    { ...common, id: 'matrix.save-markdown', title: 'Download matrix.md', run: () => save('markdown') },
    { ...common, id: 'matrix.save-csv', title: 'Download matrix.csv', run: () => save('csv') },
  ]
}
