import type { PictureNode } from '../../core/picture/picture.ts'
import { useAppActions } from '../../store/context.tsx'
import { toQuestion } from './flow-question.ts'

interface WhyButtonProps {
  readonly from: PictureNode
  readonly to: PictureNode
  /** The ports of the edge between them, in words. */
  readonly label?: string
  readonly children?: string
}

/** Asks why a connection passes or does not; nothing where an end stands for no endpoint. */
export function WhyButton({ from, to, label, children = 'Why?' }: WhyButtonProps) {
  const { ask } = useAppActions()
  const question = toQuestion(from, to, label)
  if (!question) return null
  return (
    <button
      type="button"
      className="link-button why-button"
      aria-label={`${children} ${from.title} to ${to.title}`}
      onClick={() => ask(question)}
    >
      {children}
    </button>
  )
}
