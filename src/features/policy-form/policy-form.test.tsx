// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import type { Work } from '../../core/model/work.ts'
import { finish } from '../../core/model/work.ts'
import { StoreProvider } from '../../store/context.tsx'
import { type AppStore, createAppStore } from '../../store/create-app-store.ts'
import type { EngineClient } from '../../worker/client.ts'
import { isLongCall } from '../../worker/protocol.ts'
import { createSession } from '../../worker/session.ts'
import { PolicyForm } from './policy-form.tsx'

afterEach(cleanup)

const CLUSTER = ['web', 'api']
  .map(
    (name) => `---
apiVersion: apps/v1
kind: Deployment
metadata: {name: ${name}, namespace: shop}
spec: {replicas: 2, template: {metadata: {labels: {app: ${name}}}, spec: {containers: [{name: main}]}}}
`,
  )
  .join('')

/** The head and spec of a policy; the rest of the spec follows. */
const policy = (spec: string) => `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: web, namespace: shop} # ours
spec:
${spec}`

/** The engine of the worker, answering at once. */
function createClient(): EngineClient {
  const session = createSession()
  return {
    async call(name, request) {
      const answer = (session[name] as (request: unknown) => unknown)(request)
      return (isLongCall(name) ? finish(answer as Work<unknown>) : answer) as never
    },
    cancel() {},
    revive() {},
    close() {},
  }
}

/** The edge that a rule draws. */
function edgeBehind(store: AppStore, rule: string): string {
  const found = store.getState().snapshot?.picture.edges.find(({ rules }) => rules.includes(rule))
  return found?.id ?? `no edge of ${rule}`
}

/** The form of the policy in a text; of one that was come to from the edge of a rule. */
async function open(spec: string, edge?: string) {
  const store = createAppStore({ engine: createClient(), now: () => 0 })
  store.getState().openDocument({ id: 'd', title: 'd', files: [{ name: 'p.yaml', text: policy(spec) + CLUSTER }] })
  await waitFor(() => expect(store.getState().working).toBe(false))
  if (edge) store.getState().select({ kind: 'edge', id: edgeBehind(store, edge) })
  store.getState().select({ kind: 'policy', id: 'p.yaml#0' })
  render(
    <StoreProvider store={store}>
      <PolicyForm />
    </StoreProvider>,
  )
  await screen.findByRole('form', { name: 'Policy web' })
  return { store, text: () => store.getState().document.files[0]?.text.replace(CLUSTER, '') }
}

const field = (name: string) => screen.getByLabelText(name)
const type = (name: string, value: string) => fireEvent.change(field(name), { target: { value } })
const press = (name: string, key: string) => fireEvent.keyDown(field(name), { key })

/** The second rule admits all, so that changes of the first change no flow. */
const INGRESS = `  podSelector: {}
  ingress:
  - from:
    - podSelector: {matchLabels: {app: api}} # the api
      namespaceSelector: {}
    - ipBlock: {cidr: 10.0.0.0/8}
    ports:
    - port: 8080
  - {}
`

const NARROW = INGRESS.replace('  - {}\n', '')

describe('what the form shows', () => {
  it('[V7] says in words that an empty or absent podSelector is every pod', async () => {
    await open('  podSelector: {}\n')
    const subject = within(screen.getByRole('region', { name: 'Pods it is about' }))
    expect(subject.getByRole('option', { name: 'every pod of shop (podSelector: {})', selected: true })).toBeDefined()
    expect(subject.getByText('4 of 4 pods')).toBeDefined()
    cleanup()
    await open('  ingress: []\n')
    expect(
      screen.getByRole('option', { name: 'every pod of shop (podSelector is not written)', selected: true }),
    ).toBeDefined()
  })

  it('[V8] tells an absent namespaceSelector from an empty one', async () => {
    await open('  ingress:\n  - from:\n    - podSelector: {}\n    - namespaceSelector: {}\n')
    const [own, all] = screen.getAllByLabelText('Namespaces: which') as HTMLSelectElement[]
    expect(own?.selectedOptions[0]?.textContent).toBe('only shop (no namespaceSelector)')
    expect(all?.selectedOptions[0]?.textContent).toBe('every namespace (namespaceSelector: {})')
  })

  it('[V1] puts what holds together into one box, and "or" between the boxes', async () => {
    await open(INGRESS)
    const rule = within(screen.getByRole('region', { name: 'ingress rule 1' }))
    const boxes = [rule.getByRole('group', { name: /^app=api/ }), rule.getByRole('group', { name: '10.0.0.0/8' })]
    expect(boxes.map((box) => within(box).queryAllByText('and').length)).toEqual([1, 0])
    expect(boxes.map((box) => within(box).queryAllByText('or').length)).toEqual([0, 0])
    expect(rule.getAllByText('or')).toHaveLength(1)
  })

  it('[V11] says that a rule without peers admits anyone, and without ports every port', async () => {
    await open(INGRESS)
    const rule = within(screen.getByRole('region', { name: 'ingress rule 2' }))
    expect(rule.getByText(/^Anyone: every pod of every namespace, and every address outside/)).toBeDefined()
    expect(rule.getByText(/^Every port of every protocol/)).toBeDefined()
  })

  it('[V17] says that rules of a direction missing from policyTypes have no effect', async () => {
    await open('  podSelector: {}\n  policyTypes: [Ingress]\n  egress:\n  - {}\n')
    expect(screen.getByText(/^These rules have no effect: policyTypes does not name egress/)).toBeDefined()
    expect(screen.getByText(/^No rules: the policy admits nothing for ingress/)).toBeDefined()
  })

  it('[VAL-8] is locked while the policy is not valid, and says so', async () => {
    const { store } = await open(INGRESS)
    const { document, applyChange } = store.getState()
    const at = document.files[0]?.text.indexOf('8080') ?? 0
    const edits = [{ kind: 'splice', file: 'p.yaml', start: at, end: at + 4, text: '80800' }] as const
    act(() => void applyChange({ edits, label: 'typing', base: document.revision }, 'typing'))
    expect(await screen.findByText(/^Nothing can be changed here now: the policy is not valid/)).toBeDefined()
    expect(field('Name').closest('fieldset')?.disabled).toBe(true)
  })
})

describe('changing the policy', () => {
  it('[FORM-1] writes a field that is left at once when it changes no flow', async () => {
    const { text, store } = await open(INGRESS)
    type('Name', 'front')
    fireEvent.blur(field('Name'))
    await screen.findByRole('form', { name: 'Policy front' })
    expect(text()).toBe(policy(INGRESS).replace('name: web', 'name: front'))
    expect(store.getState().applied?.entry.label).toBe('Rename web to front')
  })

  it('[FORM-2] asks before Enter opens or closes a flow; what was taken back is not kept', async () => {
    const { text, store } = await open(NARROW)
    type('Number of TCP 8080', '9090')
    press('Number of TCP 8080', 'Enter')
    await waitFor(() => expect(store.getState().dialog).toMatchObject({ quiet: false, planning: false }))
    expect(text()).toBe(policy(NARROW))
    act(() => store.getState().closeDialog())
    expect((field('Number of TCP 8080') as HTMLInputElement).value).toBe('8080')
  })

  it('[FORM-3] lets a change of flows wait at a field that was left', async () => {
    const { text, store } = await open(NARROW)
    type('Number of TCP 8080', '9090')
    fireEvent.blur(field('Number of TCP 8080'))
    expect(await screen.findByText(/^Not applied yet: it would close \d+ flows and open \d+ flows/)).toBeDefined()
    expect([text(), store.getState().dialog]).toEqual([policy(NARROW), null])
    fireEvent.click(screen.getByRole('button', { name: 'Look and apply…' }))
    await waitFor(() => expect(store.getState().dialog).toMatchObject({ quiet: false }))
    act(() => store.getState().confirmDialog())
    await screen.findByLabelText('Number of TCP 9090')
    expect(text()).toContain('- port: 9090\n')
  })

  it('[VAL-6] says at the field what the API server would refuse, and keeps what was typed', async () => {
    const { text } = await open(INGRESS)
    type('Addresses', '10.0.0.0/33')
    press('Addresses', 'Enter')
    expect(await screen.findByText(/^spec\.ingress\[0\]\.from\[1\]\.ipBlock\.cidr: Invalid value/)).toBeDefined()
    expect(field('Addresses').getAttribute('aria-invalid')).toBe('true')
    expect((field('Addresses') as HTMLInputElement).value).toBe('10.0.0.0/33')
    expect(text()).toBe(policy(INGRESS))
    press('Addresses', 'Escape')
    expect((field('Addresses') as HTMLInputElement).value).toBe('10.0.0.0/8')
  })

  it('[SEL-2] counts the pods of a label as it is typed', async () => {
    await open('  podSelector: {matchLabels: {app: web}}\n')
    const subject = within(screen.getByRole('region', { name: 'Pods it is about' }))
    expect(subject.getByText('2 of 4 pods')).toBeDefined()
    type('Value of label app', 'nobody')
    expect(await subject.findByText('0 of 4 pods')).toBeDefined()
    press('Value of label app', 'Escape')
    expect(await subject.findByText('2 of 4 pods')).toBeDefined()
  })

  it('[SEL-2] makes a label an expression', async () => {
    const { text } = await open('  podSelector:\n    matchLabels:\n      app: web\n')
    fireEvent.click(screen.getByRole('button', { name: 'Label app as expression' }))
    await screen.findByLabelText('Operator of expression 1')
    expect(text()).toContain('    matchExpressions:\n')
    expect(screen.getByRole('button', { name: 'Expression 1 as label' })).toBeDefined()
  })

  it('[PEE-3] writes a peer that is put together as a whole', async () => {
    const { text, store } = await open(INGRESS)
    const rule = within(screen.getByRole('region', { name: 'ingress rule 1' }))
    fireEvent.click(rule.getByRole('button', { name: 'Pods' }))
    const fields = within(rule.getByRole('group', { name: 'New peer' }))
    fireEvent.change(fields.getByLabelText('Pods: which'), { target: { value: 'filled' } })
    fireEvent.change(fields.getByLabelText('Key of a new label'), { target: { value: 'app' } })
    fireEvent.change(fields.getByLabelText('Value of a new label'), { target: { value: 'web' } })
    fireEvent.keyDown(fields.getByLabelText('Value of a new label'), { key: 'Enter' })
    expect(await fields.findByText('2 of 4 pods')).toBeDefined()
    expect(text()).toBe(policy(INGRESS))
    fireEvent.click(fields.getByRole('button', { name: 'Add this peer' }))
    await waitFor(() => expect(store.getState().past).toHaveLength(1))
    expect(text()).toContain('    - podSelector: {matchLabels: {app: web}}\n')
    await waitFor(() => expect(rule.queryByRole('group', { name: 'New peer' })).toBeNull())
  })

  it('[ISO-2] refuses to leave a policy without a direction', async () => {
    const { text } = await open('  podSelector: {}\n  policyTypes: [Ingress]\n')
    fireEvent.click(screen.getByRole('checkbox', { name: 'Ingress' }))
    expect(await screen.findByText(/^a policy isolates in one direction at least/)).toBeDefined()
    expect(text()).toBe(policy('  podSelector: {}\n  policyTypes: [Ingress]\n'))
  })

  it('has the focus at the rule that is behind the edge it was come from', async () => {
    const spec = `  podSelector: {matchLabels: {app: web}}
  ingress:
  - ports: [{port: 80}]
    from: [{podSelector: {matchLabels: {app: web}}}]
  - ports: [{port: 90}]
    from: [{podSelector: {matchLabels: {app: api}}}]
`
    await open(spec, 'p.yaml#0/spec/ingress/1')
    const rule = screen.getByRole('region', { name: 'ingress rule 2' })
    expect(document.activeElement).toBe(rule)
    cleanup()
    await open(spec)
    expect(document.activeElement).toBe(document.body)
  })
})
