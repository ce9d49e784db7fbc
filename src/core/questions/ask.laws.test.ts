import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { evaluate } from '../engine/evaluate.ts'
import { ask } from './ask.ts'
import { prepareNotes } from './questions.testing.ts'
import { readText } from './read-text.ts'
import { combineAnswers } from './reply.ts'

const prepared = prepareNotes({
  workloads: [
    { id: 'shop/Deployment/web', labels: { app: 'web' }, expected: true },
    {
      id: 'shop/StatefulSet/db',
      pods: [
        { name: 'db-0', labels: { app: 'db', n: '0' }, ips: ['10.1.0.7'], ports: ['pg:5432'] },
        { name: 'db-1', labels: { app: 'db', n: '1' }, ips: ['10.1.0.8', 'fd00::8'], ports: ['pg:5433'] },
      ],
    },
    { id: 'kube-system/coredns', labels: { 'k8s-app': 'kube-dns' }, host: true },
  ],
  services: [
    { id: 'shop/db', selector: { app: 'db' }, ports: ['80>pg@30080'], ips: ['10.96.0.7'], type: 'NodePort' },
    { id: 'shop/pods', selector: { app: 'db' }, headless: true },
    { id: 'shop/legacy', ports: ['80'] },
    { id: 'shop/alias', externalName: 'db.shop.svc.cluster.local' },
    { id: 'shop/mail', externalName: 'smtp.example.com' },
  ],
  slices: [{ service: 'shop/legacy', ips: ['192.0.2.1', '10.1.0.7'], ports: [':80'] }],
  nodeAddresses: { n1: ['192.168.0.1'] },
  policies: [
    {
      name: 'one',
      namespace: 'shop',
      podSelector: { matchLabels: { n: '1' } },
      ingress: [{ from: [{ ipBlock: { cidr: '192.0.2.0/24' } }, { podSelector: {} }], ports: [{ port: 'pg' }] }],
    },
    { name: 'out', namespace: 'shop', podSelector: { matchLabels: { app: 'web' } }, policyTypes: ['Egress'] },
  ],
})

const name = fc.constantFrom(
  ...['web', 'db', 'pods', 'legacy', 'alias', 'mail', 'db-0', 'coredns', 'shop', 'gone', 'localhost', 'ingress'],
  ...['10.1.0.7', '10.1.0.8', '[fd00::8]', '10.96.0.7', '192.0.2.1', '192.168.0.1', '127.0.0.1', '8.8.8.8'],
)
const ending = fc.constantFrom('', '.shop', '.shop.svc', '.shop.svc.cluster.local', '.pods.shop', '.example.com')
const shape = fc.constantFrom(
  ...[
    'NAME',
    'NAME:PORT',
    'shop/NAME',
    'shop/svc/NAME:PORT',
    'svc/NAME',
    'http://NAME/x',
    'udp://NAME:PORT',
    'ping NAME',
  ],
  ...['dial tcp NAME:PORT: i/o timeout', 'lookup NAME on 10.96.0.10:53: no such host', 'connect to NAME port PORT'],
)
const text = fc.oneof(
  fc.string({ maxLength: 60 }),
  fc
    .tuple(shape, name, ending, fc.integer({ min: 0, max: 70000 }))
    .map(([words, host, rest, port]) => words.replace('NAME', host + rest).replace('PORT', String(port))),
)
const port = fc.option(fc.constantFrom(53, 80, 5432, 5433, 30080), { nil: undefined })

describe('ask', () => {
  it('[QUE-1] answers or refuses whatever is typed, and its answer is that of its parts', () => {
    fc.assert(
      fc.property(text, text, port, (from, to, number) => {
        const outcome = ask(prepared, { from, to, ...(number === undefined ? {} : { port: number }) })
        if (outcome.kind === 'unresolved') {
          expect(outcome.words).not.toBe('')
          return
        }
        expect(outcome.parts.length).toBeGreaterThan(0)
        expect(outcome.answer).toBe(combineAnswers(outcome.parts))
        expect(outcome.notes.filter((note) => note.words === '')).toEqual([])
      }),
      { numRuns: 3000 },
    )
  })

  it('[VER-1] a part without a doubt has the answer that policies give its two ends on its port', () => {
    fc.assert(
      fc.property(text, port, (to, number) => {
        const outcome = ask(prepared, { from: 'shop/web', to, ...(number === undefined ? {} : { port: number }) })
        if (outcome.kind === 'unresolved') return
        for (const part of outcome.parts) {
          if (part.kind === 'unjudged') expect(part.doubt.question).not.toBe('')
          else if (!part.doubt && part.from !== part.to && prepared.endpoint(part.to)) {
            const { protocol } = outcome
            const judged = evaluate(prepared, { from: part.from, to: part.to, protocol, port: part.port })
            expect(part.answer).toBe(judged.answer)
          }
        }
      }),
      { numRuns: 1000 },
    )
  })

  it('[QUE-2] a text offered as a candidate is understood', () => {
    fc.assert(
      fc.property(text, (to) => {
        const outcome = ask(prepared, { from: 'shop/web', to, port: 80 })
        if (outcome.kind === 'reply' || outcome.end !== 'to') return
        for (const candidate of outcome.candidates) {
          expect(readText(candidate).kind).toBe('end')
          // Of a text that names several ends each is offered as it stands there.
          if (!outcome.words.includes('names several ends'))
            expect(ask(prepared, { from: 'shop/web', to: candidate, port: 80 }).kind).toBe('reply')
        }
      }),
      { numRuns: 1000 },
    )
  })
})
