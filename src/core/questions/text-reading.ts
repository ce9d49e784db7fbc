import type { Address } from '../net/address.ts'
import type { Protocol } from '../net/ports.ts'

/** What a text names, before anybody looks whether it is there (QUE-1). */
export type NamedEnd =
  | { readonly kind: 'address'; readonly address: Address }
  /** A DNS name or a bare name, in lower case; a dot at its end says that no search domain is tried (QUE-2). */
  | { readonly kind: 'host'; readonly host: string }
  /** `namespace/name`, `namespace/kind/name`, `kind/name`: two or three steps. */
  | { readonly kind: 'path'; readonly steps: readonly string[] }
  /** The outside peer of unknown identity that Ingresses are served by (ING-1). */
  | { readonly kind: 'ingress-controller' }
  /** The name server that did not resolve `host`: a failed lookup is itself a question (QUE-4). */
  | {
      readonly kind: 'name-server'
      readonly host: string
      readonly server?: Address
      /** The message is the name server's own answer, so the lookup got through. */
      readonly isAnswered: boolean
    }

/** A text that names an end of a connection, and perhaps its port. */
export interface EndText {
  readonly kind: 'end'
  readonly end: NamedEnd
  readonly port?: number
  readonly protocol?: Protocol
  /** The text speaks of `ping` or ICMP, which is not evaluated (CNI-4). */
  readonly isPing: boolean
}

/** A text that names nothing, or several things. */
export interface UnreadableText {
  readonly kind: 'unreadable'
  readonly words: string
  /** What it may mean, each readable by itself. */
  readonly candidates: readonly string[]
}

export type TextReading = EndText | UnreadableText
