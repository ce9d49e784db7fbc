import type { ConnectEnd } from '../../core/authoring/plan.ts'
import { type FlowEnd, type FlowRow, titleOf } from '../../core/flow-table/flow-table.ts'
import { toConnectEnd } from '../../store/connect-end.ts'
import type { AppStore } from '../../store/create-app-store.ts'
import { inspectEnd, isolateEnd } from '../../store/end-acts.ts'
import type { AppState } from '../../store/state.ts'
import { announce } from '../../ui/announcer.tsx'
import type { Command } from '../../ui/commands/command.ts'
import type { FlowActions } from './flow-actions.ts'

/** What is done with the chosen row, and with its ends as at their nodes in the graph. */
export function flowCommands(store: AppStore, row: FlowRow, actions: FlowActions) {
  const common = { section: 'Flows', scope: 'flows' } as const
  const [from, to] = [titleOf(row.from), titleOf(row.to)]
  const state = () => store.getState()
  const toEnd = (end: FlowEnd) => endOf(end, state())
  const tell = (whyNot: string | undefined) => whyNot !== undefined && announce(whyNot)
  return {
    explain: {
      ...common,
      id: 'flows.explain',
      title: 'Explain the chosen flow',
      keys: ['Enter'],
      run: () => actions.explain(row),
    },
    rule: {
      ...common,
      id: 'flows.rule',
      title: 'Go to the rule of the chosen flow',
      keys: ['R'],
      whyNot: () => (row.rule === undefined ? 'no rule admits it: nothing isolates its ends' : undefined),
      run: () => actions.goToRule(row),
    },
    connect: {
      ...common,
      id: 'flows.connect',
      title: `Connect ${from} to ${to}…`,
      keys: ['C'],
      whyNot: () => (toEnd(row.from) && toEnd(row.to) ? undefined : 'an end is no single thing'),
      run: () => {
        const [start, target] = [toEnd(row.from), toEnd(row.to)]
        if (start && target) state().startConnect(start, from, target)
      },
    },
    expect: {
      ...common,
      id: 'flows.expect',
      title: 'Expect the chosen flow',
      words: 'expectation must keep',
      keys: ['X'],
      run: () => actions.expect(row),
    },
    remove: {
      ...common,
      id: 'flows.remove',
      title: 'Remove the chosen flow…',
      keys: ['Delete', 'Backspace'],
      danger: true,
      run: () => actions.remove(row),
    },
    sender: {
      ...common,
      id: 'flows.inspect-sender',
      title: `Inspect ${from}`,
      words: 'sender',
      keys: ['F'],
      run: () => void tell(inspectEnd(toEnd(row.from), state())),
    },
    receiver: {
      ...common,
      id: 'flows.inspect-receiver',
      title: `Inspect ${to}`,
      words: 'receiver',
      keys: ['T'],
      run: () => void tell(inspectEnd(toEnd(row.to), state())),
    },
    isolate: {
      ...common,
      id: 'flows.isolate',
      title: `Isolate ${to}…`,
      words: 'receiver',
      keys: ['I'],
      run: () => void tell(isolateEnd(toEnd(row.to), state())),
    },
    isolateSender: {
      ...common,
      id: 'flows.isolate-sender',
      title: `Isolate ${from}…`,
      words: 'sender',
      keys: ['Shift+I'],
      run: () => void tell(isolateEnd(toEnd(row.from), state())),
    },
  } satisfies Record<string, Command>
}

function endOf({ kind, node, endpoints }: FlowEnd, { snapshot }: AppState): ConnectEnd | undefined {
  if (kind === 'workload') return { kind, id: node }
  if (kind === 'implied') return { kind, id: endpoints[0] ?? node }
  const drawn = snapshot?.picture.nodes.find(
    (one) => one.kind === 'outside' && one.role !== 'any-pod' && endpoints.some((id) => one.endpoints.includes(id)),
  )
  return drawn && toConnectEnd(drawn)
}
