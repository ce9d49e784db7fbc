import type {
  ConnectEnd,
  ConnectIntention,
  ConnectPlan,
  DisconnectIntention,
  DisconnectPlan,
} from '../core/authoring/plan.ts'
import type { ChangeIntention } from '../core/authoring/plan-change.ts'
import type { PlannedChange } from '../core/authoring/planned-change.ts'
import type { Previewed } from '../worker/protocol.ts'

export type Dialog =
  | ({
      readonly kind: 'connect'
      readonly intention: ConnectIntention
      readonly preview: Previewed<ConnectPlan> | null
    } & Planning)
  | ({
      readonly kind: 'disconnect'
      readonly intention: DisconnectIntention
      readonly preview: Previewed<DisconnectPlan> | null
    } & Planning)
  /** Any other intention: only what all plans have in common is shown. */
  | ({
      readonly kind: 'change'
      readonly intention: OtherIntention
      readonly preview: Previewed<PlannedChange> | null
    } & Planning)
  /** "Connect…" from a node before the other end is chosen. */
  | { readonly kind: 'pick-target'; readonly from: ConnectEnd; readonly fromTitle: string }
  /** The gallery, before a template is chosen. */
  | { readonly kind: 'templates' }

/** Intentions without a dialog of their own. */
export type OtherIntention = Exclude<ChangeIntention, ConnectIntention | DisconnectIntention>

/** How a dialog's preview stands to its intention and the text. */
export interface Planning {
  /** Not shown until it is planned: when it turns out to be small it is applied at once. */
  readonly quiet: boolean
  /** The preview answers an older intention or text: wait before confirming. */
  readonly planning: boolean
  /** Planning was cancelled, or failed: the preview, if there is one, still answers something older. */
  readonly stopped: boolean
  /** The preview was planned again because the text changed under the dialog: "updated to your text". */
  readonly textChanged: boolean
}
