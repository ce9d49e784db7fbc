import { Copy } from 'lucide-react'
import { writeClipboard } from '../../platform/clipboard.ts'
import { useAppActions } from '../../store/context.tsx'
import type { Comparison } from '../../store/review-slice.ts'
import { announce } from '../../ui/announcer.tsx'
import { Button } from '../../ui/button.tsx'
import { toast } from '../../ui/toast.ts'

/** Copies the whole comparison as Markdown, as the command line writes it. */
export function CopyReview({ comparison: { key, isReversed, review } }: { comparison: Comparison }) {
  const { askEngine } = useAppActions()
  const copy = async () => {
    const text = await askEngine('writeReview', { key, isReversed })
    if (text === null || text === 'unknown') return toast.error('There is no comparison to copy yet')
    if (await writeClipboard(text.markdown)) announce('comparison copied as Markdown')
    else toast.error('The browser did not allow copying')
  }
  return (
    <Button disabled={review === null} onClick={copy}>
      <Copy size={13} aria-hidden /> Copy as Markdown
    </Button>
  )
}
