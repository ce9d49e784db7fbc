import { Plus } from 'lucide-react'
import { ADDED_KINDS, toAddIntention } from '../../store/add-intention.ts'
import { useApp, useAppActions } from '../../store/context.tsx'
import { ISOLATE_EVERYTHING } from '../../store/isolate-intention.ts'
import { likelyNamespace } from '../../store/namespaces-of.ts'
import { Menu, MenuItem, MenuLine } from '../../ui/menu.tsx'

/** Begins with something new: a manifest, a set of policies, or a default deny. */
export function AddMenu() {
  const isRead = useApp((state) => state.snapshot !== null)
  const isAnything = useApp(({ snapshot }) => (snapshot?.picture.nodes.length ?? 0) > 0)
  const namespace = useApp(likelyNamespace)
  const { beginChange, proposeChange, showTemplates } = useAppActions()
  return (
    <Menu
      label={
        <>
          <Plus size={14} aria-hidden /> Add
        </>
      }
      chevron={false}
    >
      {ADDED_KINDS.map((kind) => (
        <MenuItem key={kind} disabled={!isRead} onSelect={() => beginChange(toAddIntention(kind, namespace))}>
          {kind}…
        </MenuItem>
      ))}
      <MenuLine />
      <MenuItem disabled={!isRead} onSelect={showTemplates}>
        From a template…
      </MenuItem>
      <MenuItem disabled={!isAnything} onSelect={() => proposeChange(ISOLATE_EVERYTHING)}>
        Default deny for all namespaces…
      </MenuItem>
    </Menu>
  )
}
