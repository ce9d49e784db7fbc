import { useState } from 'react'
import type { Path } from '../../core/model/path.ts'
import { NewPart } from './new-part.tsx'

interface NewExceptionProps {
  readonly peer: Path
  readonly onDone: () => void
}

/** One more exception of a block. */
export function NewException({ peer, onDone }: NewExceptionProps) {
  const [cidr, setCidr] = useState('')
  const wanted = cidr.trim()
  return (
    <NewPart
      what="exception"
      change={wanted === '' ? undefined : { kind: 'add-except', peer, cidr: wanted }}
      onDone={onDone}
    >
      <input
        className="input is-mono"
        aria-label="Addresses to leave out"
        placeholder="10.1.0.0/16"
        autoComplete="off"
        spellCheck={false}
        value={cidr}
        onChange={(event) => setCidr(event.target.value)}
      />
    </NewPart>
  )
}
