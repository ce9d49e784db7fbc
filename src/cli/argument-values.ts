import { CNI_PROFILES, type CniProfile, findProfile } from '../core/model/cni-profiles.ts'
import type { EngineSettings } from '../core/model/settings.ts'
import { toAddressSet } from '../core/net/address.ts'
import { readCidr } from '../core/net/cidr.ts'
import { PROTOCOLS, type Protocol } from '../core/net/ports.ts'

/** Arguments nobody can act on: `message` says which and why. */
export class UsageError extends Error {}

/** What options say of the settings of the engine. */
export interface SettingValues {
  readonly cni?: string | undefined
  readonly 'pod-cidr'?: readonly string[] | undefined
  readonly implied?: boolean | undefined
}

/** `8080`, `53/UDP`. */
export interface PortArgument {
  readonly port?: number
  readonly protocol?: Protocol
}

/** Throws {@link UsageError}. */
export function readSettings(values: SettingValues): EngineSettings {
  const podRanges = readPodRanges(values['pod-cidr'] ?? [])
  return { cni: readProfile(values.cni), implied: values.implied ?? false, ...(podRanges && { podRanges }) }
}

function readProfile(name = 'upstream'): CniProfile {
  const profile = findProfile(name)
  if (profile) return profile
  throw new UsageError(
    `unknown CNI profile ${JSON.stringify(name)}: expected ${CNI_PROFILES.join(', ')} or none (flannel)`,
  )
}

function readPodRanges(cidrs: readonly string[]): EngineSettings['podRanges'] {
  if (cidrs.length === 0) return undefined
  if (cidrs.includes('any')) return 'any'
  return toAddressSet(cidrs.map(readRange))
}

function readRange(cidr: string) {
  const reading = readCidr(cidr)
  if (reading.kind === 'invalid')
    throw new UsageError(`--pod-cidr ${JSON.stringify(cidr)} is not an address block: ${reading.reason}`)
  return reading.range
}

/** Whether an argument is meant as a port, be it one that there is or not. */
export function isPort(text: string): boolean {
  const [digits = '', word, ...more] = text.split('/')
  const isProtocol = word === undefined || PROTOCOLS.some((known) => known === word.toUpperCase())
  return /^\d{1,5}$/.test(digits) && isProtocol && more.length === 0
}

/** Throws {@link UsageError}. */
export function readPort(text: string): PortArgument {
  const [digits = '', word, ...more] = text.split('/')
  const protocol = PROTOCOLS.find((known) => known === word?.toUpperCase())
  const port = /^\d{1,5}$/.test(digits) ? Number(digits) : 0
  if (port < 1 || port > 65535 || more.length > 0)
    throw new UsageError(
      `${JSON.stringify(text)} is not a port: expected a number from 1 to 65535, as in 8080 or 53/UDP, or one in TO, as in db:5432`,
    )
  if (word !== undefined && !protocol)
    throw new UsageError(`unknown protocol ${JSON.stringify(word)}: expected TCP, UDP or SCTP`)
  return protocol ? { port, protocol } : { port }
}

/** A text that is one of some words. Throws {@link UsageError}. */
export function readChoice<Word extends string>(what: string, words: readonly Word[], text: string): Word {
  const found = words.find((word) => word === text)
  if (found !== undefined) return found
  const [last, ...others] = [...words].reverse()
  const known = others.length === 0 ? last : `${others.reverse().join(', ')} or ${last}`
  throw new UsageError(`unknown ${what} ${JSON.stringify(text)}: expected ${known}`)
}

/** `2026-11-28`, or with a time: `2026-11-28T12:00:00Z`. Throws {@link UsageError}. */
export function readDate(text: string): Date {
  const isDate = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2}))?$/.test(text)
  const date = new Date(text)
  if (isDate && !Number.isNaN(date.getTime())) return date
  throw new UsageError(`${JSON.stringify(text)} is not a date: expected 2026-11-28 or 2026-11-28T12:00:00Z`)
}
