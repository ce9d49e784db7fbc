import type { PictureNode } from '../../core/picture/picture.ts'
import { useAppActions } from '../../store/context.tsx'
import { toGatheredEnd } from '../../store/gather.ts'
import { Button } from '../../ui/button.tsx'

interface GatheredBarProps {
  readonly gathered: readonly string[]
  readonly nodes: readonly PictureNode[]
}

/** What can be done with several workloads together. */
export function GatheredBar({ gathered, nodes }: GatheredBarProps) {
  const { startConnect, select } = useAppActions()
  const end = toGatheredEnd(nodes, gathered)
  const title = nameGathered(nodes, gathered)
  return (
    <div className="selection-bar" role="toolbar" aria-label={`Actions for ${title}`}>
      <strong className="selection-bar__name">{title}</strong>
      <span className="selection-bar__words" role="status">
        {gathered.length} workloads · Shift+click for more
      </span>
      <Button onClick={() => select(null)}>
        Clear <kbd>Esc</kbd>
      </Button>
      {end !== undefined && (
        <Button variant="primary" onClick={() => startConnect(end, title)}>
          Connect… <kbd>C</kbd>
        </Button>
      )}
    </div>
  )
}

const NAMED = 3

/** "web, api, cron and 2 more". */
export function nameGathered(nodes: readonly PictureNode[], gathered: readonly string[]): string {
  const titles = gathered.flatMap((id) => nodes.find((node) => node.id === id)?.title ?? [])
  const more = titles.length - NAMED
  return `${titles.slice(0, NAMED).join(', ')}${more > 0 ? ` and ${more} more` : ''}`
}
