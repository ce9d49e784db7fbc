import { Copy } from 'lucide-react'
import { writeClipboard } from '../../platform/clipboard.ts'
import type { Comparison } from '../../store/review-slice.ts'
import { useWriting } from '../../store/use-writing.ts'
import { announce } from '../../ui/announcer.tsx'
import { Button } from '../../ui/button.tsx'
import { toast } from '../../ui/toast.ts'
import { describeProgress, WorkLine } from '../../ui/work-line.tsx'

/** Copies the whole comparison as Markdown, as the command line writes it. */
export function CopyReview({ comparison: { key, isReversed, review } }: { comparison: Comparison }) {
  const { progress, write, stop } = useWriting('writeReview', 'writing the comparison')
  const copy = async () => {
    const text = await write({ key, isReversed })
    if (text === 'unknown') return toast.error('There is no comparison to copy yet')
    if (text === null) return toast('Nothing was copied', { description: 'stopped, or the text changed meanwhile' })
    if (await writeClipboard(text.markdown)) announce('comparison copied as Markdown')
    else toast.error('The browser did not allow copying')
  }
  if (progress)
    return <WorkLine progress={progress} words={describeProgress(progress)} action="Stop writing" onAction={stop} />
  return (
    <Button disabled={review === null} onClick={copy}>
      <Copy size={13} aria-hidden /> Copy as Markdown
    </Button>
  )
}
