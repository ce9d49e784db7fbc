import { useMemo } from 'react'
import { type FlowRow, titleOf } from '../../core/flow-table/flow-table.ts'
import { useAppStore } from '../../store/context.tsx'
import { Button } from '../../ui/button.tsx'
import { CommandItem } from '../../ui/commands/command-item.tsx'
import { useCommands } from '../../ui/commands/commands-context.tsx'
import { Menu } from '../../ui/menu.tsx'
import type { FlowActions } from './flow-actions.ts'
import { flowCommands } from './flow-commands.ts'

interface FlowBarProps {
  readonly row: FlowRow
  readonly actions: FlowActions
}

/** What can be done with the chosen row. */
export function FlowBar({ row, actions }: FlowBarProps) {
  const store = useAppStore()
  const commands = useMemo(() => flowCommands(store, row, actions), [store, row, actions])
  useCommands(useMemo(() => Object.values(commands), [commands]))
  return (
    <section className="flow-bar" aria-label="Chosen flow">
      <span className="flow-bar-words" title={`${titleOf(row.from)} → ${titleOf(row.to)} on ${row.label}`}>
        {titleOf(row.from)} → {titleOf(row.to)} <code>{row.label}</code>
        {row.question !== undefined && <em className="flow-answer-depends"> depends: {row.question}</em>}
      </span>
      <Button onClick={() => actions.explain(row)}>Explain</Button>
      {row.rule !== undefined && <Button onClick={() => actions.goToRule(row)}>Go to the rule</Button>}
      <Button onClick={() => actions.expect(row)}>Expect this</Button>
      <Menu label="More" name="More for the chosen flow">
        <CommandItem command={commands.connect} />
        <CommandItem command={commands.sender} />
        <CommandItem command={commands.receiver} />
        <CommandItem command={commands.isolateSender} />
        <CommandItem command={commands.isolate} />
      </Menu>
      <Button variant="danger" onClick={() => actions.remove(row)}>
        Remove…
      </Button>
    </section>
  )
}
