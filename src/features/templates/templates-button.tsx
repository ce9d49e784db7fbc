import { LayoutGrid } from 'lucide-react'
import { useApp, useAppActions } from '../../store/context.tsx'
import { Button } from '../../ui/button.tsx'

/** Opens the gallery. */
export function TemplatesButton() {
  const isRead = useApp((state) => state.snapshot !== null)
  const { showTemplates } = useAppActions()
  return (
    <Button
      className="templates-button"
      disabled={!isRead}
      title="sets of policies to begin with"
      onClick={showTemplates}
    >
      <LayoutGrid size={14} aria-hidden /> Templates
    </Button>
  )
}
