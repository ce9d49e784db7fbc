import { useEffect, useRef, useState } from 'react'
import { CNI_FEATURES } from '../core/model/cni-cell.ts'
import { CNI_PROFILES, type CniProfile, ignoresPolicies, supportOf } from '../core/model/cni-profiles.ts'
import { describeProfile } from '../core/model/cni-words.ts'
import type { EngineSettings } from '../core/model/settings.ts'
import { useApp, useAppActions } from '../store/context.tsx'
import { Menu, MenuChoice, MenuHeading, MenuItem, MenuLine } from '../ui/menu.tsx'
import { PluginsDialog } from './plugins-dialog.tsx'
import { PodRangesDialog } from './pod-ranges-dialog.tsx'
import './plugin-menu.css'

const hasEverything = (profile: CniProfile) => CNI_FEATURES.every((feature) => supportOf(profile, feature) === 'yes')

/** The profiles of the table, those that enforce the whole API first. */
const GROUPS = [
  { title: 'Plugins that enforce all that Kubernetes says', profiles: CNI_PROFILES.filter(hasEverything) },
  {
    title: 'Plugins that lack something, or nobody is sure',
    profiles: CNI_PROFILES.filter((profile) => !hasEverything(profile) && !ignoresPolicies(profile)),
  },
  { title: 'Plugins that enforce nothing', profiles: CNI_PROFILES.filter(ignoresPolicies) },
].map(({ title, profiles }) => ({
  title,
  options: profiles.map((value) => ({ value, label: value, note: describeProfile(value) })),
}))

/** What is known of the cluster beside its manifests: the network plugin and where pods lie. */
export function PluginMenu() {
  const settings = useApp((state) => state.settings)
  const isSuggested = useApp((state) => state.snapshot?.podRangeSuggestion !== undefined)
  const { setSettings } = useAppActions()
  const [asking, setAsking] = useState<'pod addresses' | 'plugins' | null>(null)
  const anchor = useFocusBack(asking !== null)
  return (
    <div ref={anchor}>
      <Menu label={`CNI: ${settings.cni}`} hint="Network plugin and pod addresses">
        {GROUPS.map(({ title, options }) => (
          <div key={title} className="plugin-group">
            <MenuHeading>{title}</MenuHeading>
            <MenuChoice value={settings.cni} options={options} onChange={(cni) => setSettings({ ...settings, cni })} />
          </div>
        ))}
        <MenuLine />
        <MenuItem onSelect={() => setAsking('plugins')}>What is known of network plugins…</MenuItem>
        <MenuItem onSelect={() => setAsking('pod addresses')} note={toNote(settings.podRanges, isSuggested)}>
          Pod addresses…
        </MenuItem>
      </Menu>
      {asking === 'plugins' && <PluginsDialog onClose={() => setAsking(null)} />}
      {asking === 'pod addresses' && <PodRangesDialog onClose={() => setAsking(null)} />}
    </div>
  )
}

/** The item that opened a dialog is gone with its menu: the focus goes back to the menu's button. */
function useFocusBack(isOpen: boolean) {
  const anchor = useRef<HTMLDivElement>(null)
  const wasOpen = useRef(false)
  useEffect(() => {
    if (wasOpen.current && !isOpen) anchor.current?.querySelector('button')?.focus()
    wasOpen.current = isOpen
  }, [isOpen])
  return anchor
}

function toNote(ranges: EngineSettings['podRanges'], isSuggested: boolean): string {
  if (ranges === undefined) return isSuggested ? "in the Nodes' ranges" : 'presumed private'
  return ranges === 'any' ? 'anywhere' : 'given'
}
