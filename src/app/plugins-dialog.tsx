import { useEffect, useRef, useState } from 'react'
import { CNI_FEATURES } from '../core/model/cni-cell.ts'
import { CNI_PROFILES, CNI_TABLE, type CniProfile } from '../core/model/cni-profiles.ts'
import { FEATURE_NAMES, SUPPORT_WORDS } from '../core/model/cni-words.ts'
import { useApp, useAppActions } from '../store/context.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { PluginDetails } from './plugin-details.tsx'
import './plugins-dialog.css'

/** The table of network plugins; a plugin's row opens to tell where each of its cells is said (CNI-2). */
export function PluginsDialog({ onClose }: { onClose: () => void }) {
  const settings = useApp((state) => state.settings)
  const { setSettings } = useAppActions()
  const [opened, setOpened] = useState<CniProfile | null>(settings.cni)
  return (
    <Dialog
      title="What is known of network plugins"
      description="Kubernetes stores policies, the plugin enforces them. Open a plugin to see where its row is said."
      onClose={onClose}
      wide
    >
      <table className="plugins" aria-label="Network plugins">
        <thead>
          <tr>
            <th scope="col">plugin</th>
            {CNI_FEATURES.map((feature) => (
              <th key={feature} scope="col">
                {FEATURE_NAMES[feature]}
              </th>
            ))}
          </tr>
        </thead>
        {CNI_PROFILES.map((profile) => (
          <PluginRows
            key={profile}
            profile={profile}
            isChosen={profile === settings.cni}
            isOpened={profile === opened}
            onToggle={() => setOpened(profile === opened ? null : profile)}
            onUse={() => setSettings({ ...settings, cni: profile })}
          />
        ))}
      </table>
    </Dialog>
  )
}

interface PluginRowsProps {
  readonly profile: CniProfile
  readonly isChosen: boolean
  readonly isOpened: boolean
  readonly onToggle: () => void
  readonly onUse: () => void
}

/** The row of a plugin, and below it what it opens to. */
function PluginRows({ profile, isChosen, isOpened, onToggle, onUse }: PluginRowsProps) {
  const rows = useRef<HTMLTableSectionElement>(null)
  useEffect(() => {
    if (isOpened) rows.current?.scrollIntoView({ block: 'nearest' })
  }, [isOpened])
  return (
    <tbody ref={rows}>
      <tr aria-current={isChosen || undefined}>
        <th scope="row">
          <button type="button" className="plugin-name" aria-expanded={isOpened} onClick={onToggle}>
            <span aria-hidden>{isOpened ? '▾' : '▸'}</span> {profile}
          </button>
          {isChosen && <span className="plugin-chosen">in use</span>}
        </th>
        {CNI_FEATURES.map((feature) => {
          const { support } = CNI_TABLE[profile][feature]
          return (
            <td key={feature} data-support={support}>
              {SUPPORT_WORDS[support]}
            </td>
          )
        })}
      </tr>
      {isOpened && (
        <tr className="plugin-opened">
          <td colSpan={CNI_FEATURES.length + 1}>
            <PluginDetails profile={profile} {...(isChosen ? {} : { onUse })} />
          </td>
        </tr>
      )}
    </tbody>
  )
}
