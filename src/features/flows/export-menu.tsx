import { Copy } from 'lucide-react'
import { useMemo, useRef } from 'react'
import type { FlowView } from '../../core/flow-table/flow-desk.ts'
import type { FlowFormat } from '../../core/flow-table/flow-text.ts'
import { writeClipboard } from '../../platform/clipboard.ts'
import { download } from '../../platform/download.ts'
import { useAppStore } from '../../store/context.tsx'
import { useWriting } from '../../store/use-writing.ts'
import { announce } from '../../ui/announcer.tsx'
import type { Command } from '../../ui/commands/command.ts'
import { CommandItem } from '../../ui/commands/command-item.tsx'
import { useCommands } from '../../ui/commands/commands-context.tsx'
import { Menu, MenuHeading } from '../../ui/menu.tsx'
import { toast } from '../../ui/toast.ts'
import { describeProgress, WorkLine } from '../../ui/work-line.tsx'
import { say } from './count-words.ts'

const NAMES: Readonly<Record<FlowFormat, string>> = { csv: 'CSV', markdown: 'Markdown' }
const FILES: Readonly<Record<FlowFormat, readonly [ending: string, type: string]>> = {
  csv: ['csv', 'text/csv'],
  markdown: ['md', 'text/markdown'],
}
const FORMATS: readonly FlowFormat[] = ['markdown', 'csv']

interface ExportMenuProps {
  readonly view: FlowView
  /** How many rows are taken along. */
  readonly shown: number
}

/** Takes the rows that are shown out of the page. */
export function ExportMenu({ view, shown }: ExportMenuProps) {
  const { progress, write, stop } = useWriting('writeFlows', 'writing flows')
  const store = useAppStore()
  const rows = shown === 1 ? '1 flow' : `${say(shown)} flows`
  const copy = async (format: FlowFormat) => {
    const text = await write({ ...view, format })
    if (text === null) return sayNotWritten()
    const isDone = await writeClipboard(await text.text())
    announce(isDone ? `${rows} copied as ${NAMES[format]}` : 'the browser did not allow copying: download instead')
  }
  const save = async (format: FlowFormat) => {
    const text = await write({ ...view, format })
    if (text === null) return sayNotWritten()
    const [ending, type] = FILES[format]
    download(`${store.getState().title || 'cluster'}-flows.${ending}`, text, type)
    announce(`${rows} downloaded as ${NAMES[format]}`)
  }
  const latest = useRef({ copy, save, shown })
  latest.current = { copy, save, shown }
  const commands = useMemo(
    () =>
      exportCommands({
        copy: (format) => void latest.current.copy(format),
        save: (format) => void latest.current.save(format),
        isEmpty: () => latest.current.shown === 0,
      }),
    [],
  )
  useCommands(commands)
  return (
    <>
      {progress && (
        <WorkLine progress={progress} words={describeProgress(progress)} action="Stop writing" onAction={stop} />
      )}
      <Menu
        className="flow-export"
        name="Copy or download flows"
        label={
          <>
            <Copy size={13} aria-hidden /> Copy
          </>
        }
      >
        <MenuHeading>{rows}</MenuHeading>
        {commands.map((command) => (
          <CommandItem key={command.id} command={command} />
        ))}
      </Menu>
    </>
  )
}

function sayNotWritten(): void {
  toast('The flows were not written', { description: 'stopped, or the text changed meanwhile' })
}

interface ExportDoors {
  readonly copy: (format: FlowFormat) => void
  readonly save: (format: FlowFormat) => void
  readonly isEmpty: () => boolean
}

function exportCommands({ copy, save, isEmpty }: ExportDoors): readonly Command[] {
  const common = {
    section: 'Flows',
    words: 'flows table export',
    whyNot: () => (isEmpty() ? 'no flow is shown' : undefined),
  } as const
  return [
    ...FORMATS.map(
      (format): Command => ({
        ...common,
        id: `flows.copy-${format}`,
        title: `Copy as ${NAMES[format]}`,
        run: () => copy(format),
      }),
    ),
    ...FORMATS.map(
      (format): Command => ({
        ...common,
        id: `flows.save-${format}`,
        title: `Download as ${NAMES[format]}`,
        run: () => save(format),
      }),
    ),
  ]
}
