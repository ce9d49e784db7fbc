import type { KeyboardEvent } from 'react'
import { TEMPLATE_WORDS, type TemplateWords } from '../../core/authoring/templates/words.ts'
import { useApp, useAppActions } from '../../store/context.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { nextCard } from './next-card.ts'
import { SmallPicture } from './small-picture.tsx'
import './templates.css'

/** The gallery: a card for each template; its fields and its preview come once it is chosen. */
export function TemplatesDialog() {
  const isOpen = useApp((state) => state.dialog?.kind === 'templates')
  const { beginChange, closeDialog } = useAppActions()
  if (!isOpen) return null
  const choose = (template: string) => beginChange({ kind: 'template', template, parameters: {} })
  return (
    <Dialog
      wide
      title="Templates"
      description="Policies that people write again and again. Nothing is written before you have seen what it does."
      onClose={closeDialog}
    >
      <ul className="template-cards" onKeyDown={moveFocus}>
        {TEMPLATE_WORDS.map((words, index) => (
          <li key={words.id}>
            <Card words={words} isFirst={index === 0} onChoose={() => choose(words.id)} />
          </li>
        ))}
      </ul>
    </Dialog>
  )
}

interface CardProps {
  readonly words: TemplateWords
  readonly isFirst: boolean
  readonly onChoose: () => void
}

function Card({ words: { title, sentence, picture }, isFirst, onChoose }: CardProps) {
  return (
    <button
      type="button"
      className="template-card"
      {...(isFirst ? { 'data-first-focus': true } : {})}
      onClick={onChoose}
    >
      <span className="template-card__picture">
        <SmallPicture picture={picture} />
      </span>
      <strong className="template-card__title">{title}</strong>
      <span className="template-card__sentence">{sentence}</span>
    </button>
  )
}

/** Arrow keys go from card to card as they lie on the screen. */
function moveFocus(event: KeyboardEvent<HTMLElement>) {
  const cards = [...event.currentTarget.querySelectorAll<HTMLElement>('.template-card')]
  const at = cards.indexOf(event.target as HTMLElement)
  const to = nextCard(
    event.key,
    at,
    cards.map((card) => card.getBoundingClientRect()),
  )
  if (to === undefined) return
  event.preventDefault()
  cards[to]?.focus()
}
