import type { Labels } from '../model/selector.ts'
import { formatAddress } from '../net/address.ts'
import type { Leaf } from './workload-leaves.ts'

/** One thing that can be found: what it says, and how that is told; `name` needs no telling. */
export interface Facet {
  readonly kind: 'name' | 'label' | 'service' | 'port' | 'address' | 'pod' | 'detail'
  /** In lower case. */
  readonly text: string
  /** "label app=web", "port 5432 postgres". */
  readonly words: string
}

/** How near a facet lies to what people mean when they type its text: a name before a label, a pod's name last. */
const FAR: Readonly<Record<Facet['kind'], number>> = {
  name: 0,
  label: 10,
  port: 12,
  service: 14,
  detail: 16,
  address: 18,
  pod: 20,
}

/** What was found of one candidate: the lower the rank the better; the words tell of what is not in its name. */
export interface Found {
  readonly rank: number
  readonly why: string
}

/** The words of a search, in lower case. */
export function toSearchWords(text: string): readonly string[] {
  return text.toLowerCase().split(/\s+/).filter(Boolean)
}

/** How the words are found in some facets: each in the nearest one that has it; undefined when one is in none. */
export function findWords(words: readonly string[], facets: readonly Facet[]): Found | undefined {
  let rank = 0
  const told = new Set<string>()
  for (const word of words) {
    const best = nearest(word, facets)
    if (!best) return undefined
    rank += best.rank
    if (best.facet.words !== '') told.add(best.facet.words)
  }
  return { rank, why: [...told].join(' · ') }
}

function nearest(word: string, facets: readonly Facet[]): { readonly facet: Facet; readonly rank: number } | undefined {
  let best: { facet: Facet; rank: number } | undefined
  for (const facet of facets) {
    const fit = fitOf(word, facet)
    if (fit === undefined) continue
    const rank = FAR[facet.kind] + fit
    if (!best || rank < best.rank) best = { facet, rank }
  }
  return best
}

/** 0 for the whole text, 1 for its beginning, 2 for something inside; undefined when it is not there. */
function fitOf(word: string, { kind, text }: Facet): number | undefined {
  if (kind === 'address') return /[.:]/.test(word) && text.startsWith(word) ? Number(text !== word) : undefined
  if (kind === 'port' && /^\d+$/.test(word)) return fitOfNumber(word, text)
  const wanted = kind === 'label' ? word.replace(':', '=') : word
  const at = text.indexOf(wanted)
  if (at < 0) return undefined
  return text === wanted ? 0 : at === 0 ? 1 : 2
}

/** A port is meant from its first digit on. */
function fitOfNumber(word: string, text: string): number | undefined {
  const [number = ''] = text.split(' ')
  if (!number.startsWith(word)) return undefined
  return number === word ? 0 : 1
}

/** What can be found of a workload or an implied endpoint. */
export function facetsOfLeaf(
  leaf: Leaf,
  parts: readonly Leaf['first'][],
  services: readonly string[],
): readonly Facet[] {
  const { first } = leaf
  const pods = parts.flatMap((part) => part.pods)
  return [
    nameFacet(first.workload?.name ?? first.name),
    nameFacet(`${first.namespace}/${first.workload?.name ?? first.name}`),
    { kind: 'detail', text: first.kindName.toLowerCase(), words: first.kindName },
    ...labelFacets(...parts.map(({ labels }) => labels)),
    ...services.map((name): Facet => ({ kind: 'service', text: name.toLowerCase(), words: `Service ${name}` })),
    ...pods.flatMap(({ ports }) => ports.map(portFacet)),
    ...pods.flatMap(({ addresses, name, inInput }) => [
      ...addresses.map((address): Facet => addressFacet(formatAddress(address), name)),
      ...(inInput ? [{ kind: 'pod', text: name.toLowerCase(), words: `pod ${name}` } as const] : []),
    ]),
  ]
}

export function nameFacet(name: string): Facet {
  return { kind: 'name', text: name.toLowerCase(), words: '' }
}

/** Labels that several parts of a workload share are told once. */
export function labelFacets(...labels: readonly Labels[]): readonly Facet[] {
  const written = new Set(labels.flatMap((each) => [...each].map(([key, value]) => `${key}=${value}`)))
  return [...written].map((label) => ({ kind: 'label', text: label.toLowerCase(), words: `label ${label}` }))
}

function portFacet({ port, name, protocol }: Leaf['first']['pods'][number]['ports'][number]): Facet {
  const words = [`${port}`, ...(name === undefined ? [] : [name]), ...(protocol === 'TCP' ? [] : [protocol])].join(' ')
  return { kind: 'port', text: words.toLowerCase(), words: `port ${words}` }
}

function addressFacet(address: string, pod: string): Facet {
  return { kind: 'address', text: address.toLowerCase(), words: `${address} of pod ${pod}` }
}
