import { ADDED_KINDS, toAddIntention } from '../../store/add-intention.ts'
import type { AppStore } from '../../store/create-app-store.ts'
import { ISOLATE_EVERYTHING } from '../../store/isolate-intention.ts'
import { likelyNamespace } from '../../store/namespaces-of.ts'
import type { Command } from '../../ui/commands/command.ts'

/** Ways to begin with something new: a manifest, a set of policies, or a default deny. */
export function addCommands(store: AppStore) {
  const section = 'Add'
  const whyNot = () => (store.getState().snapshot === null ? 'the text is still being read' : undefined)
  const isAnything = () => (store.getState().snapshot?.picture.nodes.length ?? 0) > 0
  const kinds = ADDED_KINDS.map(
    (kind): Command => ({
      id: `add.${kind.toLowerCase()}`,
      section,
      title: `${kind}…`,
      words: 'add new',
      whyNot,
      run: () => store.getState().beginChange(toAddIntention(kind, likelyNamespace(store.getState()))),
    }),
  )
  return {
    kinds,
    template: {
      id: 'add.template',
      section,
      title: 'From a template…',
      words: 'add new policies',
      whyNot,
      run: () => store.getState().showTemplates(),
    },
    denyAll: {
      id: 'add.deny-all',
      section,
      title: 'Default deny for all namespaces…',
      words: 'add new isolate',
      whyNot: () => (isAnything() ? undefined : 'there is nothing to isolate yet'),
      run: () => store.getState().proposeChange(ISOLATE_EVERYTHING),
    },
  } satisfies { kinds: readonly Command[]; template: Command; denyAll: Command }
}
