// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, within } from '@testing-library/react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createStore } from 'zustand/vanilla'
import type { IsolateIntention } from '../../core/authoring/isolate/plan-isolate.ts'
import type { ConnectIntention, ConnectPlan, DisconnectPlan } from '../../core/authoring/plan.ts'
import type { PlannedChange } from '../../core/authoring/planned-change.ts'
import type { Splice } from '../../core/model/edit.ts'
import { NO_EFFECTS } from '../../core/workspace/preview.ts'
import { StoreProvider } from '../../store/context.tsx'
import type { AppStore } from '../../store/create-app-store.ts'
import type { Dialog, Planning } from '../../store/dialog.ts'
import { INITIAL_DATA } from '../../store/initial-data.ts'
import type { AppState } from '../../store/state.ts'
import { ChangeDialogs } from './dialogs.tsx'

afterEach(cleanup)

const intention: ConnectIntention = {
  kind: 'connect',
  from: { kind: 'workload', id: 'payments/deployment/frontend' },
  to: { kind: 'workload', id: 'payments/deployment/api-server' },
  ports: [],
}

const plan: ConnectPlan = {
  kind: 'connect',
  label: 'allow frontend to api-server',
  obstacles: [],
  offers: [],
  ends: [],
}

const addition: Splice = { kind: 'splice', file: 'policies.yaml', start: 5, end: 5, text: 'b: 2\nc: 3\n' }

const effects = { ...NO_EFFECTS, places: new Map() }

function show(dialog: Dialog, state: Partial<AppState> = {}) {
  const actions = {
    changeIntention: vi.fn((intention: unknown) =>
      store.setState((state) => ({ dialog: { ...state.dialog, intention } as Dialog })),
    ),
    confirmDialog: vi.fn(),
    closeDialog: vi.fn(),
    revealPath: vi.fn(),
    startConnect: vi.fn(),
    cancelWork: vi.fn(),
    planAgain: vi.fn(),
    setAppliesSmall: vi.fn(),
    completeLabels: vi.fn(async () => [{ text: 'team', count: 2 }]),
  }
  const document = { revision: 3, files: [{ name: 'policies.yaml', text: 'a: 1\n' }] }
  const store = createStore(() => ({ ...INITIAL_DATA, ...actions, document, dialog, ...state }) as unknown as AppState)
  render(
    <StoreProvider store={store as AppStore}>
      <ChangeDialogs toFields={() => null} />
    </StoreProvider>,
  )
  return actions
}

function connectDialog(part: Partial<ConnectPlan>, more: Partial<Extract<Dialog, { kind: 'connect' }>> = {}): Dialog {
  const preview = { revision: 3, plan: { ...plan, ...part }, ...effects }
  return {
    kind: 'connect',
    intention,
    preview,
    quiet: false,
    planning: false,
    stopped: false,
    textChanged: false,
    ...more,
  }
}

const allow = () => screen.getByRole('button', { name: /^Allow this flow/ })
const offers: ConnectPlan['offers'] = [
  { port: { kind: 'range', protocol: 'TCP', first: 8080, last: 8080 }, label: '8080 http' },
]

describe('ConnectDialog', () => {
  it('asks for ports before anything else: offers none ticked, Allow disabled with the reason', () => {
    show(connectDialog({ offers, obstacles: [{ code: 'ports-missing', words: 'choose the ports' }] }))
    expect(screen.getByRole('dialog', { name: 'Allow frontend → api-server' })).toBeTruthy()
    expect(screen.getAllByRole('checkbox').map((box) => (box as HTMLInputElement).checked)).toEqual([
      false,
      false,
      false,
    ])
    expect(allow()).toHaveProperty('disabled', true)
    expect(screen.getAllByText('choose the ports').length).toBeGreaterThan(0)
    expect(window.document.activeElement).toBe(screen.getByRole('textbox', { name: 'Other ports' }))
  })

  it('joins ticked offers and typed ports, without naming one twice', () => {
    const { changeIntention } = show(connectDialog({ offers }))
    fireEvent.click(screen.getByRole('checkbox', { name: '8080 http' }))
    fireEvent.change(screen.getByRole('textbox'), { target: { value: '8080, 53/UDP' } })
    expect(changeIntention).toHaveBeenLastCalledWith({
      ...intention,
      ports: [
        { kind: 'range', protocol: 'TCP', first: 8080, last: 8080 },
        { kind: 'range', protocol: 'UDP', first: 53, last: 53 },
      ],
    })
  })

  it('takes over ports that were asked before it opened', () => {
    const ports = [{ kind: 'range', protocol: 'UDP', first: 53, last: 53 }] as const
    show(connectDialog({}, { intention: { ...intention, ports } }))
    expect(screen.getByRole('textbox', { name: 'Ports' })).toHaveProperty('value', '53/UDP')
  })

  it('[V13] refuses what cannot be read as ports, even when a plan stands', () => {
    const { confirmDialog } = show(connectDialog({ edits: [addition] }))
    fireEvent.change(screen.getByRole('textbox', { name: 'Ports' }), { target: { value: '80, 90-70' } })
    expect(allow()).toHaveProperty('disabled', true)
    expect(screen.getAllByText('"90-70" runs backwards: write 70-90').length).toBeGreaterThan(0)
    fireEvent.keyDown(screen.getByRole('textbox'), { key: 'Enter' })
    expect(confirmDialog).not.toHaveBeenCalled()
  })

  it('offers to add a label that a namespace lacks', () => {
    const obstacles = [{ code: 'label-missing', words: 'shop has no label team' }] as const
    const label = { namespace: 'shop', key: 'team', value: 'a', words: 'shop has no label team=a', needed: true }
    const { changeIntention } = show(
      connectDialog({ obstacles, unagreed: [addition], lacksLabels: [label], notes: ['web becomes isolated'] }),
    )
    expect(screen.getByText('web becomes isolated')).toBeTruthy()
    fireEvent.click(screen.getByRole('button', { name: 'Add label team=a to namespace shop' }))
    expect(changeIntention).toHaveBeenLastCalledWith({ ...intention, addLabels: true })
  })

  it('isolates both ends where that is asked for, and keeps name lookups of the source', () => {
    const { changeIntention } = show(connectDialog({}))
    expect(screen.queryByRole('checkbox', { name: /DNS/ })).toBeNull()
    fireEvent.click(screen.getByRole('checkbox', { name: 'isolate both ends' }))
    expect(changeIntention).toHaveBeenLastCalledWith({ ...intention, strict: true, keepDns: true })
    fireEvent.click(screen.getByRole('checkbox', { name: /DNS/ }))
    expect(changeIntention).toHaveBeenLastCalledWith({ ...intention, strict: true, keepDns: false })
    expect(screen.getByRole('button', { name: /^Isolate both and allow/ })).toBeTruthy()
    fireEvent.click(screen.getByRole('checkbox', { name: 'isolate both ends' }))
    expect(changeIntention).toHaveBeenLastCalledWith(intention)
  })

  it('takes another end; what was agreed to for the one before is asked again', () => {
    const agreed = { ...intention, allowForBoth: true, addLabels: true, target: { ingress: 'new' } }
    const { changeIntention } = show(connectDialog({}, { intention: agreed }))
    fireEvent.change(screen.getByRole('combobox', { name: 'To' }), {
      target: { value: '10.0.0.0/8 except 10.1.0.0/16' },
    })
    fireEvent.keyDown(screen.getByRole('combobox', { name: 'To' }), { key: 'Enter' })
    const to = { kind: 'block', cidr: '10.0.0.0/8', except: ['10.1.0.0/16'] } as const
    expect(changeIntention).toHaveBeenLastCalledWith({ ...intention, to })
    fireEvent.click(screen.getByRole('button', { name: 'Exchange the ends' }))
    expect(changeIntention).toHaveBeenLastCalledWith({ ...intention, from: to, to: intention.from })
  })

  it('[PEE-2] names a namespace by a label where that is asked for', async () => {
    const named = { ...intention, from: { kind: 'namespace', namespace: 'shop' } } as const
    const { changeIntention } = show(connectDialog({}, { intention: named }))
    fireEvent.click(screen.getByRole('radio', { name: 'a label' }))
    const field = screen.getByRole('combobox', { name: 'Label of shop' })
    fireEvent.change(field, { target: { value: 'te' } })
    expect(await screen.findByRole('option', { name: /^team=/ })).toBeTruthy()
    expect(changeIntention).not.toHaveBeenCalled()
    fireEvent.change(field, { target: { value: 'team=a' } })
    const by = { key: 'team', value: 'a' }
    expect(changeIntention).toHaveBeenLastCalledWith({ ...named, from: { ...named.from, by } })
    fireEvent.click(screen.getByRole('radio', { name: 'its name' }))
    expect(changeIntention).toHaveBeenLastCalledWith(named)
  })

  it('asks for every port only when that is chosen', () => {
    const { changeIntention } = show(connectDialog({ offers }))
    fireEvent.click(screen.getByRole('checkbox', { name: 'every port' }))
    expect(changeIntention).toHaveBeenLastCalledWith({ ...intention, ports: 'every' })
    expect(screen.getByRole('textbox')).toHaveProperty('disabled', true)
  })

  it('shows the lines it adds and confirms with Enter in the ports field', () => {
    const { confirmDialog } = show(connectDialog({ edits: [addition] }))
    expect(within(screen.getByRole('region', { name: 'YAML change' })).getByText('policies.yaml:2')).toBeTruthy()
    expect(allow().textContent).toBe('Allow this flow +2 lines')
    fireEvent.keyDown(screen.getByRole('textbox'), { key: 'Enter' })
    expect(confirmDialog).toHaveBeenCalledOnce()
  })

  it('confirms with Ctrl+Enter from anywhere in it and closes with Escape', () => {
    const { confirmDialog, closeDialog } = show(connectDialog({ edits: [addition] }))
    fireEvent.keyDown(screen.getByRole('dialog'), { key: 'Enter', ctrlKey: true })
    expect(confirmDialog).toHaveBeenCalledOnce()
    fireEvent.keyDown(screen.getByRole('dialog'), { key: 'Escape' })
    expect(closeDialog).toHaveBeenCalledOnce()
  })

  it('waits for the plan of the newest text, and says that it was updated to it', () => {
    show(connectDialog({ edits: [addition] }, { planning: true, stopped: false, textChanged: true }))
    expect(allow()).toHaveProperty('disabled', true)
    cleanup()
    show(connectDialog({ edits: [addition] }, { textChanged: true }))
    expect(screen.getByText('updated to your text')).toBeTruthy()
  })

  it('says how far a plan is that takes long, and can stop it', () => {
    const planning = connectDialog({ edits: [addition] }, { planning: true })
    show(planning)
    expect(screen.queryByRole('progressbar')).toBeNull()
    cleanup()
    const { cancelWork } = show(planning, { busy: true, progress: { doing: 'comparing flows' } })
    expect(screen.getByRole('progressbar', { name: 'comparing flows' })).toBeTruthy()
    fireEvent.click(screen.getByRole('button', { name: 'Stop planning' }))
    expect(cancelWork).toHaveBeenCalledOnce()
  })

  it('confirms nothing that was not planned to its end, and plans again when asked', () => {
    const { confirmDialog, planAgain } = show(connectDialog({ edits: [addition] }, { stopped: true }))
    expect(allow()).toHaveProperty('disabled', true)
    fireEvent.keyDown(screen.getByRole('dialog'), { key: 'Enter', ctrlKey: true })
    expect(confirmDialog).not.toHaveBeenCalled()
    fireEvent.click(screen.getByRole('button', { name: 'Plan again' }))
    expect(planAgain).toHaveBeenCalledOnce()
  })

  it('offers "Allow for both" when labels cannot tell workloads apart', () => {
    const words = 'app=web also selects web-canary'
    const { changeIntention } = show(connectDialog({ obstacles: [{ code: 'not-unique', words }] }))
    fireEvent.click(screen.getByRole('button', { name: 'Allow for both' }))
    expect(changeIntention).toHaveBeenLastCalledWith({ ...intention, allowForBoth: true })
  })

  it('keeps the focus when a choice is gone once it is made, so that Esc still closes', () => {
    const already = { reason: 'not-isolated', rules: [], words: 'nothing isolates api-server' } as const
    const { closeDialog } = show(connectDialog({ already }))
    const isolate = screen.getByRole('button', { name: 'Isolate api-server and allow only this…' })
    isolate.focus()
    fireEvent.click(isolate)
    expect(isolate.isConnected).toBe(false)
    expect(document.activeElement).toBe(screen.getByRole('dialog'))
    fireEvent.keyDown(document.activeElement ?? document.body, { key: 'Escape' })
    expect(closeDialog).toHaveBeenCalledOnce()
  })

  it('shows what opens for both before that is agreed to', () => {
    const flow = { from: 'shop/deployment/web-canary', to: 'shop/deployment/api', allowed: {}, depends: {} }
    const obstacles = [{ code: 'not-unique', words: 'app=web also selects web-canary' }] as const
    const preview = {
      revision: 3,
      plan: { ...plan, obstacles, unagreed: [addition] },
      ...effects,
      opens: { first: [flow], total: 1 },
    }
    show({ kind: 'connect', intention, preview, quiet: false, planning: false, stopped: false, textChanged: false })
    expect(screen.getByRole('heading', { name: 'opens 1 flow' })).toBeTruthy()
    expect(screen.getByRole('region', { name: 'YAML change' })).toBeTruthy()
    expect(allow()).toHaveProperty('disabled', true)
  })

  it('offers to isolate a target that nothing isolates, and says what that closes before it is confirmed', () => {
    const already = { reason: 'not-isolated', rules: [], words: 'nothing isolates api-server' } as const
    const { changeIntention } = show(connectDialog({ already }))
    fireEvent.click(screen.getByRole('button', { name: 'Isolate api-server and allow only this…' }))
    const isolating = { ...intention, isolate: true }
    expect(changeIntention).toHaveBeenLastCalledWith(isolating)
    cleanup()
    const flow = { from: 'a/pod/x', to: 'a/pod/y', allowed: { TCP: [{ first: 80, last: 80 }] }, depends: {} }
    const preview = {
      ...effects,
      closes: { first: [flow], total: 3 },
      revision: 3,
      plan: { ...plan, edits: [addition] },
    }
    show(connectDialog({}, { intention: isolating, preview }))
    expect(screen.getByText('closes 3 flows')).toBeTruthy()
    expect(screen.getByText('and 2 more')).toBeTruthy()
    expect(screen.getByRole('button', { name: /^Isolate api-server and allow only this/ })).toBeTruthy()
  })

  it('names the rule that admits the flow already, with its line', () => {
    const already = { reason: 'admitted', rules: ['p#0/spec/ingress/0'], words: 'admitted by allow-web' } as const
    const place = { file: 'p', span: { start: 0, end: 1 }, line: 12, column: 1 }
    const preview = {
      ...effects,
      places: new Map([[already.rules[0], place]]),
      revision: 3,
      plan: { ...plan, already },
    }
    const { revealPath } = show(connectDialog({}, { preview }))
    fireEvent.click(screen.getByRole('button', { name: 'p:12' }))
    expect(revealPath).toHaveBeenCalledWith(already.rules[0])
  })

  it('asks whom the internet means', () => {
    const toInternet: ConnectIntention = { ...intention, to: { kind: 'internet' } }
    const { changeIntention } = show(connectDialog({}, { intention: toInternet }))
    fireEvent.click(screen.getByRole('radio', { name: 'anyone, pods included' }))
    expect(changeIntention).toHaveBeenLastCalledWith({ ...toInternet, to: { kind: 'internet', reach: 'anyone' } })
  })

  it('lets the person choose the policy of an end', () => {
    const choices = [
      { id: 'p#0', label: 'allow-web', chosen: true },
      { id: 'new', label: 'a new policy', chosen: false },
    ]
    const { changeIntention } = show(
      connectDialog({ ends: [{ direction: 'ingress', words: 'adds a peer to allow-web', choices, selectors: [] }] }),
    )
    fireEvent.change(screen.getByRole('combobox', { name: 'Policy' }), { target: { value: 'new' } })
    expect(changeIntention).toHaveBeenLastCalledWith({ ...intention, target: { ingress: 'new' } })
  })
})

describe('DisconnectDialog', () => {
  const contributions: DisconnectPlan['contributions'] = [
    { path: 'p#0/spec/ingress/0', direction: 'ingress', policy: 'allow-web', words: 'from app=web', ticked: true },
    {
      path: 'p#1/spec/egress/0',
      direction: 'egress',
      policy: 'dns',
      words: 'to all',
      ticked: false,
      locked: 'also dns',
    },
  ]
  const disconnect = { kind: 'disconnect', rules: [], from: [], to: [] } as const

  function disconnectDialog(part: Partial<DisconnectPlan>): Dialog {
    const full: DisconnectPlan = { kind: 'disconnect', label: 'close it', contributions, result: 'closed', ...part }
    const preview = { revision: 3, plan: full, ...effects }
    return {
      kind: 'disconnect',
      intention: disconnect,
      preview,
      quiet: false,
      planning: false,
      stopped: false,
      textChanged: false,
    }
  }

  it('removes only when the ticked rules close the flow', () => {
    show(disconnectDialog({ result: 'still admitted by dns' }))
    expect(screen.getByText('still admitted by dns')).toBeTruthy()
    expect(screen.getByRole('button', { name: /^Remove/ })).toHaveProperty('disabled', true)
    cleanup()
    const { confirmDialog } = show(disconnectDialog({ edits: [{ ...addition, end: 5, start: 0, text: '' }] }))
    fireEvent.click(screen.getByRole('button', { name: 'Remove −1 line' }))
    expect(confirmDialog).toHaveBeenCalledOnce()
  })

  it('locks a rule that admits more, saying what', () => {
    const { changeIntention } = show(disconnectDialog({}))
    const [own, wide] = screen.getAllByRole('checkbox')
    expect(wide).toHaveProperty('disabled', true)
    expect(screen.getByText('kept: also dns')).toBeTruthy()
    if (own) fireEvent.click(own)
    expect(changeIntention).toHaveBeenLastCalledWith({ ...disconnect, ticked: [] })
    const boxes = screen.getAllByRole('checkbox')
    expect(boxes.filter((box) => box instanceof HTMLInputElement && box.checked)).toEqual([])
  })
})

describe('PickTargetDialog', () => {
  it('finds a target by keyboard alone', () => {
    const from = { kind: 'workload', id: 'payments/deployment/frontend' } as const
    const { startConnect } = show({ kind: 'pick-target', from, fromTitle: 'frontend' })
    const search = screen.getByRole('combobox', { name: 'Target' })
    expect(window.document.activeElement).toBe(search)
    fireEvent.change(search, { target: { value: '10.0.0.0/8' } })
    expect(screen.getAllByRole('option').map((option) => option.textContent)).toEqual(['10.0.0.0/8outside'])
    fireEvent.change(search, { target: { value: '' } })
    fireEvent.keyDown(search, { key: 'ArrowDown' })
    fireEvent.keyDown(search, { key: 'Enter' })
    expect(startConnect).toHaveBeenCalledWith(from, 'frontend', { kind: 'internet', reach: 'anyone' })
    fireEvent.change(search, { target: { value: '10.0.0.0/8 except 11.0.0.0/16' } })
    expect(screen.getByText('11.0.0.0/16 is not within 10.0.0.0/8')).toBeTruthy()
  })
})

describe('DisconnectDialog of a wide rule', () => {
  const narrowings: DisconnectPlan['narrowings'] = [
    {
      id: 'n1',
      kind: 'narrow',
      words: 'rule 1: everyone but web',
      edits: [addition],
      exact: true,
      alsoCloses: [],
      selectors: [],
    },
    {
      id: 'n2',
      kind: 'isolate-all',
      words: 'isolate api',
      edits: [addition],
      exact: false,
      alsoCloses: ['cron → api TCP 80'],
      selectors: [],
    },
  ]
  const intention = { kind: 'disconnect', rules: [], from: [], to: [], ticked: ['p#0'] } as const

  it('offers the ways to stop only this, each with what it writes and what else it closes', async () => {
    const plan: DisconnectPlan = {
      kind: 'disconnect',
      label: 'close it',
      contributions: [],
      result: 'still admitted by x',
      narrowings,
      refusals: ['no rule can say it'],
    }
    const preview = { revision: 3, plan, ...effects }
    const planning = { quiet: false, planning: false, stopped: false, textChanged: false }
    const { changeIntention } = show({ kind: 'disconnect', intention, preview, ...planning })
    expect(screen.getByText('nothing else closes')).toBeTruthy()
    expect(screen.getByText('also closes cron → api TCP 80')).toBeTruthy()
    expect(screen.getByRole('region', { name: 'Why nothing stops only this' }).textContent).toContain(
      'no rule can say it',
    )
    const [first] = screen.getAllByText('What it writes')
    if (first) fireEvent.click(first)
    expect(await screen.findByText('policies.yaml:2')).toBeTruthy()
    fireEvent.click(screen.getByRole('radio', { name: 'rule 1: everyone but web' }))
    expect(changeIntention).toHaveBeenLastCalledWith({ ...intention, narrow: 'n1' })
  })

  it('asks which ports to stop; other ports are planned afresh', () => {
    const plan: DisconnectPlan = { kind: 'disconnect', label: 'close it', contributions: [], result: 'x', narrowings }
    const preview = { revision: 3, plan, ...effects }
    const planning = { quiet: false, planning: false, stopped: false, textChanged: false }
    const { changeIntention } = show({
      kind: 'disconnect',
      intention: { ...intention, narrow: 'n1' },
      preview,
      ...planning,
    })
    const field = screen.getByRole('textbox', { name: /^Stop only ports/ })
    fireEvent.change(field, { target: { value: '80, tcp/x' } })
    expect(changeIntention).not.toHaveBeenCalled()
    expect(field.getAttribute('aria-invalid')).toBe('true')
    const { ticked: _, ...edge } = intention
    fireEvent.change(field, { target: { value: '80' } })
    const ports = [{ kind: 'range', protocol: 'TCP', first: 80, last: 80 }]
    expect(changeIntention).toHaveBeenLastCalledWith({ ...edge, ports })
    fireEvent.change(field, { target: { value: '' } })
    expect(changeIntention).toHaveBeenLastCalledWith(edge)
  })
})

describe('PreviewDialog', () => {
  const isolate: IsolateIntention = {
    kind: 'isolate',
    scope: { kind: 'workload', id: 'shop/deployment/web' },
    directions: ['ingress'],
    keepDns: true,
  }
  const change: PlannedChange = {
    label: 'Isolate web (ingress)',
    edits: [addition],
    obstacles: [],
    selectors: [{ words: 'app=web in shop', matches: ['web', 'web-canary'] }],
    notes: ['names can still be looked up'],
  }

  function previewDialog(
    part: Partial<PlannedChange> = {},
    more: Partial<Planning> = {},
    isolates: string[] = [],
  ): Dialog {
    const preview = { revision: 3, plan: { ...change, ...part }, ...effects, isolates }
    const planning = { quiet: false, planning: false, stopped: false, textChanged: false, ...more }
    return { kind: 'change', intention: isolate, preview, ...planning }
  }

  const apply = () => screen.getByRole('button', { name: /^Apply/ })
  const dialog = () => screen.getByRole('dialog', { name: 'Isolate web (ingress)' })

  it('shows the lines, whom the selectors match, what is to be known, and what changes', () => {
    show(previewDialog({}, {}, ['shop / web (ingress)']))
    expect(within(screen.getByRole('region', { name: 'YAML change' })).getByText('policies.yaml:2')).toBeTruthy()
    expect(screen.getByRole('region', { name: 'Selectors' }).textContent).toContain('selects web, web-canary')
    expect(screen.getByText('names can still be looked up')).toBeTruthy()
    expect(screen.getByRole('region', { name: 'What changes' }).textContent).toContain('shop / web (ingress)')
    expect(apply().textContent).toContain('Apply +2 lines')
  })

  it('takes the focus; Enter confirms, Esc cancels', () => {
    const { confirmDialog, closeDialog } = show(previewDialog())
    expect(document.activeElement).toBe(dialog())
    fireEvent.keyDown(dialog(), { key: 'Enter' })
    expect(confirmDialog).toHaveBeenCalledOnce()
    fireEvent.keyDown(dialog(), { key: 'Escape' })
    expect(closeDialog).toHaveBeenCalledOnce()
  })

  it('in its fields and on its buttons only Ctrl or ⌘ with Enter confirms', () => {
    const { confirmDialog } = show(previewDialog())
    fireEvent.keyDown(screen.getByRole('button', { name: 'Cancel' }), { key: 'Enter' })
    fireEvent.keyDown(screen.getByRole('checkbox', { name: /DNS/ }), { key: 'Enter' })
    expect(confirmDialog).not.toHaveBeenCalled()
    fireEvent.keyDown(screen.getByRole('checkbox', { name: /DNS/ }), { key: 'Enter', metaKey: true })
    expect(confirmDialog).toHaveBeenCalledOnce()
  })

  it('[V13] says why nothing is planned, and what can be agreed to', () => {
    const { edits: _, ...without } = change
    const obstacles = [{ code: 'not-unique', words: 'app=web also selects web-canary' }] as const
    const preview = { revision: 3, plan: { ...without, obstacles }, ...effects }
    const planning = { quiet: false, planning: false, stopped: false, textChanged: false }
    const { changeIntention } = show({ kind: 'change', intention: isolate, preview, ...planning })
    expect(apply()).toHaveProperty('disabled', true)
    expect(screen.getByText('app=web also selects web-canary')).toBeTruthy()
    fireEvent.click(screen.getByRole('button', { name: 'Do it for all of them' }))
    expect(changeIntention).toHaveBeenLastCalledWith({ ...isolate, allowForBoth: true })
  })

  it('marks what is wrong, and not what is only still to be given', () => {
    const obstacles = [
      { code: 'value-missing', words: 'give a name' },
      { code: 'not-valid', words: 'My Shop: no spaces' },
    ] as const
    show(previewDialog({ obstacles }))
    const isMarked = (words: string) => screen.getByText(words).classList.contains('is-serious')
    expect([isMarked('give a name'), isMarked('My Shop: no spaces')]).toEqual([false, true])
  })

  it('lets the person choose otherwise while they look', () => {
    const { changeIntention } = show(previewDialog())
    fireEvent.click(screen.getByRole('radio', { name: 'both' }))
    expect(changeIntention).toHaveBeenLastCalledWith({ ...isolate, directions: ['ingress', 'egress'] })
  })

  it('offers to ask less only where the change is small', () => {
    const { setAppliesSmall } = show(previewDialog({ notes: [] }))
    fireEvent.click(screen.getByRole('checkbox', { name: /without asking/ }))
    expect(setAppliesSmall).toHaveBeenCalledWith(true)
    cleanup()
    show(previewDialog({ notes: [] }, {}, ['shop / web (ingress)']))
    expect(screen.queryByRole('checkbox', { name: /without asking/ })).toBeNull()
  })

  it('is not seen while it may still be applied at once', () => {
    show(previewDialog({}, { quiet: true, planning: true }))
    expect(screen.queryByRole('dialog')).toBeNull()
  })
})
