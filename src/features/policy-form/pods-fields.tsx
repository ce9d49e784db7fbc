import { useState } from 'react'
import type { SelectorForm } from '../../core/authoring/policy-form/policy-form-change.ts'
import type { NamespaceMatches, PodMatches } from '../../core/authoring/policy-form/policy-form-matches.ts'
import type { SelectorModel } from '../../core/authoring/policy-form/policy-form-model.ts'
import type { PodQuestion } from '../../worker/protocol.ts'
import { toSelectorForm } from './change-selector.ts'
import { MatchCount, NamespaceCount } from './match-count.tsx'
import { SelectorEditor } from './selector-editor.tsx'
import { useCount } from './use-count.ts'

interface PodsFieldsProps {
  /** The policy's. */
  readonly namespace: string
  readonly namespaceSelector: SelectorModel
  readonly podSelector: SelectorModel
  readonly namespaces?: NamespaceMatches | undefined
  /** Absent while it is put together: then it is counted as it stands. */
  readonly matches?: PodMatches
}

/** Namespaces AND pods: both selectors of one peer must hold (PEE-3). */
export function PodsFields({ namespace, namespaceSelector, podSelector, namespaces, matches }: PodsFieldsProps) {
  const [typingSpaces, setTypingSpaces] = useState<SelectorForm | null>(null)
  const [typingPods, setTypingPods] = useState<SelectorForm | null>(null)
  const isTyping = typingSpaces !== null || typingPods !== null
  const question = toQuestion(namespace, {
    namespaceSelector: typingSpaces ?? writtenForm(namespaceSelector),
    podSelector: typingPods ?? writtenForm(podSelector),
  })
  const counted = useCount(isTyping || !matches ? question : null)
  const shown = matches ?? counted
  const isOwn = namespaceSelector.state === 'absent'
  const owners = { kind: 'pods', ...(isOwn ? { namespace } : {}) } as const
  return (
    <div className="pods-fields">
      <SelectorEditor
        name="Namespaces"
        selector={namespaceSelector}
        owners={{ kind: 'namespaces' }}
        choices={[
          { state: 'absent', words: `only ${namespace} (no namespaceSelector)` },
          { state: 'empty', words: 'every namespace (namespaceSelector: {})' },
        ]}
        onTyping={setTypingSpaces}
      >
        {namespaces && namespaceSelector.state === 'filled' && <NamespaceCount {...namespaces} />}
      </SelectorEditor>
      <p className="and-word">and</p>
      <SelectorEditor
        name="Pods"
        selector={podSelector}
        owners={owners}
        choices={toPodChoices(podSelector, isOwn)}
        onTyping={setTypingPods}
      />
      {shown && <MatchCount matches={shown} typed={matches ? counted : null} namespace={namespace} />}
    </div>
  )
}

/** Both mean every pod of the namespaces; without namespaceSelector a peer needs its podSelector (VAL-5). */
function toPodChoices({ state }: SelectorModel, isOwn: boolean) {
  return [
    ...(state === 'absent' || !isOwn ? [{ state: 'absent', words: 'every pod (no podSelector)' } as const] : []),
    { state: 'empty', words: 'every pod (podSelector: {})' } as const,
  ]
}

function writtenForm(selector: SelectorModel): SelectorForm | undefined {
  return selector.state === 'absent' ? undefined : toSelectorForm(selector)
}

interface Selectors {
  readonly namespaceSelector: SelectorForm | undefined
  readonly podSelector: SelectorForm | undefined
}

function toQuestion(namespace: string, { namespaceSelector, podSelector }: Selectors): PodQuestion {
  return {
    namespace,
    ...(namespaceSelector ? { namespaceSelector } : {}),
    ...(podSelector ? { podSelector } : {}),
  }
}
