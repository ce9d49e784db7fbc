import { Command as Cmdk } from 'cmdk'
import type { SearchHit } from '../../core/picture/search.ts'
import { Keys } from '../../ui/commands/keys.tsx'
import type { ListedCommand } from './find-commands.ts'

interface PaletteCommandProps {
  readonly listed: ListedCommand
  /** Among commands of other sections, its own is said. */
  readonly isAmongOthers: boolean
  readonly onChoose: () => void
}

/** What cannot be done now is listed all the same, and says why. */
export function PaletteCommand({ listed, isAmongOthers, onChoose }: PaletteCommandProps) {
  const { command, title, note, whyNot } = listed
  const aside = whyNot ?? note ?? (isAmongOthers ? command.section : undefined)
  return (
    <Cmdk.Item
      value={command.id}
      className={`palette-item ${whyNot === undefined ? '' : 'is-unavailable'}`}
      onSelect={onChoose}
    >
      <span className="palette-title">{title}</span>
      {aside !== undefined && <span className="palette-aside">{aside}</span>}
      {command.keys && <Keys keys={command.keys.slice(0, 1)} />}
    </Cmdk.Item>
  )
}

const KINDS: Readonly<Record<SearchHit['kind'], string>> = {
  workloads: 'workload',
  namespaces: 'namespace',
  outside: 'address or group',
  policies: 'policy',
}

interface PaletteHitProps {
  readonly hit: SearchHit
  readonly onChoose: () => void
}

export function PaletteHit({ hit, onChoose }: PaletteHitProps) {
  const asides = [KINDS[hit.kind], hit.where, hit.why, hit.isHidden ? 'hidden by the filter' : '']
  return (
    <Cmdk.Item value={`${hit.kind} ${hit.id}`} className="palette-item" onSelect={onChoose}>
      <span className="palette-title">{hit.title}</span>
      <span className="palette-aside">{asides.filter(Boolean).join(' · ')}</span>
    </Cmdk.Item>
  )
}
