import type { LintRule } from './lint-rule.ts'
import { NP013 } from './np013-policy-types-not-written.ts'
import { NP015 } from './np015-isolated-by-rules.ts'
import { NP016 } from './np016-protocol-not-written.ts'
import { NP018 } from './np018-selects-no-pod.ts'
import { NP019 } from './np019-peer-selects-no-pod.ts'
import { NP020 } from './np020-matches-no-namespace.ts'
import { NP021 } from './np021-named-port.ts'
import { NP022 } from './np022-undeclared-port.ts'
import { NP023 } from './np023-selected-by-none.ts'
import { NP024 } from './np024-isolated-one-way.ts'
import { NP025 } from './np025-namespace-without-policy.ts'
import { NP026 } from './np026-no-default-deny-ingress.ts'
import { NP027 } from './np027-no-default-deny-egress.ts'
import { NP028 } from './np028-no-name-lookups.ts'
import { NP029 } from './np029-admits-everything.ts'
import { NP030 } from './np030-every-namespace.ts'
import { NP031 } from './np031-every-address.ts'
import { NP032 } from './np032-metadata-address.ts'
import { NP033 } from './np033-every-port.ts'
import { NP034 } from './np034-wide-ports.ts'
import { NP035 } from './np035-allows-for-every-pod.ts'
import { NP036 } from './np036-and-or.ts'
import { NP037 } from './np037-block-of-pods.ts'
import { NP038 } from './np038-adds-nothing.ts'
import { NP039 } from './np039-shadowed.ts'
import { NP040 } from './np040-changes-nothing.ts'
import { NP041 } from './np041-nothing-allowed.ts'
import { NP042 } from './np042-one-sided.ts'
import { NP043 } from './np043-host-network.ts'
import { NP044 } from './np044-plugin-lacks-it.ts'
import { NP045 } from './np045-no-description.ts'
import { NP046 } from './np046-needs-a-plugin.ts'

/** The rules that look at a document once it has been read, by their ids. */
export const LINT_RULES: readonly LintRule[] = [
  NP013,
  NP015,
  NP016,
  NP018,
  NP019,
  NP020,
  NP021,
  NP022,
  NP023,
  NP024,
  NP025,
  NP026,
  NP027,
  NP028,
  NP029,
  NP030,
  NP031,
  NP032,
  NP033,
  NP034,
  NP035,
  NP036,
  NP037,
  NP038,
  NP039,
  NP040,
  NP041,
  NP042,
  NP043,
  NP044,
  NP045,
  NP046,
]
