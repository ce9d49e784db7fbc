import { useEffect, useMemo, useRef, useState } from 'react'
import { CNI_FEATURES } from '../core/model/cni-cell.ts'
import { CNI_PROFILES, type CniProfile, ignoresPolicies, supportOf } from '../core/model/cni-profiles.ts'
import { describeProfile } from '../core/model/cni-words.ts'
import type { EngineSettings } from '../core/model/settings.ts'
import { useApp, useAppActions, useAppStore } from '../store/context.tsx'
import { useCommands } from '../ui/commands/commands-context.tsx'
import { Menu, MenuChoice, MenuHeading, MenuItem, MenuLine } from '../ui/menu.tsx'
import { clusterCommands } from './commands/cluster-commands.ts'
import { PluginsDialog, PodRangesDialog } from './late-parts.tsx'
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
  const asked = useApp((state) => state.askedSetting)
  const { setSettings, askSetting } = useAppActions()
  const [isTableOpen, setTableOpen] = useState(false)
  usePluginCommands(setTableOpen)
  const anchor = useFocusBack(isTableOpen || asked === 'pod-ranges')
  return (
    <div ref={anchor} className="plugin-menu">
      <Menu label={`CNI: ${settings.cni}`} hint="Network plugin and pod addresses" {...useOpening()}>
        {GROUPS.map(({ title, options }) => (
          <div key={title} className="plugin-group">
            <MenuHeading>{title}</MenuHeading>
            <MenuChoice value={settings.cni} options={options} onChange={(cni) => setSettings({ ...settings, cni })} />
          </div>
        ))}
        <MenuLine />
        <MenuItem onSelect={() => setTableOpen(true)}>What is known of network plugins…</MenuItem>
        <MenuItem onSelect={() => askSetting('pod-ranges')} note={toNote(settings.podRanges, isSuggested)}>
          Pod addresses…
        </MenuItem>
      </Menu>
      {isTableOpen && <PluginsDialog onClose={() => setTableOpen(false)} />}
      {asked === 'pod-ranges' && <PodRangesDialog onClose={() => askSetting(null)} />}
    </div>
  )
}

function usePluginCommands(openTable: (isOpen: boolean) => void): void {
  const store = useAppStore()
  useCommands(useMemo(() => clusterCommands(store, () => openTable(true)), [store, openTable]))
}

/** The menu opens by its button, and where an explanation sends the person to it. */
function useOpening() {
  const store = useAppStore()
  const { askSetting } = useAppActions()
  return {
    open: useApp((state) => state.askedSetting === 'network-plugin'),
    onOpenChange: (isOpen: boolean) => {
      // An item that opens something else has already said so when the menu closes.
      if (isOpen) askSetting('network-plugin')
      else if (store.getState().askedSetting === 'network-plugin') askSetting(null)
    },
  }
}

/** The focus goes back to where a dialog was opened; to the menu's button when that is gone, as its items are. */
function useFocusBack(isOpen: boolean) {
  const anchor = useRef<HTMLDivElement>(null)
  const opener = useRef<Element | null>(null)
  const wasOpen = useRef(false)
  if (isOpen && !wasOpen.current) opener.current ??= document.activeElement
  useEffect(() => {
    if (wasOpen.current && !isOpen) {
      const isThere =
        opener.current instanceof HTMLElement && opener.current.isConnected && opener.current !== document.body
      const target = isThere ? opener.current : anchor.current?.querySelector('button')
      if (target instanceof HTMLElement) target.focus()
      opener.current = null
    }
    wasOpen.current = isOpen
  }, [isOpen])
  return anchor
}

function toNote(ranges: EngineSettings['podRanges'], isSuggested: boolean): string {
  if (ranges === undefined) return isSuggested ? "in the Nodes' ranges" : 'presumed private'
  return ranges === 'any' ? 'anywhere' : 'given'
}
