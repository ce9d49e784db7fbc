import { useMemo, useRef } from 'react'
import type { PeerForm, PolicyChange } from '../../core/authoring/policy-form/policy-form-change.ts'
import { changeSelector, toSelectorModel } from './change-selector.ts'
import { type EditTarget, EditTargetContext } from './edit-target.ts'
import { PodsFields } from './pods-fields.tsx'

type PodsForm = Extract<PeerForm, { kind: 'pods' }>

export const NEW_PODS: PodsForm = { kind: 'pods', podSelector: {} }
export const NEW_BLOCK: PeerForm = { kind: 'block', cidr: '', except: [] }

/** Whether it says whom it means. */
export function isCompletePeer(peer: PeerForm): boolean {
  if (peer.kind === 'block') return peer.cidr !== ''
  return peer.podSelector !== undefined || peer.namespaceSelector !== undefined
}

interface NewPeerFieldsProps<Peer> {
  readonly peer: Peer
  readonly namespace: string
  readonly onChange: (peer: PeerForm) => void
}

/** A peer that is not written yet, in the fields of those that are. */
export function NewPeerFields({ peer, namespace, onChange }: NewPeerFieldsProps<PeerForm>) {
  return peer.kind === 'block' ? (
    <div className="new-block">
      <ListInput
        label="Addresses"
        placeholder="10.0.0.0/8"
        value={[peer.cidr]}
        onChange={([cidr = '']) => onChange({ ...peer, cidr })}
      />
      <ListInput
        label="but not"
        placeholder="10.1.0.0/16, 10.2.0.0/16"
        value={peer.except}
        onChange={(except) => onChange({ ...peer, except })}
      />
    </div>
  ) : (
    <NewPodsFields peer={peer} namespace={namespace} onChange={onChange} />
  )
}

/** Blocks behind each other. */
function ListInput({ label, placeholder, value, onChange }: ListInputProps) {
  const first = useRef(value.join(', '))
  return (
    <label className="text-field">
      <span className="text-field-label">{label}</span>
      <input
        className="input is-mono"
        placeholder={placeholder}
        autoComplete="off"
        spellCheck={false}
        defaultValue={first.current}
        onChange={(event) => onChange(event.target.value.split(/[\s,]+/).filter((one) => one !== ''))}
      />
    </label>
  )
}

interface ListInputProps {
  readonly label: string
  readonly placeholder: string
  readonly value: readonly string[]
  readonly onChange: (value: readonly string[]) => void
}

const [PODS, NAMESPACES] = ['new/podSelector', 'new/namespaceSelector'] as const

/** The rows change the peer at hand; the text hears of it as a whole. */
function NewPodsFields({ peer, namespace, onChange }: NewPeerFieldsProps<PodsForm>) {
  const latest = useRef(peer)
  latest.current = peer
  const target = useMemo((): EditTarget => {
    return {
      isReady: true,
      propose(change) {
        latest.current = changePeer(latest.current, change)
        onChange(latest.current)
        return { kind: 'edit-policy', policy: 'new', change }
      },
    }
  }, [onChange])
  return (
    <EditTargetContext value={target}>
      <PodsFields
        namespace={namespace}
        namespaceSelector={toSelectorModel(NAMESPACES, peer.namespaceSelector)}
        podSelector={toSelectorModel(PODS, peer.podSelector)}
      />
    </EditTargetContext>
  )
}

function changePeer({ podSelector, namespaceSelector }: PodsForm, change: PolicyChange): PodsForm {
  const isOf = (path: string) => 'selector' in change && change.selector === path
  const pods = 'selector' in change && isOf(PODS) ? changeSelector(podSelector, change) : podSelector
  const spaces =
    'selector' in change && isOf(NAMESPACES) ? changeSelector(namespaceSelector, change) : namespaceSelector
  return {
    kind: 'pods',
    ...(pods ? { podSelector: pods } : {}),
    ...(spaces ? { namespaceSelector: spaces } : {}),
  }
}
