import { useMemo, useState } from 'react'
import { type Contribution, SECTIONS, titleOf } from '../../ui/commands/command.ts'
import { useCommandRegistry } from '../../ui/commands/commands-context.tsx'
import { Keys } from '../../ui/commands/keys.tsx'
import { writeShortcut } from '../../ui/commands/shortcut.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { SCOPE_WORDS } from './scope-words.ts'
import './help-sheet.css'

/** All keys by section, for the person's keyboard. */
export function HelpSheet({ onClose }: { onClose: () => void }) {
  const registry = useCommandRegistry()
  const [typed, setTyped] = useState('')
  const keyed = useMemo(() => registry.all().filter(({ keys }) => (keys?.length ?? 0) > 0), [registry])
  const shown = keyed.filter((one) => isFound(one, typed))
  return (
    <Dialog
      wide
      title="Keyboard shortcuts"
      description="Keys without Ctrl or ⌘ work only while the thing that is named beside their section has the focus."
      onClose={onClose}
    >
      <input
        className="input"
        type="search"
        aria-label="Search shortcuts"
        placeholder="Search by name or key"
        value={typed}
        onChange={({ target }) => setTyped(target.value)}
      />
      <div className="help-sections">
        {SECTIONS.map((section) => (
          <HelpSection key={section} section={section} list={shown.filter((one) => one.section === section)} />
        ))}
      </div>
      <p role="status" className={shown.length > 0 ? 'visually-hidden' : 'quiet'}>
        {shown.length === 0 ? 'No shortcut is called that.' : `${shown.length} shortcuts`}
      </p>
    </Dialog>
  )
}

function HelpSection({ section, list }: { section: string; list: readonly Contribution[] }) {
  if (list.length === 0) return null
  const scopes = [...new Set(list.map(({ scope = 'page' }) => SCOPE_WORDS[scope]))].filter(Boolean)
  return (
    <section className="help-section" aria-label={section}>
      <h3>
        {section} {scopes.length > 0 && <span className="quiet">{scopes.join(', ')}</span>}
      </h3>
      <dl>
        {list.map((one) => (
          <div key={one.id} className="help-line">
            <dt>{titleOf(one)}</dt>
            <dd>
              <Keys keys={one.keys ?? []} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

/** Every word stands in its title, its section or its keys. */
function isFound(one: Contribution, typed: string): boolean {
  const text = [titleOf(one), one.section, ...(one.keys ?? []).map((key) => writeShortcut(key))].join(' ').toLowerCase()
  return typed
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word))
}
