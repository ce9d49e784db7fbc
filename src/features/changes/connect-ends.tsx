import { ArrowLeftRight, ArrowRight } from 'lucide-react'
import type { ConnectEnd, ConnectIntention } from '../../core/authoring/plan.ts'
import { IconButton } from '../../ui/button.tsx'
import { Combobox, type Option } from '../../ui/combobox.tsx'
import { titleOfEnd } from './end-titles.ts'
import { readTypedBlock } from './typed-block.ts'
import { useTargetOptions } from './use-target-options.ts'

interface ConnectEndsProps {
  readonly intention: ConnectIntention
  readonly onChange: (intention: ConnectIntention) => void
}

/** Who connects to whom; either end can be another, and both can be exchanged. */
export function ConnectEnds({ intention, onChange }: ConnectEndsProps) {
  const { from, to } = intention
  const change = (ends: Partial<Pick<ConnectIntention, 'from' | 'to'>>) => onChange(withEnds(intention, ends))
  return (
    <div className="connect-ends">
      <EndField name="From" end={from} onChange={(end) => change({ from: end })} />
      <ArrowRight size={14} aria-hidden="true" />
      <EndField name="To" end={to} onChange={(end) => change({ to: end })} />
      <IconButton variant="quiet" name="Exchange the ends" onClick={() => change({ from: to, to: from })}>
        <ArrowLeftRight size={14} aria-hidden="true" />
      </IconButton>
    </div>
  )
}

/** What was chosen or agreed to for the ends before does not hold for others. */
function withEnds(intention: ConnectIntention, ends: Partial<Pick<ConnectIntention, 'from' | 'to'>>): ConnectIntention {
  const { target: _target, allowForBoth: _allowForBoth, addLabels: _addLabels, ...kept } = intention
  return { ...kept, ...ends }
}

interface EndFieldProps {
  readonly name: string
  readonly end: ConnectEnd
  readonly onChange: (end: ConnectEnd) => void
}

function EndField({ name, end, onChange }: EndFieldProps) {
  const targets = useTargetOptions('')
  const options = targets.map(
    (target): Option => ({
      value: keyOf(target.end),
      label: target.end.kind === 'workload' ? `${target.title} · ${target.detail}` : target.title,
    }),
  )
  const current: Option = { value: keyOf(end), label: titleOfEnd(end) }
  const others = options.filter(({ value }) => value !== current.value)
  return (
    <Combobox
      name={name}
      value={current.value}
      options={[current, ...others]}
      readTyped={readTyped}
      onChange={(value) => {
        const chosen = targets.find((target) => keyOf(target.end) === value)?.end ?? blockOf(value)
        if (chosen) onChange(chosen)
      }}
    />
  )
}

function readTyped(typed: string): Option | undefined {
  const end = blockOf(typed)
  return end && { value: keyOf(end), label: titleOfEnd(end) }
}

function blockOf(typed: string): ConnectEnd | undefined {
  const reading = readTypedBlock(typed)
  return reading?.kind === 'block' ? reading.end : undefined
}

/** Tells ends apart; a block is called as it is typed. How it is written in a rule makes no other end. */
function keyOf(end: ConnectEnd): string {
  switch (end.kind) {
    case 'block':
      return titleOfEnd(end)
    case 'namespace':
      return `namespace ${end.namespace}`
    case 'internet':
      return end.reach === 'anyone' ? 'anyone' : 'internet'
    default:
      return JSON.stringify(end)
  }
}
