/** What a plugin may lack of the NetworkPolicy API (CNI-2). */
export const CNI_FEATURES = [
  'ingress',
  'egress',
  'except',
  'blocks-match-pods',
  'endPort',
  'SCTP',
  'named-ports',
  'IPv6',
] as const

export type CniFeature = (typeof CNI_FEATURES)[number]

/** Whether a plugin has a feature; `unknown` also where it depends on the set-up of the cluster. */
export type Support = 'yes' | 'no' | 'unknown'

/** What is known of one feature of one plugin. */
export interface CniCell {
  readonly support: Support
  /** The release that brought it. */
  readonly since?: string
  /** What else a person should know, in a sentence. */
  readonly note?: string
  /** Where this is said; `not verified` when nowhere we know of. */
  readonly source: string
  /** Traffic of a protocol the plugin may not support is dropped, so that it never passes by mistake. */
  readonly otherwise?: 'dropped'
}

/** All cells of one plugin. */
export type CniRow = Readonly<Record<CniFeature, CniCell>>
