import { useState } from 'react'
import type { AddedKind } from '../../core/authoring/plan-add-resource.ts'
import { useApp } from '../../store/context.tsx'
import { Button } from '../../ui/button.tsx'
import { Copyable } from '../../ui/copyable.tsx'
import { AddDialog } from './add-dialog.tsx'
import { FETCH_COMMAND } from './fetch-command.ts'

/** Three doors, while the document draws nothing. */
export function EmptyDocument() {
  const isEmpty = useApp(({ snapshot }) => snapshot !== null && snapshot.picture.nodes.length === 0)
  const isBroken = useApp(({ snapshot }) =>
    snapshot?.problems.some(({ diagnostic }) => diagnostic.severity === 'error'),
  )
  const [adding, setAdding] = useState<AddedKind | null>(null)
  if (!isEmpty) return adding && <AddDialog kind={adding} onClose={() => setAdding(null)} />
  return (
    <div className="empty-document">
      <section className="empty-card" aria-label="Empty document">
        <h2>{isBroken ? 'Nothing here can be read yet' : 'Nothing is drawn yet'}</h2>
        {isBroken && <p className="quiet">Problems, below, says where and why.</p>}
        <p>Paste manifests anywhere on this page, or drop files or a folder. From a cluster:</p>
        <Copyable name="command" text={FETCH_COMMAND} />
        <p>Or begin with a new</p>
        <div className="empty-doors">
          <Button onClick={() => setAdding('Namespace')}>Namespace…</Button>
          <Button onClick={() => setAdding('Deployment')}>Deployment…</Button>
          <Button onClick={() => setAdding('Pod')}>Pod…</Button>
        </div>
      </section>
      {adding && <AddDialog kind={adding} onClose={() => setAdding(null)} />}
    </div>
  )
}
