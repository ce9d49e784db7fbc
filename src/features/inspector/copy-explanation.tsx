import { Check, Copy } from 'lucide-react'
import { useState } from 'react'
import type { Question } from '../../core/model/verdict.ts'
import { writeClipboard } from '../../platform/clipboard.ts'
import { useAppActions } from '../../store/context.tsx'
import { announce } from '../../ui/announcer.tsx'
import { Button } from '../../ui/button.tsx'
import { Copyable } from '../../ui/copyable.tsx'

type State = { readonly kind: 'idle' | 'writing' | 'copied' } | { readonly kind: 'refused'; readonly text: string }

/** Copies the answer as Markdown, with what to send to the owners of the namespaces. */
export function CopyExplanation({ question }: { question: Question }) {
  const { askEngine } = useAppActions()
  const [state, setState] = useState<State>({ kind: 'idle' })
  const copy = async () => {
    setState({ kind: 'writing' })
    const text = await askEngine('writeExplanation', question)
    if (text === null) return setState({ kind: 'idle' })
    if (await writeClipboard(text)) {
      setState({ kind: 'copied' })
      announce('explanation copied as Markdown')
    } else setState({ kind: 'refused', text })
  }
  return (
    <>
      <Button
        onClick={copy}
        disabled={state.kind === 'writing'}
        aria-label={state.kind === 'copied' ? 'Copied explanation' : 'Copy explanation'}
        title="Copy explanation: Markdown, with the YAML that would open it"
      >
        {state.kind === 'copied' ? <Check size={14} aria-hidden /> : <Copy size={14} aria-hidden />}
        <span>
          {state.kind === 'copied' ? 'Copied' : 'Copy'}
          <span className="explain-long"> explanation</span>
        </span>
      </Button>
      {state.kind === 'refused' && (
        <div className="explain-text">
          <Copyable text={state.text} name="explanation" />
        </div>
      )}
    </>
  )
}
