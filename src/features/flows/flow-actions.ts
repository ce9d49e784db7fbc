import { useMemo } from 'react'
import type { WantedPort } from '../../core/authoring/plan.ts'
import type { FlowRow } from '../../core/flow-table/flow-table.ts'
import { PROTOCOLS } from '../../core/net/ports.ts'
import { useAppActions } from '../../store/context.tsx'

export interface FlowActions {
  /** Explains the flow, and shows its first rule in the text. */
  explain(row: FlowRow): void
  remove(row: FlowRow): void
  goToRule(row: FlowRow): void
  /** Writes down that it must be allowed. */
  expect(row: FlowRow): void
}

/** What can be done with a row. */
export function useFlowActions(): FlowActions {
  const { ask, revealPath, beginChange, proposeChange } = useAppActions()
  return useMemo(() => {
    const goToRule = (row: FlowRow) => {
      if (row.rule !== undefined) revealPath(row.rule)
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
      expect({ from, to, ports }) {
        const flow = { kind: 'between', from: from.endpoints, to: to.endpoints, ports, expected: 'allowed' } as const
        proposeChange({ kind: 'expect', flows: [flow] })
      },
    }
  }, [ask, revealPath, beginChange, proposeChange])
}

function toWanted(ports: FlowRow['ports']): readonly WantedPort[] {
  return PROTOCOLS.flatMap((protocol) =>
    (ports[protocol] ?? []).map(({ first, last }): WantedPort => ({ kind: 'range', protocol, first, last })),
  )
}
