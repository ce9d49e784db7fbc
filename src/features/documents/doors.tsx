import { useState } from 'react'
import { useAppActions, useAppStore } from '../../store/context.tsx'
import { Button } from '../../ui/button.tsx'
import { Menu } from '../../ui/menu.tsx'
import { useDocuments } from './documents-context.tsx'
import { PasteDialog } from './paste-dialog.tsx'
import { SampleItems } from './sample-items.tsx'
import { untilRead } from './until-read.ts'

/** The three ways to begin: one's own manifests, a template, a sample. */
export function Doors() {
  const [pasting, setPasting] = useState(false)
  const openTemplates = useOpenTemplates()
  return (
    <div className="doors">
      <Button className="door" onClick={() => setPasting(true)}>
        <DoorWords title="Your manifests…" note="paste or drop them" />
      </Button>
      <Button className="door" onClick={openTemplates}>
        <DoorWords title="A template…" note="default deny and others" />
      </Button>
      <Menu className="door" chevron={false} label={<DoorWords title="A sample…" note="a shop, tenants, practice" />}>
        <SampleItems />
      </Menu>
      {pasting && <PasteDialog onClose={() => setPasting(false)} />}
    </div>
  )
}

function DoorWords({ title, note }: { title: string; note: string }) {
  return (
    <span className="door-words">
      <strong>{title}</strong> <span className="door-note">{note}</span>
    </span>
  )
}

/** A template begins a document of its own, unless the open one is empty. */
function useOpenTemplates(): () => Promise<void> {
  const { library } = useDocuments()
  const store = useAppStore()
  const { showTemplates } = useAppActions()
  return async () => {
    const isEmpty = store.getState().document.files.every(({ text }) => text.trim() === '')
    if (!isEmpty) library.create('untitled', [])
    await untilRead(store)
    showTemplates()
  }
}
