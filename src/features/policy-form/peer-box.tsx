import { Copy, X } from 'lucide-react'
import type { PeerForm } from '../../core/authoring/policy-form/policy-form-change.ts'
import type { PeerModel } from '../../core/authoring/policy-form/policy-form-model.ts'
import { IconButton } from '../../ui/button.tsx'
import { BlockFields } from './block-fields.tsx'
import { toSelectorForm } from './change-selector.ts'
import { EditButton } from './edit-button.tsx'
import { PodsFields } from './pods-fields.tsx'

interface PeerBoxProps {
  readonly peer: PeerModel
  readonly namespace: string
  readonly onDuplicate: (peer: PeerForm) => void
}

/** One peer, in one box: what stands in it holds together. */
export function PeerBox({ peer, namespace, onDuplicate }: PeerBoxProps) {
  const words = peer.kind === 'block' ? peer.cidr : peer.words
  return (
    <fieldset className="peer-box" data-focus-home tabIndex={-1}>
      <legend className="visually-hidden">{words}</legend>
      <header className="peer-head">
        <span className="peer-words">{peer.kind === 'block' ? 'addresses' : 'pods'}</span>
        <span className="row-actions">
          <IconButton
            variant="quiet"
            className="small-button"
            name={`Duplicate peer ${words}`}
            onClick={() => onDuplicate(toPeerForm(peer))}
          >
            <Copy size={13} aria-hidden />
          </IconButton>
          <EditButton icon name={`Remove peer ${words}`} change={{ kind: 'remove-peer', peer: peer.path }}>
            <X size={14} aria-hidden />
          </EditButton>
        </span>
      </header>
      {peer.kind === 'block' ? <BlockFields peer={peer} /> : <PodsFields namespace={namespace} {...peer} />}
    </fieldset>
  )
}

/** What a copy of a peer begins with. */
function toPeerForm(peer: PeerModel): PeerForm {
  if (peer.kind === 'block') return { kind: 'block', cidr: peer.cidr, except: peer.except }
  const { podSelector, namespaceSelector } = peer
  return {
    kind: 'pods',
    ...(podSelector.state === 'absent' ? {} : { podSelector: toSelectorForm(podSelector) }),
    ...(namespaceSelector.state === 'absent' ? {} : { namespaceSelector: toSelectorForm(namespaceSelector) }),
  }
}
