import { isObject } from '../../model/json.ts'
import { PROTOCOLS } from '../../net/ports.ts'
import type { WantedPort } from '../plan.ts'
import type { Ports } from '../wanted-ports.ts'

/** Pods that a policy can name, in the document or not yet. */
export type PodsValue =
  | { readonly kind: 'workload'; readonly id: string }
  | { readonly kind: 'namespace'; readonly namespace: string }
  | { readonly kind: 'labels'; readonly namespace: string; readonly labels: Readonly<Record<string, string>> }

/** Something to choose, with its words. */
export interface Option<Value> {
  readonly value: Value
  readonly label: string
}

interface FieldBase {
  readonly label: string
  /** Why the value cannot be used. */
  readonly problem?: string
}

/** Whom a policy selects or a rule names. */
export interface PodsField extends FieldBase {
  readonly kind: 'pods'
  /** Absent when nothing was given and the document suggests nothing. */
  readonly value?: PodsValue
  /** Whether only whole namespaces make sense. */
  readonly isNamespace: boolean
  readonly options: readonly Option<PodsValue>[]
}

export interface PortsField extends FieldBase {
  readonly kind: 'ports'
  readonly value: Ports
  readonly options: readonly Option<WantedPort>[]
}

/** One word. */
export interface ChoiceField extends FieldBase {
  readonly kind: 'choice'
  /** Empty when nothing was given and the document suggests nothing. */
  readonly value: string
  readonly options: readonly Option<string>[]
  /** Another word than those offered may be typed. */
  readonly isOpen: boolean
}

/** Several words, such as address blocks. */
export interface ListField extends FieldBase {
  readonly kind: 'list'
  readonly value: readonly string[]
  readonly options: readonly Option<string>[]
}

export type TemplateField = PodsField | PortsField | ChoiceField | ListField

const NOT_UNDERSTOOD = 'this value is not understood'

/** A field of one word. */
export function choiceField(
  label: string,
  given: unknown,
  options: readonly Option<string>[],
  suggested = options[0]?.value ?? '',
  isOpen = false,
): ChoiceField {
  const base = { kind: 'choice' as const, label, options, isOpen }
  if (given === undefined) return { ...base, value: suggested }
  const isKnown = typeof given === 'string' && (isOpen || options.some(({ value }) => value === given))
  return isKnown ? { ...base, value: given } : { ...base, value: suggested, problem: NOT_UNDERSTOOD }
}

/** A field of several words. */
export function listField(
  label: string,
  given: unknown,
  suggested: readonly string[],
  options: readonly Option<string>[] = [],
): ListField {
  const base = { kind: 'list' as const, label, options }
  if (given === undefined) return { ...base, value: suggested }
  const isList = Array.isArray(given) && given.every((word) => typeof word === 'string')
  return isList ? { ...base, value: given } : { ...base, value: suggested, problem: NOT_UNDERSTOOD }
}

/** A field of ports. */
export function portsField(
  label: string,
  given: unknown,
  suggested: Ports,
  options: readonly Option<WantedPort>[] = [],
): PortsField {
  const base = { kind: 'ports' as const, label, options }
  if (given === undefined) return { ...base, value: suggested }
  if (given === 'every') return { ...base, value: given }
  const isList = Array.isArray(given) && given.every(isPort)
  return isList ? { ...base, value: given } : { ...base, value: suggested, problem: NOT_UNDERSTOOD }
}

/** A field of pods. */
export function podsField(
  label: string,
  given: unknown,
  options: readonly Option<PodsValue>[],
  suggested: PodsValue | undefined = options[0]?.value,
  isNamespace = false,
): PodsField {
  const base = { kind: 'pods' as const, label, options, isNamespace }
  const isGiven = isPods(given) && (!isNamespace || given.kind === 'namespace')
  const value = isGiven ? given : suggested
  return {
    ...base,
    ...(value ? { value } : {}),
    ...(given === undefined || isGiven ? {} : { problem: NOT_UNDERSTOOD }),
  }
}

function isPods(given: unknown): given is PodsValue {
  if (!isObject(given)) return false
  const { kind, id, namespace, labels } = given
  if (kind === 'workload') return typeof id === 'string'
  if (typeof namespace !== 'string' || namespace === '') return false
  if (kind === 'namespace') return true
  const pairs = isObject(labels) ? Object.values(labels) : []
  return kind === 'labels' && pairs.length > 0 && pairs.every((value) => typeof value === 'string')
}

function isPort(given: unknown): given is WantedPort {
  if (!isObject(given) || !PROTOCOLS.some((protocol) => protocol === given.protocol)) return false
  if (given.kind === 'named') return typeof given.name === 'string'
  return given.kind === 'range' && typeof given.first === 'number' && typeof given.last === 'number'
}
