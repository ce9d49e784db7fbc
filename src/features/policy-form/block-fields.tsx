import { Plus, X } from 'lucide-react'
import { useState } from 'react'
import type { PeerModel } from '../../core/authoring/policy-form/policy-form-model.ts'
import { Button } from '../../ui/button.tsx'
import { EditButton } from './edit-button.tsx'
import { NewException } from './new-exception.tsx'
import { TextField } from './text-field.tsx'

type BlockModel = Extract<PeerModel, { kind: 'block' }>

/** An address block and its exceptions (IPB-1). */
export function BlockFields({ peer }: { peer: BlockModel }) {
  const { path, cidr, except } = peer
  const [isAdding, setIsAdding] = useState(false)
  return (
    <div className="block-fields">
      <TextField
        label="Addresses"
        mono
        value={cidr}
        toChange={(text) => ({ kind: 'set-cidr', peer: path, cidr: text.trim() })}
      />
      <div className="block-except">
        {except.length > 0 && <span className="text-field-label">but not</span>}
        {except.map((one, index) => (
          <TextField
            // Two exceptions may say the same: their places tell them apart.
            // biome-ignore lint/suspicious/noArrayIndexKey: see above
            key={`${index}/${except.length}`}
            bare
            mono
            label={`Exception ${index + 1}`}
            value={one}
            toChange={(text) => ({ kind: 'set-except', peer: path, index, cidr: text.trim() })}
          >
            <EditButton icon name={`Remove exception ${one}`} change={{ kind: 'remove-except', peer: path, index }}>
              <X size={14} aria-hidden />
            </EditButton>
          </TextField>
        ))}
        {isAdding && <NewException peer={path} onDone={() => setIsAdding(false)} />}
        {!isAdding && (
          <Button variant="quiet" className="small-button" onClick={() => setIsAdding(true)}>
            <Plus size={13} aria-hidden />
            Exception
          </Button>
        )}
      </div>
    </div>
  )
}
