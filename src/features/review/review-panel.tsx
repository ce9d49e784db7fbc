import { useState } from 'react'
import type { TextFile } from '../../core/model/edit.ts'
import { useApp, useAppActions } from '../../store/context.tsx'
import type { ComparedSet } from '../../store/review-slice.ts'
import { ComparedChoices } from './compared-choices.tsx'
import { ReviewView } from './review-view.tsx'
import './review.css'

/** A document of this browser that can be compared with. */
export interface OtherDocument {
  readonly id: string
  readonly title: string
}

interface ReviewPanelProps {
  /** Without the open one. */
  readonly documents: readonly OtherDocument[]
  /** Null when its texts cannot be read. */
  readonly readDocument: (id: string) => Promise<readonly TextFile[] | null>
}

/** Compares the open document with another set of manifests; before that, what with. */
export function ReviewPanel({ documents, readDocument }: ReviewPanelProps) {
  const comparison = useApp((state) => state.comparison)
  const { compareWith } = useAppActions()
  const [isChoosing, setIsChoosing] = useState(false)
  const choose = (set: ComparedSet) => {
    setIsChoosing(false)
    compareWith(set)
  }
  if (comparison !== null && !isChoosing)
    return <ReviewView comparison={comparison} onChoose={() => setIsChoosing(true)} />
  return (
    <ComparedChoices
      documents={documents}
      readDocument={readDocument}
      onChoose={choose}
      {...(comparison ? { onKeep: () => setIsChoosing(false) } : {})}
    />
  )
}
