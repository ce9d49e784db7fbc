import { writeClipboard } from '../../platform/clipboard.ts'
import { useAppActions } from '../../store/context.tsx'
import { useAnswer } from '../../store/use-answer.ts'
import { Button } from '../../ui/button.tsx'
import { toast } from '../../ui/toast.ts'
import './posture.css'
import { PostureTable } from './posture-table.tsx'
import { RaiseSection } from './raise-section.tsx'

/** Who is isolated, open and exposed, namespace by namespace, and what would change it. */
export function PosturePanel() {
  const posture = useAnswer('posture', NOTHING)
  if (!posture) return <p className="checks-note quiet">Measuring…</p>
  if (posture.namespaces.length === 0)
    return <p className="checks-note quiet">There are no workloads in these files.</p>
  return (
    <>
      <p className="posture-note quiet">
        What policies isolate, what is open, and what is reached from outside the cluster.
        <CopyPosture />
      </p>
      <PostureTable namespaces={posture.namespaces} />
      {posture.raises.length === 0 && <p className="checks-note quiet">Nothing is left open by mistake.</p>}
      {posture.raises.map((group) => (
        <RaiseSection key={group.kind} group={group} />
      ))}
    </>
  )
}

const NOTHING: Record<string, never> = {}

function CopyPosture() {
  const { askEngine } = useAppActions()
  const copy = async () => {
    const text = await askEngine('writePosture', NOTHING)
    if (text === null) return toast('The posture was not written', { description: 'the text changed meanwhile' })
    if (await writeClipboard(text)) toast('Copied the posture as Markdown')
    else toast.error('The browser did not allow copying')
  }
  return <Button onClick={copy}>Copy as Markdown</Button>
}
