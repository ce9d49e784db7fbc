import { CNI_PROFILES } from '../../core/model/cni-profiles.ts'
import type { AppStore } from '../../store/create-app-store.ts'
import type { Command } from '../../ui/commands/command.ts'

/** What is known of the cluster beside its manifests. */
export function clusterCommands(store: AppStore, openTable: () => void): readonly Command[] {
  const section = 'Cluster'
  const state = () => store.getState()
  return [
    ...CNI_PROFILES.map(
      (cni): Command => ({
        id: `cluster.cni.${cni}`,
        section,
        title: `Network plugin: ${cni}`,
        words: 'cni',
        whyNot: () => (state().settings.cni === cni ? 'it is so already' : undefined),
        run: () => state().setSettings({ ...state().settings, cni }),
      }),
    ),
    { id: 'cluster.plugins', section, title: 'What is known of network plugins…', words: 'cni', run: openTable },
    {
      id: 'cluster.pod-ranges',
      section,
      title: 'Pod addresses…',
      words: 'cidr ranges',
      run: () => state().askSetting('pod-ranges'),
    },
  ]
}
