import type { PodMatches } from '../../core/authoring/policy-form/policy-form-matches.ts'
import type { DirectionModel } from '../../core/authoring/policy-form/policy-form-model.ts'
import type { Direction } from '../../core/model/policy.ts'

export function countFlows(count: number): string {
  return count === 1 ? '1 flow' : `${count.toLocaleString('en')} flows`
}

/** `2 of 5 pods`; what rests on labels nobody knows is said (END-2c). */
export function toMatchWords({ pods, of, unsure }: Pick<PodMatches, 'pods' | 'of' | 'unsure'>): string {
  if (of === 0) return 'no pods are known there'
  const doubt = unsure > 0 ? `, ${unsure} only if a label that is not known fits` : ''
  return `${pods.toLocaleString('en')} of ${of.toLocaleString('en')} ${of === 1 ? 'pod' : 'pods'}${doubt}`
}

/** What `from` and `to` mean to people. */
export const DIRECTION_WORDS: Readonly<
  Record<Direction, { title: string; peers: string; anyone: string; type: string }>
> = {
  ingress: {
    title: 'Ingress: who may reach these pods',
    peers: 'From',
    anyone: 'Anyone: every pod of every namespace, and every address outside',
    type: 'Ingress',
  },
  egress: {
    title: 'Egress: whom these pods may reach',
    peers: 'To',
    anyone: 'Anyone: every pod of every namespace, and every address outside',
    type: 'Egress',
  },
}

/** What the rules of a direction come to as a whole (ISO-3, RUL-4). */
export function describeDirection({ direction, isolates, inert, rules }: DirectionModel): string {
  if (inert) return `These rules have no effect: policyTypes does not name ${direction} (ISO-3).`
  if (!isolates) return `The policy says nothing about ${direction}: it neither allows nor denies it (ISO-3).`
  if (rules.length === 0) return `No rules: the policy admits nothing for ${direction} (RUL-4).`
  return `What any one of these rules admits is allowed; the policy admits nothing else for ${direction}.`
}
