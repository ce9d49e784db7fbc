import { useState } from 'react'
import { pickFiles, pickFolder } from '../../platform/read-files.ts'
import { Menu, MenuHeading, MenuItem, MenuLine } from '../../ui/menu.tsx'
import { PasteDialog } from './paste-dialog.tsx'
import { SampleItems } from './sample-items.tsx'
import { useTakeFiles } from './use-take-files.ts'

/** The ways in: files, a folder, a paste, the samples. */
export function OpenMenu() {
  const takeFiles = useTakeFiles()
  const [pasting, setPasting] = useState(false)
  return (
    <>
      <Menu label="Open…" chevron={false}>
        <MenuItem onSelect={() => takeFiles(pickFiles)}>Files…</MenuItem>
        <MenuItem onSelect={() => takeFiles(pickFolder)}>Folder…</MenuItem>
        <MenuItem onSelect={() => setPasting(true)}>Paste from kubectl…</MenuItem>
        <MenuLine />
        <MenuHeading>Samples</MenuHeading>
        <SampleItems />
      </Menu>
      {pasting && <PasteDialog onClose={() => setPasting(false)} />}
    </>
  )
}
