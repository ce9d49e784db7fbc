import type { PictureNode } from '../../core/picture/picture.ts'
import { useAppActions, useAppStore } from '../../store/context.tsx'
import { toGatheredEnd } from '../../store/gather.ts'
import { toGenerateIntention } from '../../store/generate-intention.ts'
import { toGatheredIsolation } from '../../store/isolate-intention.ts'
import { Button } from '../../ui/button.tsx'
import { nameGathered } from './gathered-name.ts'

interface GatheredBarProps {
  readonly gathered: readonly string[]
  readonly nodes: readonly PictureNode[]
}

/** What can be done with several workloads, or several edges, together. */
export function GatheredBar({ gathered, nodes }: GatheredBarProps) {
  const { select } = useAppActions()
  const end = toGatheredEnd(nodes, gathered)
  const title = end ? nameGathered(nodes, gathered) : `${gathered.length} edges`
  return (
    <div className="selection-bar" role="toolbar" aria-label={`Actions for ${title}`}>
      <strong className="selection-bar__name">{title}</strong>
      <span className="selection-bar__words" role="status">
        {end ? `${gathered.length} workloads · ` : ''}Shift+click for more
      </span>
      <Button onClick={() => select(null)}>
        Clear <kbd>Esc</kbd>
      </Button>
      {end ? <WorkloadActions end={end} title={title} /> : <EdgeActions />}
    </div>
  )
}

function WorkloadActions({ end, title }: { end: NonNullable<ReturnType<typeof toGatheredEnd>>; title: string }) {
  const store = useAppStore()
  const { startConnect, proposeChange } = useAppActions()
  const isolate = (keepOpen: boolean) => {
    const intention = toGatheredIsolation(store.getState(), keepOpen)
    if (intention) proposeChange(intention)
  }
  return (
    <>
      <Button onClick={() => isolate(false)}>
        Isolate… <kbd>I</kbd>
      </Button>
      <Button
        onClick={() => isolate(true)}
        title="isolate them, and write down what passes between them and others now"
      >
        Only what is allowed now… <kbd>L</kbd>
      </Button>
      <Button variant="primary" onClick={() => startConnect(end, title)}>
        Connect… <kbd>C</kbd>
      </Button>
    </>
  )
}

function EdgeActions() {
  const store = useAppStore()
  const { proposeChange } = useAppActions()
  const generate = () => {
    const intention = toGenerateIntention(store.getState())
    if (intention) proposeChange(intention)
  }
  return (
    <Button variant="primary" onClick={generate} title="a default deny, and policies that allow exactly these flows">
      Generate least privilege… <kbd>L</kbd>
    </Button>
  )
}
