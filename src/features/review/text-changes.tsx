import { useMemo, useState } from 'react'
import { editsBetween } from '../../core/edits/edits-between.ts'
import { toFileChanges } from '../../core/edits/line-changes.ts'
import { useApp } from '../../store/context.tsx'
import type { Comparison } from '../../store/review-slice.ts'
import { Button } from '../../ui/button.tsx'
import { countLines, YamlDiff } from '../../ui/yaml-diff.tsx'

/** The change of the text, line by line, when it is asked for. */
export function TextChanges({ comparison }: { comparison: Comparison }) {
  const [isOpen, setIsOpen] = useState(false)
  return (
    <section className="review-text" aria-label="Change of the text">
      <Button variant="quiet" aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
        {isOpen ? 'Hide the change of the text' : 'Show the change of the text'}
      </Button>
      {isOpen && <Lines comparison={comparison} />}
    </section>
  )
}

function Lines({ comparison: { set, isReversed } }: { comparison: Comparison }) {
  const document = useApp((state) => state.document)
  const changes = useMemo(() => {
    const [before, after] = isReversed ? [document.files, set.files] : [set.files, document.files]
    return toFileChanges(before, editsBetween(before, after))
  }, [set, document, isReversed])
  if (changes.length === 0) return <p className="review-note quiet">The texts are the same.</p>
  return (
    <>
      <p className="review-note quiet">{countLines(changes)}</p>
      <YamlDiff changes={changes} />
    </>
  )
}
