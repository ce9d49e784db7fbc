import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { applyEdits } from '../core/edits/apply-edits.ts'
import type { TextFile } from '../core/model/edit.ts'
import type { Verdict } from '../core/model/verdict.ts'
import { finish, type Work } from '../core/model/work.ts'
import type { Snapshot } from '../core/workspace/snapshot.ts'
import type { Explanation, UpdateRequest } from './protocol.ts'
import { createSession } from './session.ts'

const SAMPLE: readonly TextFile[] = ['cluster.yaml', 'policies.yaml'].map((name) => ({
  name,
  text: readFileSync(new URL(`../../public/samples/payments/${name}`, import.meta.url), 'utf8'),
}))

const requestOf = (files: readonly TextFile[], revision = 1): UpdateRequest => ({
  revision,
  files,
  settings: { cni: 'upstream', implied: true },
  folds: {},
})

/** A session that has read the sample. */
function createSampleSession() {
  const session = createSession()
  const snapshot = finish(session.update(requestOf(SAMPLE)))
  return { session, snapshot }
}

/** A policy of the namespace `shop` that lets one app in. */
const policyText = (name: string, podSelector: string, from: string) =>
  `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: ${name}, namespace: shop }
spec:
  podSelector: ${podSelector}
  ingress: [{ from: [{ podSelector: { matchLabels: { app: ${from} } } }] }]
`

const ROGUE_TO_API = {
  from: 'monitoring/pod/rogue-pod',
  to: 'payments/deployment/api-server',
  protocol: 'TCP',
  port: 9090,
} as const

/** The verdict of a question with one part. */
function judged({ outcome }: Explanation): { readonly from: string; readonly verdict: Verdict } {
  const [part] = outcome.kind === 'reply' ? outcome.parts : []
  if (part?.kind !== 'judged') throw new Error('the question was not answered')
  return part
}

describe('createSession', () => {
  it('refuses questions before there is a document', () => {
    expect(() => createSession().locate({ path: 'a.yaml#0' })).toThrow('no document yet')
  })

  it('draws nothing again where only a comment was typed, and all of it where a rule was', () => {
    const { session, snapshot } = createSampleSession()
    const typed = (text: string) => SAMPLE.map((file) => (file.name === 'policies.yaml' ? { ...file, text } : file))
    const policies = SAMPLE[1]?.text ?? ''
    const commented = finish(session.update(requestOf(typed(policies.replace('spec:\n', 'spec: # all of it\n')), 2)))
    expect(commented.picture).toBe(snapshot.picture)
    const changed = finish(session.update(requestOf(typed(policies.replace(/port: \d+/, 'port: 4711')), 3)))
    expect(changed.picture).not.toEqual(snapshot.picture)
    const fresh = createSession()
    expect(changed.picture).toEqual(
      finish(fresh.update(requestOf(typed(policies.replace(/port: \d+/, 'port: 4711')), 3))).picture,
    )
  })

  it('sketches a picture with too many edges first, and draws it whole from the last whole one', () => {
    const apps = Array.from({ length: 30 }, (_, index) => `a${index}`)
    const textWith = (label: string, comment = '') =>
      [
        comment,
        policyText('typed', `{ matchLabels: { app: ${label} } }`, 'a1'),
        ...apps.map(
          (name) =>
            `{ apiVersion: v1, kind: Pod, metadata: { name: ${name}, namespace: shop, labels: { app: ${name} } } }`,
        ),
        ...apps.flatMap((to) =>
          apps.slice(0, 15).map((from) => policyText(`${from}-${to}`, `{ matchLabels: { app: ${to} } }`, from)),
        ),
      ].join('\n---\n')
    const session = createSession()
    const read = (text: string, revision: number) =>
      finish(session.update(requestOf([{ name: 'a.yaml', text }], revision)))
    const draw = () => finish(session.draw({}))
    const drawnFrom = (text: string) => {
      const { picture, problems } = finish(createSession().update(requestOf([{ name: 'a.yaml', text }])))
      return { picture, problems }
    }
    const first = read(textWith('b'), 1)
    expect(first.picture.edgesNotDrawn).toBeGreaterThan(300)
    expect(first.picture.isSketch).toBeUndefined()
    expect(draw().picture).toBe(first.picture)
    // Two keys, of which only the second is waited for.
    expect(read(textWith('a'), 2).picture.isSketch).toBe(true)
    const sketch = read(textWith('a2'), 3)
    expect(sketch.picture.isSketch).toBe(true)
    const commented = read(textWith('a2', '# typed'), 4)
    expect(commented.picture).toBe(sketch.picture)
    expect(draw()).toEqual(drawnFrom(textWith('a2', '# typed')))
    expect(read(textWith('a2', '# typed more'), 5).picture.isSketch).toBeUndefined()
  })

  it('reads the sample without a problem', () => {
    const { snapshot } = createSampleSession()
    expect(snapshot.problems).toEqual([])
    expect(snapshot.banners).toEqual([])
    expect(snapshot.counts).toMatchObject({ namespaces: 3, workloads: 6 })
  })

  it('lists flows of the revision it holds, a window at a time, and writes them', async () => {
    const { session } = createSampleSession()
    const view = {
      filter: { text: 'to:postgres', port: '', show: 'all' },
      sort: { column: 'from', descending: false },
    } as const
    const window = finish(session.flowRows({ ...view, offset: 0, count: 10 }))
    expect(window).toMatchObject({ total: 27, shown: 1, rows: [{ label: '5432', to: { name: 'postgres' } }] })
    expect(await finish(session.writeFlows({ ...view, format: 'markdown' })).text()).toContain(
      'payments/api-server | payments/postgres | 5432',
    )
    finish(session.update(requestOf([{ name: 'a.yaml', text: '' }], 2)))
    expect(finish(session.flowRows({ ...view, offset: 0, count: 10 }))).toMatchObject({ total: 0, rows: [] })
  })

  it('explains a denied flow with the lines of every policy that does not admit it', () => {
    const { session } = createSampleSession()
    const explanation = session.explain(ROGUE_TO_API)
    const { verdict } = judged(explanation)
    expect(verdict.answer).toBe('denied')
    const named = verdict.ingress.causes.flatMap((cause) => (cause.kind === 'policy' ? [cause.policy] : []))
    expect(named.length).toBeGreaterThan(1)
    for (const path of named) expect(explanation.places.get(path)).toMatchObject({ file: 'policies.yaml' })
    const titles = [...(explanation.fixes?.values() ?? [])].map((fixes) => fixes.map(({ title }) => title))
    expect(titles).toEqual([['Allow rogue-pod → api-server on 9090']])
    expect(session.explain({ ...ROGUE_TO_API, to: 'monitoring/deployment/prometheus' }).fixes).toBeUndefined()
  })

  it('previews a connection on the planned text, and applying it does what was said', () => {
    const { session } = createSampleSession()
    const preview = finish(
      session.connect({
        kind: 'connect',
        from: { kind: 'workload', id: ROGUE_TO_API.from },
        to: { kind: 'workload', id: ROGUE_TO_API.to },
        ports: [{ kind: 'range', protocol: 'TCP', first: 9090, last: 9090 }],
      }),
    )
    expect(preview.opens).toEqual({
      first: [
        { from: ROGUE_TO_API.from, to: ROGUE_TO_API.to, allowed: { TCP: [{ first: 9090, last: 9090 }] }, depends: {} },
      ],
      total: 1,
    })
    expect(preview.closes.total).toBe(0)
    const change = { edits: preview.plan.edits ?? [], label: preview.plan.label, base: 1 }
    const applied = applyEdits({ revision: 1, files: SAMPLE }, change)
    if (applied.kind === 'stale') throw new Error('planned on this revision')
    finish(session.update(requestOf(applied.document.files, 2)))
    expect(judged(session.explain(ROGUE_TO_API)).verdict.answer).toBe('allowed')
  })

  it('answers for an address by the outside class it belongs to, or by the pod that has it', () => {
    const pod = {
      name: 'pod.yaml',
      text: 'apiVersion: v1\nkind: Pod\nmetadata: {name: one}\nstatus: {podIP: 10.9.8.7}\n',
    }
    const session = createSession()
    finish(session.update(requestOf([...SAMPLE, pod])))
    const ask = (from: string) =>
      session.explain({ ...ROGUE_TO_API, from, to: 'payments/deployment/frontend', port: 8443 })
    expect(ask('8.8.8.8').question.from).toBe('8.8.8.8')
    expect(judged(ask('8.8.8.8')).from).toMatch(/^outside\//)
    expect(judged(ask('8.8.8.8')).verdict.answer).toBe('allowed')
    expect(judged(ask('10.9.8.7')).from).toBe('default/pod/one')
    expect(judged(ask('192.168.0.1')).verdict.answer).toBe('denied')
  })

  it('[END-7] answers for a Service by its backends, with the places of everything it names', () => {
    const { session } = createSampleSession()
    const question = {
      from: 'payments/deployment/frontend',
      to: 'http://api-server',
      protocol: 'TCP',
      port: 80,
    } as const
    const { outcome, places } = session.explain(question)
    if (outcome.kind === 'unresolved') throw new Error(outcome.words)
    expect(outcome.parts.map(({ to, answer }) => [to, answer])).toEqual([['payments/deployment/api-server', 'allowed']])
    expect(places.get(outcome.through?.path ?? '')).toMatchObject({ file: 'cluster.yaml' })
  })

  it('[QUE-2] says that an end is not there, and which', () => {
    const { session } = createSampleSession()
    const { outcome } = session.explain({ ...ROGUE_TO_API, from: 'payments/deployment/gone' })
    expect(outcome).toMatchObject({ kind: 'unresolved', end: 'from' })
  })

  it('names the policies that are not in force', () => {
    const text =
      'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: bad, namespace: shop}\nspec: {podSelector: 7}\n'
    const { banners } = finish(createSession().update(requestOf([{ name: 'bad.yaml', text }])))
    expect(banners).toEqual(['not in force, because invalid: shop/bad'])
  })

  it('previews what deleting an edge closes', () => {
    const { session, snapshot } = createSampleSession()
    const edge = snapshot.picture.edges.find(({ accessibleName }) => accessibleName.includes('prometheus'))
    if (!edge) throw new Error('the sample lets prometheus scrape')
    const from = ['monitoring/statefulset/prometheus']
    const to = ['payments/deployment/api-server']
    const preview = finish(session.disconnect({ kind: 'disconnect', rules: edge.rules, from, to }))
    expect(preview.plan.result).toBe('closed')
    expect(preview.opens.total).toBe(0)
    expect(preview.closes.first.map((flow) => [flow.from, flow.to])).toEqual([[from[0], to[0]]])
  })

  it('[ISO-4] previews any intention: what it opens, closes and isolates, also as it is drawn', () => {
    const { session } = createSampleSession()
    const scope = { kind: 'workload', id: 'monitoring/pod/rogue-pod' } as const
    const preview = finish(session.planChange({ kind: 'isolate', scope, directions: ['ingress'], keepDns: true }))
    expect(preview.plan.edits).toBeDefined()
    expect([preview.opens.total, preview.isolates]).toEqual([0, ['monitoring / rogue-pod (ingress)']])
    expect(preview.closes.first.map(({ to }) => to)).toEqual(preview.closes.first.map(() => scope.id))
    expect([...preview.drawn.isolated]).toEqual([[scope.id, ['ingress']]])
    const drawn = preview.drawn.edges.map(({ accessibleName }) => accessibleName).sort()
    expect(drawn).toContain('closes prometheus to rogue-pod on every port')
    expect(drawn.every((words) => words.startsWith('closes '))).toBe(true)
  })

  it('previews nothing where nothing is planned', () => {
    const { session } = createSampleSession()
    const scope = { kind: 'namespace', namespace: 'payments' } as const
    const preview = finish(session.planChange({ kind: 'isolate', scope, directions: ['ingress'], keepDns: true }))
    expect(preview.plan.obstacles.map(({ code }) => code)).toEqual(['already-isolated'])
    expect([preview.closes.total, preview.drawn.edges]).toEqual([0, []])
  })

  it('[SEL-1] opens the form of a policy, counts its selectors and completes labels', () => {
    const { session, snapshot } = createSampleSession()
    const path = snapshot.policies.find(({ name }) => name === 'api-server')?.path ?? ''
    const opened = session.policyForm({ path })
    expect(opened).toMatchObject({
      revision: 1,
      form: { path, name: 'api-server' },
      namespaces: expect.arrayContaining(['payments']),
    })
    const podSelector = { matchLabels: { app: 'api-server' } }
    expect(session.countPods({ namespace: 'payments', podSelector }).workloads.map(({ name }) => name)).toEqual([
      'api-server',
    ])
    const owners = { kind: 'pods', namespace: 'payments' } as const
    expect(session.completeLabels({ owners }).map(({ text }) => text)).toContain('app')
    expect(session.completeLabels({ owners, key: 'app' }).map(({ text }) => text)).toContain('api-server')
    expect(session.policyForm({ path: 'policies.yaml#99' })).toBeNull()
  })

  it('says what a place of the text means, of the revision that was read only', () => {
    const { session } = createSampleSession()
    const text = SAMPLE[1]?.text ?? ''
    const place = { file: 'policies.yaml', offset: text.indexOf('podSelector') }
    expect(session.hoverAt({ revision: 1, ...place })?.parts).not.toEqual([])
    expect(session.hoverAt({ revision: 2, ...place })).toBeNull()
  })

  it('has a lens over each policy, and completes a text it never read', () => {
    const { session, snapshot } = createSampleSession()
    const { revision, lenses } = finish(session.lenses({ file: 'policies.yaml' }))
    expect(revision).toBe(1)
    expect(lenses.map(({ policy }) => policy)).toEqual(snapshot.policies.map(({ path }) => path))
    const completions = session.completeAt({ text: 'kind: NetworkPolicy\nmetadata:\n  namespace: ', offset: 43 })
    expect(completions.suggestions.map(({ label }) => label)).toContain('payments')
  })

  it('keeps the last good picture of a document that broke, marked stale', () => {
    const { session, snapshot } = createSampleSession()
    const broken = SAMPLE.map((file) =>
      file.name === 'policies.yaml' ? { ...file, text: file.text.replace('port: 9090', 'port: [9090') } : file,
    )
    const after = finish(session.update(requestOf(broken, 2)))
    expect(after.problems.map(({ diagnostic }) => diagnostic.severity)).toContain('error')
    const staleEdges = after.picture.edges.filter(({ stale }) => stale)
    expect(after.picture.edges.map(({ id }) => id)).toEqual(snapshot.picture.edges.map(({ id }) => id))
    expect(staleEdges.map(({ accessibleName }) => accessibleName).join()).toContain('prometheus')
  })

  it('answers from the revision before until an update has finished, whole and unmixed', () => {
    const { session } = createSampleSession()
    const labels = (path: string) => session.describe({ endpoints: [path] }).flatMap((one) => one.labels)
    const before = labels(ROGUE_TO_API.from)
    const changed = SAMPLE.map((file) => ({ ...file, text: file.text.replaceAll('rogue', 'rogue2') }))
    const work = session.update(requestOf(changed, 2))
    let steps = 0
    for (let step = work.next(); !step.done; step = work.next()) {
      steps += 1
      expect(labels(ROGUE_TO_API.from)).toEqual(before)
    }
    expect(steps).toBeGreaterThan(20)
    expect(labels(ROGUE_TO_API.from)).toEqual([])
    expect(labels('monitoring/pod/rogue2-pod').length).toBeGreaterThan(0)
  })

  it('forgets an update that was stopped, wherever that was', () => {
    const broken = SAMPLE.map((file) => ({ ...file, text: file.text.replaceAll('port: 9090', 'port: [9090') }))
    const stepsOf = (work: Work<Snapshot>) => {
      let steps = 0
      while (!work.next().done) steps += 1
      return steps
    }
    const all = stepsOf(createSampleSession().session.update(requestOf(broken, 2)))
    const answers = Array.from({ length: all + 1 }, (_, steps) => {
      const { session } = createSampleSession()
      const work = session.update(requestOf(broken, 2))
      for (let step = 0; step < steps; step += 1) work.next()
      work.return({} as Snapshot)
      expect(session.explain(ROGUE_TO_API)).toEqual(createSampleSession().session.explain(ROGUE_TO_API))
      return finish(session.update(requestOf(SAMPLE, 3)))
    })
    expect(answers.length).toBeGreaterThan(20)
    const fresh = finish(createSampleSession().session.update(requestOf(SAMPLE, 3)))
    for (const answer of answers) expect(answer).toEqual(fresh)
  })
})
