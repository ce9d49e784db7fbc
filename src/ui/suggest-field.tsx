import { type ComponentProps, type KeyboardEvent, useId, useRef, useState } from 'react'
import { beside } from './combobox.tsx'
import './combobox.css'
import './field.css'
import { usePress } from './use-press.ts'

/** A text that may be taken over, with a word on it: "3 workloads". */
export interface Suggestion {
  readonly text: string
  readonly note?: string
}

interface SuggestFieldProps extends Omit<ComponentProps<'input'>, 'name' | 'value' | 'onChange'> {
  /** What a screen reader calls it. */
  readonly name: string
  readonly value: string
  readonly suggestions: readonly Suggestion[]
  readonly onType: (text: string) => void
  /** One of the suggestions was taken. */
  readonly onChoose: (text: string) => void
}

/** Of very many suggestions only this many are shown: typing narrows them. */
const SHOWN = 40

/** A text field for any text, which offers those that are known and contain what is typed. */
export function SuggestField({ name, value, suggestions, onType, onChoose, ...rest }: SuggestFieldProps) {
  const listId = useId()
  const field = useRef<HTMLInputElement>(null)
  const list = useRef<HTMLDivElement>(null)
  const isPressed = usePress(list)
  const [active, setActive] = useState<number | null>(null)
  const [isTyping, setIsTyping] = useState(false)
  const isOpen = active !== null
  const offered = isOpen ? matching(suggestions, isTyping ? value : '') : []
  const isShown = offered.length > 0

  const open = (isTyped: boolean) => {
    setIsTyping(isTyped)
    setActive(-1)
  }
  const close = () => setActive(null)
  const choose = (suggestion: Suggestion | undefined) => {
    close()
    if (suggestion) onChoose(suggestion.text)
  }
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'ArrowDown') isShown ? setActive(Math.min((active ?? -1) + 1, offered.length - 1)) : open(false)
    else if (event.key === 'ArrowUp' && isShown) setActive(Math.max((active ?? 0) - 1, -1))
    else if (event.key === 'Enter' && isShown && (active ?? -1) >= 0) choose(offered[active ?? -1])
    else if (event.key === 'Escape' && isShown) close()
    else {
      if (event.key === 'Enter') close()
      return rest.onKeyDown?.(event)
    }
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <span className="combobox suggest">
      <input
        {...rest}
        ref={field}
        className="input"
        role="combobox"
        aria-label={name}
        aria-expanded={isShown}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={isShown && (active ?? -1) >= 0 ? `${listId}-${active}` : undefined}
        spellCheck={false}
        autoComplete="off"
        value={value}
        onChange={(event) => {
          open(true)
          onType(event.target.value)
        }}
        onClick={() => isOpen || open(false)}
        onBlur={(event) => {
          // Nobody left: who listens higher up must not think so.
          if (isPressed()) {
            event.stopPropagation()
            return field.current?.focus()
          }
          close()
          rest.onBlur?.(event)
        }}
        onKeyDown={onKeyDown}
      />
      <div
        className="combobox-list"
        id={listId}
        role="listbox"
        aria-label={`${name}: known`}
        ref={list}
        hidden={!isShown}
        style={isShown ? beside(field.current) : undefined}
      >
        {offered.map(({ text, note }, index) => (
          <div
            key={text}
            id={`${listId}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === active}
            className="combobox-option suggest-option"
            onPointerDown={(event) => {
              event.preventDefault()
              field.current?.focus()
              choose({ text })
            }}
          >
            <span>{text === '' ? '(empty)' : text}</span>
            {note && <span className="menu-note">{note}</span>}
          </div>
        ))}
      </div>
    </span>
  )
}

/** One that is typed already is no suggestion. */
function matching(suggestions: readonly Suggestion[], typed: string): readonly Suggestion[] {
  const word = typed.trim().toLowerCase()
  const found = suggestions.filter(({ text }) => text.toLowerCase().includes(word) && text !== typed)
  return found.slice(0, SHOWN)
}
