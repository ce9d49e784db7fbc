import { useState } from 'react'
import type { EngineSettings } from '../core/model/settings.ts'
import { type AddressRange, parseAddress, toAddressSet } from '../core/net/address.ts'
import { readCidr } from '../core/net/cidr.ts'
import { toCidrs } from '../core/net/to-cidrs.ts'
import type { PodRangeOffer } from '../core/workspace/snapshot.ts'
import { useApp, useAppActions } from '../store/context.tsx'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import '../ui/field.css'

/** `assumed` is what holds while the person says nothing: the Nodes' ranges, or the presumption. */
type Choice = 'assumed' | 'given' | 'any'

/** Where pods of unknown address may lie (IPB-4a). */
export function PodRangesDialog({ onClose }: { onClose: () => void }) {
  const settings = useApp((state) => state.settings)
  const offer = useApp((state) => state.snapshot?.podRangeSuggestion)
  const { setSettings } = useAppActions()
  const { podRanges, ...others } = settings
  const [choice, setChoice] = useState<Choice>(toChoice(podRanges))
  const [typed, setTyped] = useState(toText(podRanges, offer))
  const reading = readRanges(typed)
  const refusal = choice === 'given' ? reading.problem : undefined
  const apply = () => {
    setSettings(
      choice === 'assumed' ? others : { ...others, podRanges: choice === 'any' ? 'any' : toAddressSet(reading.ranges) },
    )
    onClose()
  }
  const choices: readonly { value: Choice; label: string }[] = [
    { value: 'assumed', label: offer ? offerWords(offer) : 'presumed: somewhere in the private ranges' },
    { value: 'given', label: 'in these ranges' },
    { value: 'any', label: 'anywhere' },
  ]
  return (
    <Dialog
      title="Pod addresses"
      description="Where pods lie whose address the manifests do not tell. It decides whether an ipBlock may contain them."
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" disabled={refusal !== undefined} onClick={apply}>
            Apply
          </Button>
        </>
      }
    >
      <div role="radiogroup" aria-label="Pod addresses" className="field-form">
        {choices.map(({ value, label }) => (
          <label key={value} className="choice">
            <input type="radio" name="pod-ranges" checked={choice === value} onChange={() => setChoice(value)} />
            {label}
          </label>
        ))}
      </div>
      {choice === 'given' && (
        <label className="field">
          <span>One CIDR per line, such as 10.244.0.0/16</span>
          <textarea rows={4} value={typed} onChange={(event) => setTyped(event.target.value)} spellCheck={false} />
        </label>
      )}
      {refusal && <p className="field-error">{refusal}</p>}
    </Dialog>
  )
}

function toChoice(ranges: EngineSettings['podRanges']): Choice {
  if (ranges === undefined) return 'assumed'
  return ranges === 'any' ? 'any' : 'given'
}

/** The ranges given before; else those of the Nodes, to change them. */
function toText(ranges: EngineSettings['podRanges'], offer: PodRangeOffer | undefined): string {
  const cidrs = Array.isArray(ranges) ? toCidrs(ranges) : (offer?.cidrs ?? [])
  return cidrs.join('\n')
}

/** `in the Nodes' ranges: 10.244.0.0/16 and 2 more, as all 12 known pod addresses are`. */
function offerWords({ cidrs: [first, ...others], addresses }: PodRangeOffer): string {
  const more = others.length === 0 ? '' : ` and ${others.length} more`
  const proof = addresses === 1 ? 'as the one known pod address is' : `as all ${addresses} known pod addresses are`
  return `in the Nodes' ranges: ${first}${more}, ${proof}`
}

function readRanges(typed: string): { ranges: readonly AddressRange[]; problem?: string } {
  const words = typed.split(/[\s,]+/).filter((word) => word !== '')
  const ranges: AddressRange[] = []
  for (const word of words) {
    const range = readFromTo(word)
    const reading = readCidr(word)
    if (range) ranges.push(range)
    else if (reading.kind === 'invalid') return { ranges, problem: `${word}: ${reading.reason}` }
    else ranges.push(reading.range)
  }
  return words.length === 0 ? { ranges, problem: 'at least one range is needed' } : { ranges }
}

/** `10.0.0.0-10.0.3.255`. */
function readFromTo(word: string): AddressRange | undefined {
  const [first, last] = word.split('-').map(parseAddress)
  if (!first || !last || first.family !== last.family || first.value > last.value) return undefined
  return { family: first.family, first: first.value, last: last.value }
}
