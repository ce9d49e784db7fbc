import { Plus } from 'lucide-react'
import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react'
import type { SelectorChange, SelectorForm } from '../../core/authoring/policy-form/policy-form-change.ts'
import type { LabelOwners } from '../../core/authoring/policy-form/policy-form-completions.ts'
import type { SelectorModel } from '../../core/authoring/policy-form/policy-form-model.ts'
import { Button } from '../../ui/button.tsx'
import { changeSelector, toSelectorForm } from './change-selector.ts'
import { ExpressionRow, NewExpression } from './expression-row.tsx'
import { LabelRow, NewLabel } from './label-row.tsx'
import { type SelectorChoice, SelectorState } from './selector-state.tsx'
import { TypingContext } from './typing.ts'

interface SelectorEditorProps {
  /** "Pods", "Namespaces": with the group around it tells selectors apart. */
  readonly name: string
  readonly selector: SelectorModel
  readonly owners: LabelOwners
  /** What it can be besides labels, in words. */
  readonly choices: readonly SelectorChoice[]
  /** The selector as it would be with what is being typed; null when nothing is. */
  readonly onTyping: (selector: SelectorForm | null) => void
  /** How many it matches. */
  readonly children?: ReactNode
}

/** A selector as rows: all of them must hold. What it means without rows is said in words (SEL-1, PEE-1, PEE-2). */
export function SelectorEditor({ name, selector, owners, choices, onTyping, children }: SelectorEditorProps) {
  const [byLabel, setByLabel] = useState(false)
  const isFilled = selector.state === 'filled'
  const tell = useTentative(selector, onTyping)
  // biome-ignore lint/correctness/useExhaustiveDependencies: what the text says now is shown, not what was chosen before
  useEffect(() => setByLabel(false), [selector.state])
  return (
    <TypingContext value={tell}>
      <fieldset className="selector" data-focus-home tabIndex={-1}>
        <legend className="visually-hidden">{name}</legend>
        <div className="selector-head">
          <span className="selector-name" aria-hidden>
            {name}
          </span>
          <SelectorState name={name} selector={selector} choices={choices} byLabel={byLabel} onByLabel={setByLabel} />
        </div>
        {(isFilled || byLabel) && <Rows selector={selector} owners={owners} startsEmpty={!isFilled} />}
        {children}
      </fieldset>
    </TypingContext>
  )
}

function useTentative(selector: SelectorModel, onTyping: SelectorEditorProps['onTyping']) {
  const latest = useRef({ selector, onTyping })
  latest.current = { selector, onTyping }
  return useCallback((change: SelectorChange | null) => {
    const { selector: written, onTyping: tell } = latest.current
    tell(change && (changeSelector(toSelectorForm(written), change) ?? null))
  }, [])
}

type Adding = 'label' | 'expression' | null

function Rows({
  selector,
  owners,
  startsEmpty,
}: {
  selector: SelectorModel
  owners: LabelOwners
  startsEmpty: boolean
}) {
  const { path, labels, expressions } = selector
  const [adding, setAdding] = useState<Adding>(startsEmpty ? 'label' : null)
  const list = useFirstFocus(adding)
  const count = labels.length + expressions.length
  // A row that came is the one that was added.
  useEffect(() => {
    if (count > 0) setAdding(null)
  }, [count])
  return (
    <>
      <ul className="selector-rows" ref={list}>
        {labels.map((label) => (
          <LabelRow key={label.key} selector={path} owners={owners} label={label} />
        ))}
        {expressions.map((expression) => (
          <ExpressionRow key={`#${expression.index}`} selector={path} owners={owners} expression={expression} />
        ))}
        {adding === 'label' && <NewLabel selector={path} owners={owners} />}
        {adding === 'expression' && <NewExpression selector={path} owners={owners} onDone={() => setAdding(null)} />}
      </ul>
      <div className="add-row">
        <AddButton onClick={() => setAdding('label')}>Label</AddButton>
        <AddButton onClick={() => setAdding('expression')}>Expression</AddButton>
      </div>
    </>
  )
}

function AddButton({ onClick, children }: { onClick: () => void; children: string }) {
  return (
    <Button variant="quiet" className="small-button" aria-label={`Add a ${children.toLowerCase()}`} onClick={onClick}>
      <Plus size={13} aria-hidden />
      {children}
    </Button>
  )
}

/** The first empty field of a row that was opened takes the focus. */
function useFirstFocus(adding: Adding) {
  const list = useRef<HTMLUListElement>(null)
  const isFirst = useRef(true)
  useEffect(() => {
    const wasFirst = isFirst.current
    isFirst.current = false
    if (adding !== null && !wasFirst) list.current?.lastElementChild?.querySelector('input')?.focus()
  }, [adding])
  return list
}
