import { useApp, useAppActions } from '../../store/context.tsx'
import { ISOLATE_EVERYTHING } from '../../store/isolate-intention.ts'
import { Button } from '../../ui/button.tsx'

/** What can be done to the whole document. */
export function WholeDocument() {
  const isAnything = useApp(({ snapshot }) => (snapshot?.picture.nodes.length ?? 0) > 0)
  const { proposeChange, showTemplates } = useAppActions()
  if (!isAnything) return null
  return (
    <div className="inspector-doors">
      <Button onClick={() => proposeChange(ISOLATE_EVERYTHING)}>Isolate all namespaces…</Button>
      <Button onClick={showTemplates}>Templates…</Button>
    </div>
  )
}
