import { type CSSProperties, type KeyboardEvent, useId, useRef, useState } from 'react'
import './combobox.css'
import { usePress } from './use-press.ts'

export interface Option {
  readonly value: string
  readonly label: string
}

interface ComboboxProps {
  readonly name: string
  readonly value: string | null
  readonly options: readonly Option[]
  readonly placeholder?: string
  readonly onChange: (value: string) => void
  /** What the typed text itself stands for, offered after the options unless one is called just that. */
  readonly readTyped?: (typed: string) => Option | undefined
}

/** Of very many options only this many are offered: typing narrows them. */
const OFFERED = 60

/** A text field that offers what contains the typed words. Who leaves it gets what they typed, if that is one thing. */
export function Combobox({ name, value, options, placeholder, onChange, readTyped }: ComboboxProps) {
  const listId = useId()
  const list = useRef<HTMLDivElement>(null)
  const field = useRef<HTMLInputElement>(null)
  const isPressed = usePress(list)
  const [typed, setTyped] = useState<string | null>(null)
  const [active, setActive] = useState(0)
  const isOpen = typed !== null
  const same = options.find(({ label }) => label === typed?.trim())
  const free = isOpen && !same ? readTyped?.(typed.trim()) : undefined
  const found = isOpen ? matching(options, typed) : []
  const offered = free ? [...found, free] : found
  const chosen = options.find((option) => option.value === value)?.label ?? value ?? ''

  const choose = (option: Option | undefined) => {
    setTyped(null)
    if (option && option.value !== value) onChange(option.value)
  }
  const leave = () => choose(typed?.trim() ? (same ?? (found.length === 1 ? found[0] : free)) : undefined)
  const move = (to: number) => {
    setActive(to)
    list.current?.children[to]?.scrollIntoView({ block: 'nearest' })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown') isOpen ? move(Math.min(active + 1, offered.length - 1)) : setTyped('')
    else if (event.key === 'ArrowUp') move(Math.max(active - 1, 0))
    else if (event.key === 'Enter' && isOpen) choose(offered[active])
    else if (event.key === 'Escape' && isOpen) setTyped(null)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <span className="combobox">
      <input
        ref={field}
        className="input"
        role="combobox"
        aria-label={name}
        aria-expanded={isOpen}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={isOpen && offered.length > 0 ? `${listId}-${active}` : undefined}
        placeholder={placeholder}
        spellCheck={false}
        autoComplete="off"
        value={typed ?? chosen}
        title={chosen}
        onChange={(event) => {
          setTyped(event.target.value)
          setActive(0)
        }}
        onFocus={(event) => event.target.select()}
        onClick={() => isOpen || setTyped('')}
        onBlur={() => {
          if (isPressed()) field.current?.focus()
          else leave()
        }}
        onKeyDown={onKeyDown}
      />
      <div
        className="combobox-list"
        id={listId}
        role="listbox"
        aria-label={name}
        hidden={!isOpen}
        ref={list}
        style={isOpen ? beside(field.current) : undefined}
      >
        {offered.map((option, index) => (
          <div
            key={option.value}
            id={`${listId}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === active}
            className="combobox-option"
            onPointerDown={(event) => {
              event.preventDefault()
              choose(option)
            }}
          >
            {option.label}
          </div>
        ))}
        {isOpen && offered.length === 0 && <div className="combobox-none">nothing is called that</div>}
      </div>
    </span>
  )
}

/** Above the field when there is more room than below; fixed, so that no scrolling pane cuts it. */
export function beside(field: HTMLElement | null): CSSProperties {
  const { left = 0, top = 0, bottom = 0, width = 0 } = field?.getBoundingClientRect() ?? {}
  const below = window.innerHeight - bottom
  const vertical = below > top ? { top: bottom + 3 } : { bottom: window.innerHeight - top + 3 }
  return { left, minWidth: width, maxHeight: Math.min(260, Math.max(below, top) - 12), ...vertical }
}

function matching(options: readonly Option[], typed: string): readonly Option[] {
  const words = typed
    .toLowerCase()
    .split(/[\s/]+/)
    .filter((word) => word !== '')
  const found: Option[] = []
  for (const option of options) {
    const label = option.label.toLowerCase()
    if (words.every((word) => label.includes(word))) found.push(option)
    if (found.length === OFFERED) break
  }
  return found
}
