import { useState } from 'react'
import type { PeerForm, RuleForm } from '../../core/authoring/policy-form/policy-form-change.ts'
import type { Direction } from '../../core/model/policy.ts'
import { DIRECTION_WORDS } from './form-words.ts'
import { NewPart } from './new-part.tsx'
import { isCompletePeer, NEW_BLOCK, NEW_PODS, NewPeerFields } from './new-peer-fields.tsx'
import { EMPTY_PORT, readPort } from './port-fields.ts'
import { PortInputs } from './port-row.tsx'
import { useLocalDraft } from './use-local-draft.ts'

interface NewRuleProps {
  readonly direction: Direction
  readonly namespace: string
  readonly onDone: () => void
}

type Ports = 'any' | 'some'

/** One more rule, with its first peer and its first port: more of them are added once it is there. */
export function NewRule({ direction, namespace, onDone }: NewRuleProps) {
  const [peer, setPeer] = useState<'any' | PeerForm>(NEW_PODS)
  const [ports, setPorts] = useState<Ports>('some')
  const draft = useLocalDraft(EMPTY_PORT)
  const port = readPort(draft.value)
  const wantedPorts = ports === 'any' ? 'any' : port && [{ protocol: draft.value.protocol, port }]
  const rule = toRule(peer, wantedPorts)
  return (
    <NewPart what={`${direction} rule`} change={rule && { kind: 'add-rule', direction, rule }} onDone={onDone}>
      <div className="new-rule-line">
        <span className="text-field-label">{DIRECTION_WORDS[direction].peers}</span>
        <select
          className="input"
          aria-label={DIRECTION_WORDS[direction].peers}
          value={peer === 'any' ? 'any' : peer.kind}
          onChange={({ target: { value } }) =>
            setPeer(value === 'any' ? 'any' : value === 'block' ? NEW_BLOCK : NEW_PODS)
          }
        >
          <option value="pods">pods</option>
          <option value="block">addresses</option>
          <option value="any">anyone, inside and outside the cluster</option>
        </select>
      </div>
      {peer !== 'any' && <NewPeerFields peer={peer} namespace={namespace} onChange={setPeer} />}
      <div className="new-rule-line">
        <span className="text-field-label">On</span>
        <select
          className="input"
          aria-label="On ports"
          value={ports}
          onChange={({ target: { value } }) => setPorts(value === 'any' ? 'any' : 'some')}
        >
          <option value="some">a port</option>
          <option value="any">every port of every protocol</option>
        </select>
        {ports === 'some' && <PortInputs draft={draft} name="the new rule’s port" />}
      </div>
    </NewPart>
  )
}

function toRule(peer: 'any' | PeerForm, ports: RuleForm['ports'] | undefined): RuleForm | undefined {
  if (ports === undefined || (peer !== 'any' && !isCompletePeer(peer))) return undefined
  return { peers: peer === 'any' ? 'any' : [peer], ports }
}
