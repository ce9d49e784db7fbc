import { useState } from 'react'
import type { CniProfile } from '../core/model/cni-profiles.ts'
import { useApp, useAppActions } from '../store/context.tsx'
import { Menu, MenuChoice, MenuHeading, MenuItem, MenuLine } from '../ui/menu.tsx'
import { PodRangesDialog } from './pod-ranges-dialog.tsx'

const PROFILES: readonly { value: CniProfile; label: string; note: string }[] = [
  { value: 'upstream', label: 'upstream', note: 'what Kubernetes itself says; the rest depends' },
  { value: 'cilium', label: 'cilium', note: 'blocks do not match pods' },
  { value: 'flannel', label: 'flannel', note: 'policies have no effect' },
]

/** What is known of the cluster beside its manifests: the network plugin and where pods lie. */
export function PluginMenu() {
  const settings = useApp((state) => state.settings)
  const { setSettings } = useAppActions()
  const [asking, setAsking] = useState(false)
  return (
    <>
      <Menu label={`CNI: ${settings.cni}`} hint="Network plugin and pod addresses">
        <MenuHeading>Network plugin</MenuHeading>
        <MenuChoice value={settings.cni} options={PROFILES} onChange={(cni) => setSettings({ ...settings, cni })} />
        <MenuLine />
        <MenuItem onSelect={() => setAsking(true)} note={toNote(settings.podRanges)}>
          Pod addresses…
        </MenuItem>
      </Menu>
      {asking && <PodRangesDialog onClose={() => setAsking(false)} />}
    </>
  )
}

function toNote(ranges: unknown): string {
  if (ranges === undefined) return 'presumed private'
  return ranges === 'any' ? 'anywhere' : 'given'
}
