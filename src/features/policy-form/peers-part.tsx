import { Plus } from 'lucide-react'
import { Fragment, useState } from 'react'
import type { PeerForm } from '../../core/authoring/policy-form/policy-form-change.ts'
import type { RuleModel } from '../../core/authoring/policy-form/policy-form-model.ts'
import type { Direction } from '../../core/model/policy.ts'
import { Button } from '../../ui/button.tsx'
import { EditButton } from './edit-button.tsx'
import { DIRECTION_WORDS } from './form-words.ts'
import { NewPart } from './new-part.tsx'
import { isCompletePeer, NEW_BLOCK, NEW_PODS, NewPeerFields } from './new-peer-fields.tsx'
import { PeerBox } from './peer-box.tsx'

interface PeersPartProps {
  readonly rule: RuleModel
  readonly direction: Direction
  readonly namespace: string
}

/** The peers of a rule: a box for each, and any one of them will do; none written is anyone (RUL-1). */
export function PeersPart({ rule, direction, namespace }: PeersPartProps) {
  const { path, peers } = rule
  const { peers: legend, anyone } = DIRECTION_WORDS[direction]
  const [adding, setAdding] = useState<PeerForm | null>(null)
  const key = direction === 'ingress' ? 'from' : 'to'
  return (
    <fieldset className="peers-part" data-focus-home tabIndex={-1}>
      <legend className="rule-legend">{legend}</legend>
      {peers === 'any' ? (
        <p className="any-box">
          {anyone} (no {key} written, RUL-1)
        </p>
      ) : (
        peers.map((peer, index) => (
          <Fragment key={peer.path}>
            {index > 0 && <p className="or-word">or</p>}
            <PeerBox peer={peer} namespace={namespace} onDuplicate={setAdding} />
          </Fragment>
        ))
      )}
      {adding && (
        <NewPeer
          key={JSON.stringify(adding)}
          rule={rule}
          start={adding}
          namespace={namespace}
          onDone={() => setAdding(null)}
        />
      )}
      <div className="add-row">
        {!adding && (
          <>
            <AddButton onClick={() => setAdding(NEW_PODS)}>{peers === 'any' ? 'Only some pods' : 'Pods'}</AddButton>
            <AddButton onClick={() => setAdding(NEW_BLOCK)}>
              {peers === 'any' ? 'Only some addresses' : 'Addresses'}
            </AddButton>
          </>
        )}
        {peers !== 'any' && (
          <EditButton name="Allow anyone" change={{ kind: 'allow-anyone', rule: path }}>
            Anyone
          </EditButton>
        )}
      </div>
    </fieldset>
  )
}

function AddButton({ onClick, children }: { onClick: () => void; children: string }) {
  return (
    <Button variant="quiet" className="small-button" onClick={onClick}>
      <Plus size={13} aria-hidden />
      {children}
    </Button>
  )
}

interface NewPeerProps {
  readonly rule: RuleModel
  readonly start: PeerForm
  readonly namespace: string
  readonly onDone: () => void
}

function NewPeer({ rule, start, namespace, onDone }: NewPeerProps) {
  const [peer, setPeer] = useState(start)
  return (
    <NewPart
      what="peer"
      change={isCompletePeer(peer) ? { kind: 'add-peer', rule: rule.path, peer } : undefined}
      onDone={onDone}
    >
      <NewPeerFields peer={peer} namespace={namespace} onChange={setPeer} />
    </NewPart>
  )
}
