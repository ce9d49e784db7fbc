import { useState } from 'react'
import { Button } from '../../ui/button.tsx'
import './checks.css'
import { FindingsPanel } from './findings-panel.tsx'
import { PosturePanel } from './posture-panel.tsx'

const VIEWS = { findings: 'Findings', posture: 'Posture' } as const
type View = keyof typeof VIEWS

/** What the rules find, or how everybody stands. */
export function ChecksPanel() {
  const [view, setView] = useState<View>('findings')
  return (
    <div className="checks-panel">
      <div className="checks-views" role="toolbar" aria-label="What is checked">
        {(Object.keys(VIEWS) as View[]).map((one) => (
          <Button key={one} variant="quiet" aria-pressed={one === view} onClick={() => setView(one)}>
            {VIEWS[one]}
          </Button>
        ))}
      </div>
      {view === 'findings' ? <FindingsPanel /> : <PosturePanel />}
    </div>
  )
}
