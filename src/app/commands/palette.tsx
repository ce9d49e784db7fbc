import { Command as Cmdk } from 'cmdk'
import { Dialog } from 'radix-ui'
import { useMemo, useRef, useState } from 'react'
import type { SearchHit } from '../../core/picture/search.ts'
import { useAppActions } from '../../store/context.tsx'
import { useAnswer } from '../../store/use-answer.ts'
import { announce } from '../../ui/announcer.tsx'
import { isCommand, type Origin } from '../../ui/commands/command.ts'
import { useCommandRegistry } from '../../ui/commands/commands-context.tsx'
import { runCommand } from '../../ui/commands/hear-keys.ts'
import { type CommandGroup, findCommands, groupCommands, type ListedCommand } from './find-commands.ts'
import { PaletteCommand, PaletteHit } from './palette-items.tsx'
import { noteRecent, readRecent } from './recent-commands.ts'
import './palette.css'

interface PaletteProps {
  /** What had the focus before: commands are about it. */
  readonly origin: Origin
  readonly onClose: () => void
}

/** Everything that can be done, and everything one can go to, found by a few letters. */
export function Palette({ origin, onClose }: PaletteProps) {
  const [typed, setTyped] = useState('')
  const afterwards = useRef<(() => void) | null>(null)
  const hits = useHits(typed.trim())
  // What is called so goes before what only might be meant; until it is known nothing is guessed.
  const groups = useGroups(typed.trim(), origin, hits?.length === 0)
  const { visit } = useAppActions()
  const leaveFor = (next: () => void) => {
    afterwards.current = next
    onClose()
  }
  const choose = ({ command, whyNot }: ListedCommand) => {
    if (whyNot !== undefined) return announce(whyNot)
    noteRecent(command.id)
    leaveFor(() => runCommand(command, origin))
  }
  const go = (hit: SearchHit) =>
    leaveFor(() => {
      visit(hit)
      announce(hit.isHidden ? `${hit.title}: the filter was cleared` : hit.title)
    })
  /** The focus is back where it was before anything is done: what is done may take it elsewhere. */
  const onCloseAutoFocus = (event: Event) => {
    event.preventDefault()
    if (origin instanceof HTMLElement || origin instanceof SVGElement) origin.focus()
    afterwards.current?.()
  }
  return (
    <Dialog.Root open onOpenChange={(open) => open || onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay className="dialog-scrim" />
        <Dialog.Content className="dialog palette" aria-describedby={undefined} onCloseAutoFocus={onCloseAutoFocus}>
          <Dialog.Title className="visually-hidden">Commands</Dialog.Title>
          <Cmdk label="Commands" shouldFilter={false} loop>
            <Cmdk.Input
              className="palette-input"
              placeholder="Do something, or go to a workload, namespace or policy"
              value={typed}
              onValueChange={setTyped}
            />
            <Cmdk.List className="palette-list" label="Commands">
              <Cmdk.Empty className="combobox-none">Nothing is called that.</Cmdk.Empty>
              {groups.map(({ heading, commands }) => (
                <Cmdk.Group key={heading} heading={heading}>
                  {commands.map((listed) => (
                    <PaletteCommand
                      key={listed.command.id}
                      listed={listed}
                      isAmongOthers={heading !== listed.command.section}
                      onChoose={() => choose(listed)}
                    />
                  ))}
                </Cmdk.Group>
              ))}
              {hits !== undefined && hits.length > 0 && (
                <Cmdk.Group heading="Go to">
                  {hits.map((hit) => (
                    <PaletteHit key={`${hit.kind} ${hit.id}`} hit={hit} onChoose={() => go(hit)} />
                  ))}
                </Cmdk.Group>
              )}
            </Cmdk.List>
          </Cmdk>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

function useGroups(typed: string, origin: Origin, mayGuess: boolean): readonly CommandGroup[] {
  const registry = useCommandRegistry()
  return useMemo(() => {
    const commands = registry
      .all()
      .filter(isCommand)
      .filter(({ byKeyOnly }) => byKeyOnly !== true)
    const recent = readRecent()
    if (typed === '') return groupCommands(commands, recent, origin)
    const found = findCommands(commands, typed, recent, origin, mayGuess)
    return found.length === 0 ? [] : [{ heading: 'Do', commands: found }]
  }, [registry, typed, origin, mayGuess])
}

/** Of each kind so many. */
const MOST_HITS = 5

/** Undefined while it is not known. */
function useHits(typed: string): readonly SearchHit[] | undefined {
  const answer = useAnswer('search', typed === '' ? null : { text: typed })
  return useMemo(() => answer?.groups.flatMap(({ hits }) => hits.slice(0, MOST_HITS)), [answer])
}
