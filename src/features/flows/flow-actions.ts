import type { WantedPort } from '../../core/authoring/plan.ts'
import type { FlowRow } from '../../core/flow-table/flow-table.ts'
import type { Path } from '../../core/model/path.ts'
import { PROTOCOLS } from '../../core/net/ports.ts'
import { useAppActions } from '../../store/context.tsx'

export interface FlowActions {
  /** Explains the flow, and shows its first rule in the text. */
  explain(row: FlowRow): void
  remove(row: FlowRow): void
  goToRule(row: FlowRow): void
}

/** What can be done with a row. */
export function useFlowActions(): FlowActions {
  const { ask, revealPath, beginChange } = useAppActions()
  const goToRule = (row: FlowRow) => {
    const path = firstRule(row)
    if (path !== undefined) revealPath(path)
  }
  return {
    explain(row) {
      ask(row.example)
      goToRule(row)
    },
    remove({ from, to, ports }) {
      beginChange({ kind: 'disconnect', rules: [], from: from.endpoints, to: to.endpoints, ports: toWanted(ports) })
    },
    goToRule,
  }
}

/** The first rule that admits a row: at its destination, else at its source. */
export function firstRule({ admitted }: FlowRow): Path | undefined {
  for (const by of [admitted.ingress, admitted.egress]) if (by.kind === 'rules' && by.rules[0]) return by.rules[0].path
  return undefined
}

function toWanted(ports: FlowRow['ports']): readonly WantedPort[] {
  return PROTOCOLS.flatMap((protocol) =>
    (ports[protocol] ?? []).map(({ first, last }): WantedPort => ({ kind: 'range', protocol, first, last })),
  )
}
