import { Search, X } from 'lucide-react'
import { type KeyboardEvent, type RefObject, useEffect, useId, useMemo, useRef, useState } from 'react'
import type { SearchHit } from '../../core/picture/search.ts'
import { useAppActions } from '../../store/context.tsx'
import { announce } from '../../ui/announcer.tsx'
import { IconButton } from '../../ui/button.tsx'
import { beside } from '../../ui/combobox.tsx'
import type { Command } from '../../ui/commands/command.ts'
import { useCommands } from '../../ui/commands/commands-context.tsx'
import { toAriaShortcut } from '../../ui/commands/shortcut.ts'
import { usePress } from '../../ui/use-press.ts'
import { SearchResults } from './search-results.tsx'
import { useSearch } from './use-search.ts'
import './search.css'

const SEARCH_KEYS = ['/', 'Mod+F'] as const

/** Keys lead to the field from the views of the cluster, not from where text is typed: there the browser looks itself. */
export function searchCommand(focus: () => void): Command {
  return {
    id: 'view.search',
    section: 'View',
    title: 'Search the cluster',
    words: 'find',
    keys: SEARCH_KEYS,
    scope: 'views',
    run: focus,
  }
}

function useSearchCommand(field: RefObject<HTMLInputElement | null>): void {
  useCommands(useMemo(() => [searchCommand(() => field.current?.focus())], [field]))
}

/** Finds anything of the cluster: arrows choose among what is found, Enter goes there. */
export function SearchField() {
  const { text, setText, answer, isCurrent } = useSearch()
  const { visit } = useAppActions()
  const [isOpen, setOpen] = useState(false)
  const [active, setActive] = useState(0)
  const [goesWhenFound, setGoesWhenFound] = useState(false)
  const listId = useId()
  const list = useRef<HTMLDivElement>(null)
  const field = useRef<HTMLInputElement>(null)
  const isPressed = usePress(list)
  useSearchCommand(field)
  const hits = answer?.groups.flatMap((group) => group.hits) ?? []
  const isShown = isOpen && text.trim() !== '' && answer !== null
  const chosen = Math.min(active, hits.length - 1)

  useEffect(() => {
    if (isShown) document.getElementById(`${listId}-${chosen}`)?.scrollIntoView?.({ block: 'nearest' })
  }, [isShown, chosen, listId])

  const close = () => {
    setOpen(false)
    setGoesWhenFound(false)
  }
  const go = (hit: SearchHit | undefined) => {
    setGoesWhenFound(false)
    if (!hit) return
    setOpen(false)
    visit(hit)
    announce(hit.isHidden ? `${hit.title}: the filter was cleared` : hit.title)
  }
  // Enter may be pressed before what was typed last is answered: what an older text found is not what is meant.
  // biome-ignore lint/correctness/useExhaustiveDependencies: goes once, as soon as both are so
  useEffect(() => {
    if (goesWhenFound && isCurrent) go(hits[0])
  }, [goesWhenFound, isCurrent])
  const type = (typed: string) => {
    setText(typed)
    setActive(0)
    setOpen(true)
    setGoesWhenFound(false)
  }
  const clear = () => {
    setText('')
    close()
    field.current?.closest('[data-picture]')?.querySelector<HTMLElement>('[data-graph]')?.focus()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown') isShown ? setActive(Math.min(chosen + 1, hits.length - 1)) : setOpen(true)
    else if (event.key === 'ArrowUp') setActive(Math.max(chosen - 1, 0))
    else if (event.key === 'Enter') isCurrent ? go(hits[chosen]) : setGoesWhenFound(true)
    else if (event.key === 'Escape') isShown ? close() : clear()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <search className="search">
      <Search size={14} aria-hidden className="search__icon" />
      <input
        ref={field}
        className="input search__input"
        role="combobox"
        aria-label="Search"
        aria-keyshortcuts={SEARCH_KEYS.map((key) => toAriaShortcut(key)).join(' ')}
        aria-expanded={isShown}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={isShown && hits.length > 0 ? `${listId}-${chosen}` : undefined}
        placeholder="Search name, label, port, address"
        spellCheck={false}
        autoComplete="off"
        value={text}
        onChange={(event) => type(event.target.value)}
        onFocus={(event) => event.target.select()}
        onClick={() => setOpen(true)}
        onBlur={() => (isPressed() ? field.current?.focus() : close())}
        onKeyDown={onKeyDown}
      />
      {text === '' ? (
        <kbd className="search__key" aria-hidden>
          /
        </kbd>
      ) : (
        <IconButton name="Clear search" variant="quiet" className="search__clear" onClick={clear}>
          <X size={13} aria-hidden />
        </IconButton>
      )}
      <div
        ref={list}
        id={listId}
        role="listbox"
        aria-label="Found"
        className="combobox-list search-list"
        hidden={!isShown}
        style={isShown ? { ...beside(field.current), maxHeight: 'min(460px, 62vh)' } : undefined}
      >
        {isShown && <SearchResults answer={answer} listId={listId} active={chosen} onChoose={go} />}
      </div>
      <span role="status" className="visually-hidden">
        {isShown && `${answer.groups.reduce((sum, { total }) => sum + total, 0)} found`}
      </span>
    </search>
  )
}
