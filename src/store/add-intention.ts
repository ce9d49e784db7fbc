import type { AddIntention } from '../core/authoring/structure/plan-structure-add.ts'

type Added = AddIntention['resource']

/** What can be added, in the order it is offered. */
export const ADDED_KINDS = ['Namespace', 'Deployment', 'Pod', 'NetworkPolicy'] as const

/** What "Add …" begins with: a name is given in the preview. */
export function toAddIntention(kind: Added['kind'], namespace = 'default'): AddIntention {
  return { kind: 'add', resource: kind === 'Namespace' ? { kind, name: '' } : { kind, namespace, name: '' } }
}
