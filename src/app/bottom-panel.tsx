import { Tabs } from 'radix-ui'
import { useEffect, useMemo, useState } from 'react'
import { useProblems } from '../features/problems/use-problems.ts'
import { useApp, useAppStore } from '../store/context.tsx'
import type { Command } from '../ui/commands/command.ts'
import { useCommands } from '../ui/commands/commands-context.tsx'
import { focusSoon } from './commands/page-commands.ts'
import { CompareTab } from './compare-tab.tsx'
import {
  ChecksPanel,
  ExpectationsPanel,
  ExplainPanel,
  HistoryPanel,
  InspectorPanel,
  PolicyForm,
  PolicyInWords,
  ProblemsPanel,
} from './late-parts.tsx'

/** Explain, Inspector, Problems, Checks, Expectations, History and Compare: what was asked or selected last comes forward. */
export function BottomPanel() {
  const store = useAppStore()
  const [tab, setTab] = useState('explain')
  const count = useApp((state) => state.snapshot?.problemCount ?? 0)
  const problems = useProblems()
  const warnings = useApp(({ checks }) => (checks ? checks.counts.error + checks.counts.warning : 0))
  const unmet = useApp(({ expectations }) => expectations?.rows.filter(({ state }) => state !== 'pass').length ?? 0)
  const selection = useApp((state) => state.selection)
  const question = useApp((state) => state.question)
  const compared = useApp(({ comparison }) => comparison?.key)
  const opened = useApp(({ comparison }) => comparison?.review?.opened.total ?? 0)
  const isOutdated = useApp(({ outdated, snapshot }) => outdated && snapshot !== null)
  useEffect(() => {
    // What the history brought back, or a policy whose place in the text moved, was not selected now.
    const { step, policyForm } = store.getState()
    const isKept = step?.viewpoint?.selection === selection || (selection?.kind === 'policy' && policyForm !== null)
    if (selection && !isKept) setTab('inspector')
  }, [selection, store])
  useEffect(() => {
    if (question) setTab('explain')
  }, [question])
  useCommands(useMemo(() => panelCommands(setTab), []))
  useEffect(() => {
    if (compared !== undefined) setTab('compare')
  }, [compared])
  return (
    <Tabs.Root className="bottom-panel" value={tab} onValueChange={setTab}>
      <Tabs.List className="bottom-tabs" aria-label="Panel">
        <Tabs.Trigger className="bottom-tab" value="explain" data-panel="explain">
          Explain
        </Tabs.Trigger>
        <Tabs.Trigger className="bottom-tab" value="inspector" data-panel="inspector">
          Inspector
        </Tabs.Trigger>
        <Tabs.Trigger className="bottom-tab" value="problems" data-panel="problems">
          Problems {count > 0 && <span className="count">{count.toLocaleString('en')}</span>}
        </Tabs.Trigger>
        <Tabs.Trigger className="bottom-tab" value="checks" data-panel="checks">
          Checks {warnings > 0 && <span className="count">{warnings.toLocaleString('en')}</span>}
        </Tabs.Trigger>
        <Tabs.Trigger className="bottom-tab" value="expectations" data-panel="expectations">
          Expectations {unmet > 0 && <span className="count">{unmet.toLocaleString('en')}</span>}
        </Tabs.Trigger>
        <Tabs.Trigger className="bottom-tab" value="history" data-panel="history">
          History
        </Tabs.Trigger>
        <Tabs.Trigger className="bottom-tab" value="compare" data-panel="compare">
          Compare {opened > 0 && <span className="count">{opened.toLocaleString('en')}</span>}
        </Tabs.Trigger>
      </Tabs.List>
      {isOutdated && <p className="outdated-note">What stands here is about an older text.</p>}
      <Tabs.Content className="bottom-content" value="explain">
        <ExplainPanel />
      </Tabs.Content>
      <Tabs.Content className="bottom-content" value="inspector">
        {selection?.kind === 'policy' ? <PolicyForm words={<PolicyInWords />} /> : <InspectorPanel />}
      </Tabs.Content>
      <Tabs.Content className="bottom-content" value="problems">
        <ProblemsPanel problems={problems} />
      </Tabs.Content>
      <Tabs.Content className="bottom-content" value="checks">
        <ChecksPanel />
      </Tabs.Content>
      <Tabs.Content className="bottom-content" value="expectations">
        <ExpectationsPanel />
      </Tabs.Content>
      <Tabs.Content className="bottom-content" value="history">
        <HistoryPanel />
      </Tabs.Content>
      <Tabs.Content className="bottom-content" value="compare">
        <CompareTab />
      </Tabs.Content>
    </Tabs.Root>
  )
}

const PANELS = ['Explain', 'Inspector', 'Problems', 'Checks', 'Expectations', 'History', 'Compare']

/** The tabs of the panel; whoever goes to one is at it. */
function panelCommands(show: (tab: string) => void): readonly Command[] {
  return PANELS.map((title) => ({
    id: `panel.${title.toLowerCase()}`,
    section: 'Panel',
    title: `Go to ${title}`,
    words: 'show panel',
    run: () => {
      show(title.toLowerCase())
      focusSoon(`[data-panel="${title.toLowerCase()}"]`)
    },
  }))
}
