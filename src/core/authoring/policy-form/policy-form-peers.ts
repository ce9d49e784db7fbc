import { assertNever } from '../../model/assert-never.ts'
import { joinPath, type Path } from '../../model/path.ts'
import type { BlockPeer } from '../../model/policy.ts'
import { describePeer } from '../disconnect/describe-part.ts'
import { PEERS_KEY } from '../policy-manifest.ts'
import type { PeerChange, PeerForm } from './policy-form-change.ts'
import { isSameJson, peerToJson } from './policy-form-json.ts'
import { describeRule, findPeer, findRule, listAt, type OpenPolicy } from './policy-form-place.ts'
import { goneRule } from './policy-form-rules.ts'
import { append, cut, drop, type FormEdit, refuseEdit, set, unset } from './policy-form-steps.ts'

/** Plans changes of the peers of a rule. */
export function editPeers(open: OpenPolicy, change: PeerChange): FormEdit {
  switch (change.kind) {
    case 'add-peer':
      return addPeer(open, change.rule, change.peer)
    case 'remove-peer':
      return removePeer(open, change.peer)
    case 'allow-anyone':
      return allowAnyone(open, change.rule)
    case 'set-cidr':
      return editBlock(open, change.peer, 'Change', (path) => [set(joinPath(path, 'cidr'), change.cidr)])
    case 'add-except':
      return addExcept(open, change.peer, change.cidr)
    case 'set-except':
      return editBlock(open, change.peer, 'Change an exception of', (path, { except }) =>
        change.index in except ? [set(joinPath(path, 'except', change.index), change.cidr)] : [],
      )
    case 'remove-except':
      return editBlock(open, change.peer, 'Remove an exception of', (path, { except }) =>
        change.index in except ? [drop(joinPath(path, 'except'), except, change.index)] : [],
      )
    default:
      return assertNever(change)
  }
}

function addPeer(open: OpenPolicy, path: Path, peer: PeerForm): FormEdit {
  const rule = findRule(open, path)
  const title = `Add a peer to ${rule ? `${describeRule(rule)} of ` : ''}${open.policy.name}`
  if (!rule) return goneRule(title)
  const list = joinPath(path, PEERS_KEY[rule.direction])
  const old = listAt(open, list)
  const json = peerToJson(peer)
  if (old.some((other) => isSameJson(other, json)))
    return refuseEdit(title, 'nothing-to-do', 'the rule lists this peer already')
  const notes = rule.peers === 'any' ? ['the rule admitted anyone until now; from now on only this peer'] : []
  return { title, steps: [append(list, old, json)], notes }
}

function removePeer(open: OpenPolicy, path: Path): FormEdit {
  const found = findPeer(open, path)
  if (!found) return gonePeer(`Remove a peer of ${open.policy.name}`)
  const { rule, part } = found
  const title = `Remove the peer ${describePeer(part)} of ${open.policy.name}`
  const isLast = rule.peers.length === 1
  const notes = isLast
    ? [`it was the only peer of ${describeRule(rule)}, which goes with it: without peers it would admit anyone (RUL-1)`]
    : []
  return { title, steps: [cut(open.policy, path)], notes }
}

function allowAnyone(open: OpenPolicy, path: Path): FormEdit {
  const rule = findRule(open, path)
  const title = `Allow anyone in ${rule ? `${describeRule(rule)} of ` : ''}${open.policy.name}`
  if (!rule) return goneRule(title)
  if (rule.peers === 'any') return { title, steps: [] }
  return {
    title,
    steps: [unset(joinPath(path, PEERS_KEY[rule.direction]))],
    notes: ['the rule admits anyone now, inside and outside the cluster (RUL-1)'],
  }
}

function addExcept(open: OpenPolicy, peer: Path, cidr: string): FormEdit {
  const part = findPeer(open, peer)?.part
  if (part?.kind === 'block' && part.except.includes(cidr))
    return refuseEdit(`Except ${cidr}`, 'nothing-to-do', `${cidr} is an exception already`)
  return editBlock(open, peer, `Except ${cidr} from`, (path, { except }) => [
    append(joinPath(path, 'except'), except, cidr),
  ])
}

/** `path` is that of the ipBlock. */
function editBlock(
  open: OpenPolicy,
  peer: Path,
  verb: string,
  plan: (path: Path, block: BlockPeer) => FormEdit['steps'],
): FormEdit {
  const part = findPeer(open, peer)?.part
  if (part?.kind !== 'block') return gonePeer(`${verb} a block of ${open.policy.name}`)
  return { title: `${verb} ${part.cidr} in ${open.policy.name}`, steps: plan(joinPath(peer, 'ipBlock'), part) }
}

function gonePeer(title: string): FormEdit {
  return refuseEdit(title, 'endpoint-gone', 'this peer is not in the policy any more')
}
