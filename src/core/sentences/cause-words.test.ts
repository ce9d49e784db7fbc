import { describe, expect, it } from 'vitest'
import type { Cause, EndVerdict, PolicyCause } from '../model/verdict.ts'
import { toCauseLine, toHeading } from './cause-words.ts'

const policy = (part: Partial<PolicyCause>): PolicyCause => ({
  kind: 'policy',
  policy: 'p.yaml#0',
  namespace: 'n',
  name: 'p',
  answer: 'does-not-admit',
  admissions: [],
  ...part,
})
const end = (answer: EndVerdict['answer'], causes: readonly Cause[]): EndVerdict => ({
  direction: 'ingress',
  answer,
  causes,
})

describe('the words of a verdict', () => {
  it('[VER-2] says by how many policies an end is isolated and that none admits', () => {
    expect(toHeading(end('denied', [policy({}), policy({})]))).toBe('isolated by 2 policies, none admits')
    expect(toHeading(end('denied', [policy({})]))).toBe('isolated by 1 policy, it does not admit')
    expect(toHeading(end('allowed', [policy({ answer: 'admits' }), policy({})]))).toBe(
      'isolated by 2 policies, 1 admits',
    )
    expect(toHeading(end('depends', [policy({ answer: 'depends' })]))).toBe('isolated by 1 policy, 1 may admit')
    expect(toHeading(end('allowed', [{ kind: 'not-isolated' }]))).toBeUndefined()
  })

  it('[CNI-2] names what a plugin lacks with its source, and what it leaves open', () => {
    const lacking = {
      kind: 'plugin',
      profile: 'weave',
      feature: 'named-ports',
      support: 'no',
      words: 'weave does not support named ports',
      source: 'issue 3032',
    } as const
    const words = 'weave does not support named ports (issue 3032)'
    expect(toCauseLine(lacking, end('denied', [lacking]))).toEqual({ sign: 'neutral', words, questions: [] })
    const doubtful = { ...lacking, depends: { question: 'does it?', on: 'the network plugin' } }
    expect(toCauseLine(doubtful, end('depends', [doubtful]))).toMatchObject({
      sign: 'maybe',
      questions: ['does it? the network plugin'],
    })
  })

  it('[VER-2] points at the nearest miss, else at the policy', () => {
    const miss = { path: 'p.yaml#0/spec/ingress/0/from/0', words: 'nearest: label app is a, not b' }
    const missed = policy({ miss: { ...miss, reason: { kind: 'subject' } } })
    expect(toCauseLine(missed, end('denied', [missed]))).toEqual({ sign: 'no', policy: 'p', questions: [], ...miss })
    const empty = policy({})
    expect(toCauseLine(empty, end('denied', [empty]))).toEqual({
      sign: 'no',
      policy: 'p',
      words: 'admits nothing',
      path: 'p.yaml#0',
      questions: [],
    })
  })

  it('[VER-1] a policy that does not admit is no denial while another one admits', () => {
    const other = policy({})
    expect(toCauseLine(other, end('allowed', [other])).sign).toBe('neutral')
  })

  it('[VER-3] says what an uncertain admission depends on, once', () => {
    const depends = { question: 'which addresses do pods have?', on: 'the block may contain them' }
    const admission = { rule: 'p.yaml#0/spec/ingress/0', depends }
    const unsure = policy({
      answer: 'depends',
      admissions: [admission, { ...admission, peer: 'p.yaml#0/spec/ingress/0/from/1' }],
    })
    expect(toCauseLine(unsure, end('depends', [unsure]))).toMatchObject({
      sign: 'maybe',
      path: 'p.yaml#0/spec/ingress/0',
      questions: ['which addresses do pods have? the block may contain them'],
    })
  })
})
