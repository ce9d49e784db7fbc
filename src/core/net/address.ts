/** IPv4 or IPv6: separate worlds (IPB-5). */
export type Family = 4 | 6

/** One address; `value` is its 32 or 128 bits as a number. */
export interface Address {
  readonly family: Family
  readonly value: bigint
}

/** Addresses `first` to `last` of one family, both included. */
export interface AddressRange {
  readonly family: Family
  readonly first: bigint
  readonly last: bigint
}

/** Ranges sorted by family, then by `first`; disjoint and not adjacent. `[]` is no address. */
export type AddressSet = readonly AddressRange[]
