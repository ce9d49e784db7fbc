import { type KeyboardEvent, useId, useState } from 'react'
import { useAppActions } from '../../store/context.tsx'
import type { Dialog } from '../../store/dialog.ts'
import { DialogPanel } from './dialog-panel.tsx'
import type { TargetOption } from './target-options.ts'
import { readTypedBlock } from './typed-block.ts'
import { useTargetOptions } from './use-target-options.ts'

/** More than anybody reads through: typing narrows the list. */
const SHOWN = 200

/** "Connect…": a search for the other end, then the same dialog as after drawing an edge. */
export function PickTargetDialog({ dialog }: { dialog: Extract<Dialog, { kind: 'pick-target' }> }) {
  const { startConnect } = useAppActions()
  const [search, setSearch] = useState('')
  const [active, setActive] = useState(0)
  const listId = useId()
  // Who is gathered to be connected is not meant as the other end too.
  const options = useTargetOptions(search)
    .filter(({ key }) => key !== 'gathered' || dialog.from.kind !== 'workloads')
    .slice(0, SHOWN)
  const choose = (option: TargetOption | undefined) => option && startConnect(dialog.from, dialog.fromTitle, option.end)
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown') setActive(options.length === 0 ? 0 : (active + 1) % options.length)
    else if (event.key === 'ArrowUp')
      setActive(options.length === 0 ? 0 : (active + options.length - 1) % options.length)
    else if (event.key === 'Enter') choose(options[active])
    else return
    event.preventDefault()
  }
  return (
    <DialogPanel title={`Connect ${dialog.fromTitle} to…`}>
      <input
        type="text"
        className="pick-target__search"
        role="combobox"
        aria-label="Target"
        aria-expanded="true"
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={options[active] ? `${listId}-${active}` : undefined}
        placeholder="workload, namespace, internet or a block of addresses"
        data-first-focus
        spellCheck={false}
        autoComplete="off"
        value={search}
        onChange={(event) => {
          setSearch(event.target.value)
          setActive(0)
        }}
        onKeyDown={onKeyDown}
      />
      <div id={listId} className="pick-target__list" role="listbox" aria-label="Possible targets">
        {options.map((option, index) => (
          <Option
            key={option.key}
            id={`${listId}-${index}`}
            option={option}
            isActive={index === active}
            onChoose={() => choose(option)}
          />
        ))}
      </div>
      {options.length === 0 && <p className="help">{toHelp(search)}</p>}
    </DialogPanel>
  )
}

function toHelp(search: string): string {
  const typed = readTypedBlock(search)
  if (typed?.kind === 'problem') return typed.words
  return 'nothing here is called that; a block such as 10.0.0.0/8 except 10.1.0.0/16 can be typed'
}

interface OptionProps {
  readonly id: string
  readonly option: TargetOption
  readonly isActive: boolean
  readonly onChoose: () => void
}

function Option({ id, option, isActive, onChoose }: OptionProps) {
  return (
    <div
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={isActive}
      className="pick-target__option"
      ref={(item) => {
        if (isActive) item?.scrollIntoView?.({ block: 'nearest' })
      }}
      onClick={onChoose}
      onKeyDown={(event) => event.key === 'Enter' && onChoose()}
    >
      <span>{option.title}</span>
      <span className="pick-target__detail">{option.detail}</span>
    </div>
  )
}
