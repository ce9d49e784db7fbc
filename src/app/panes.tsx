import type { ReactNode, RefObject } from 'react'
import { Group, Panel, type PanelImperativeHandle, Separator } from 'react-resizable-panels'
import { keptLayout } from './kept-layout.ts'
import { PaneSwitch } from './pane-switch.tsx'
import { useHasRoom } from './use-has-room.ts'
import { usePaneCommands, useShownPane } from './use-shown-pane.ts'

interface PanesProps {
  readonly picture: ReactNode
  readonly panel: ReactNode
  readonly text: ReactNode
  /** The panel below the picture, to be made higher and lower. */
  readonly panelRef: RefObject<PanelImperativeHandle | null>
}

/** Picture and panel on the left, text on the right; one of them at a time where there is no room for more. */
export function Panes(props: PanesProps) {
  return useHasRoom() ? <SideBySide {...props} /> : <OneAtATime {...props} />
}

function SideBySide({ picture, panel, text, panelRef }: PanesProps) {
  usePaneCommands(seenAlready)
  return (
    <Group orientation="horizontal" {...keptLayout('columns')}>
      <Panel defaultSize="64%" minSize={420} id="picture-and-panel">
        <Group orientation="vertical" {...keptLayout('rows')}>
          <Panel defaultSize="72%" minSize={160} id="picture">
            {picture}
          </Panel>
          <Separator className="separator separator-row" aria-label="Height of the panel" />
          <Panel defaultSize="28%" minSize={90} id="panel" panelRef={panelRef}>
            {panel}
          </Panel>
        </Group>
      </Panel>
      <Separator className="separator separator-column" aria-label="Width of the text" />
      <Panel defaultSize="36%" minSize={280} id="text">
        {text}
      </Panel>
    </Group>
  )
}

const seenAlready = () => {}

function OneAtATime({ picture, panel, text }: PanesProps) {
  const { shown, show } = useShownPane()
  return (
    <div className="one-pane">
      <PaneSwitch shown={shown} onShow={show} />
      <div className="one-pane-body" hidden={shown !== 'picture'}>
        {picture}
      </div>
      <div className="one-pane-body" hidden={shown !== 'text'}>
        {text}
      </div>
      <div className="one-pane-body" hidden={shown !== 'panel'}>
        {panel}
      </div>
    </div>
  )
}
