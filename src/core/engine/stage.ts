import type { EngineSettings } from '../model/settings.ts'
import type { Member } from './member.ts'
import type { Profiles } from './profile.ts'
import type { Tier, TierPolicy } from './tiers.ts'

/** What flows are judged on: who is there, and the tiers that speak for them. Places are indexes of `members`. */
export interface Stage<Policy extends TierPolicy = TierPolicy> {
  readonly members: readonly Member[]
  /** The first so many members are endpoints that people see; the others are addresses of a family nothing uses. */
  readonly listed: number
  readonly tiers: readonly (Tier & { readonly policies: readonly Policy[] })[]
  readonly profiles: Profiles<Policy>
  readonly settings: Pick<EngineSettings, 'cni'>
}
