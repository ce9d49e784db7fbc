import { Plus } from 'lucide-react'
import { useState } from 'react'
import type { AddedKind } from '../../core/authoring/plan-add-resource.ts'
import { Menu, MenuItem } from '../../ui/menu.tsx'
import { AddDialog } from './add-dialog.tsx'

const KINDS: readonly AddedKind[] = ['Namespace', 'Deployment', 'Pod']

/** Writes a small new manifest into the document. */
export function AddMenu() {
  const [adding, setAdding] = useState<AddedKind | null>(null)
  return (
    <>
      <Menu
        label={
          <>
            <Plus size={14} aria-hidden /> Add
          </>
        }
        chevron={false}
      >
        {KINDS.map((kind) => (
          <MenuItem key={kind} onSelect={() => setAdding(kind)}>
            {kind}…
          </MenuItem>
        ))}
      </Menu>
      {adding && <AddDialog kind={adding} onClose={() => setAdding(null)} />}
    </>
  )
}
