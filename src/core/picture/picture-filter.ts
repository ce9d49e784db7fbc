import type { Direction } from '../model/policy.ts'
import { type PortsByProtocol, PROTOCOLS, type Protocol } from '../net/ports.ts'

/** What a person wants to see of a picture. It leaves things out of the drawing, and changes no verdict. */
export interface PictureFilter {
  /** Names; empty for all of them. */
  readonly namespaces: readonly string[]
  /** In the notation of `kubectl get -l`, as typed; empty for none. */
  readonly labels: string
  /** `namespace/name`, which outlives edits of the text; null for none. */
  readonly policy: string | null
  /** Flows into what is wanted, out of it, or both. */
  readonly direction: Direction | 'both'
  /** `5432`, `53/UDP`, `8000-8100`, as typed; empty for none. */
  readonly port: string
  /** Only what one end admits and the other blocks. */
  readonly onlyBlocked: boolean
  readonly hidesSystem: boolean
}

export const NO_FILTER: PictureFilter = {
  namespaces: [],
  labels: '',
  policy: null,
  direction: 'both',
  port: '',
  onlyBlocked: false,
  hidesSystem: false,
}

/** How many workloads and edges a filter left out. */
export interface Filtered {
  readonly workloads: number
  readonly edges: number
}

/** Whether anything is left out on purpose; a text that is not understood filters nothing. */
export function isFiltering(filter: PictureFilter): boolean {
  return (
    filter.namespaces.length > 0 ||
    isPresent(filter.labels, readLabels) ||
    filter.policy !== null ||
    filter.direction !== 'both' ||
    isPresent(filter.port, readFilterPort) ||
    filter.onlyBlocked ||
    filter.hidesSystem
  )
}

/** Whether it names workloads, by namespace or label, so that others are drawn only as the ends of their flows. */
export function isNarrowing({ namespaces, labels }: PictureFilter): boolean {
  return namespaces.length > 0 || (readLabels(labels) ?? []).length > 0
}

function isPresent<Read>(text: string, read: (text: string) => Read | undefined): boolean {
  return text.trim() !== '' && read(text) !== undefined
}

/**
 * Namespaces that belong to the cluster rather than to its users: the `kube-` prefix is reserved by Kubernetes, and
 * `-system` and `openshift` are what distributions and add-ons go by.
 */
export function isSystemNamespace(name: string): boolean {
  return name.startsWith('kube-') || name.endsWith('-system') || name === 'openshift' || name.startsWith('openshift-')
}

/** Ports as typed, of every protocol where none is named; undefined when the text is no port. */
export function readFilterPort(text: string): PortsByProtocol | undefined {
  const match = /^(\d{1,5})(?:-(\d{1,5}))?(?:[/ ]([a-z]+))?$/i.exec(text.trim())
  if (!match) return undefined
  const [first, last] = [Number(match[1]), Number(match[2] ?? match[1])]
  const protocols = readProtocols(match[3])
  if (!protocols || first < 1 || first > last || last > 65535) return undefined
  return Object.fromEntries(protocols.map((protocol) => [protocol, [{ first, last }]]))
}

function readProtocols(text: string | undefined): readonly Protocol[] | undefined {
  if (text === undefined) return PROTOCOLS
  const named = PROTOCOLS.filter((protocol) => protocol === text.toUpperCase())
  return named.length > 0 ? named : undefined
}

/** A requirement of a label filter; like a selector's, but it stands in no document. */
export interface LabelRequirement {
  readonly key: string
  readonly operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist'
  readonly values: readonly string[]
}

/** `app=web,tier in (a,b),!legacy` as requirements; undefined when the text is none. */
export function readLabels(text: string): readonly LabelRequirement[] | undefined {
  const parts = text.split(/,(?![^(]*\))/).map((part) => part.trim())
  const requirements = parts.filter(Boolean).map(readRequirement)
  return requirements.every((one) => one !== undefined) ? requirements : undefined
}

const KEY = '[A-Za-z0-9][\\w./-]*'
const VALUE = '[\\w.-]*'
const FORMS = {
  equal: new RegExp(`^(${KEY})\\s*(==?|!=|:)\\s*(${VALUE})$`),
  set: new RegExp(`^(${KEY})\\s+(in|notin)\\s*\\(([^()]*)\\)$`),
  presence: new RegExp(`^(!?)\\s*(${KEY})$`),
}

function readRequirement(text: string): LabelRequirement | undefined {
  const [, key = '', sign, value = ''] = FORMS.equal.exec(text) ?? []
  if (sign !== undefined) return { key, operator: sign === '!=' ? 'NotIn' : 'In', values: [value] }
  const [, member = '', word, list = ''] = FORMS.set.exec(text) ?? []
  if (word !== undefined) {
    const values = list.split(',').map((each) => each.trim())
    return { key: member, operator: word === 'in' ? 'In' : 'NotIn', values }
  }
  const [, not, present] = FORMS.presence.exec(text) ?? []
  return present === undefined ? undefined : { key: present, operator: not ? 'DoesNotExist' : 'Exists', values: [] }
}
