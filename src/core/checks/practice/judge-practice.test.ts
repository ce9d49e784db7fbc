import { describe, expect, it } from 'vitest'
import { judgePractice, type PracticeState } from './judge-practice.ts'
import { ANSWERS } from './practice-answers.testing.ts'
import type { PracticeTask } from './practice-task.ts'
import { PRACTICE_TASKS } from './tasks.ts'

function judge(task: PracticeTask, policies: string): PracticeState {
  return judgePractice(task, [
    { name: 'policies.yaml', text: policies },
    { name: 'cluster.yaml', text: task.cluster },
  ])
}

function unmet({ requirements }: PracticeState): readonly string[] {
  return requirements.filter(({ holds }) => !holds).map(({ says }) => says)
}

describe.each(PRACTICE_TASKS.map((task) => [task.id, task] as const))('task %s', (id, task) => {
  const { right = [], wrong = [] } = ANSWERS[id] ?? {}

  it('is not solved by what it begins with', () => {
    const state = judge(task, task.start)
    expect(state.isPassed).toBe(false)
    expect(unmet(state)).not.toEqual([])
  })

  it('is solved by its solution, whose text has no error', () => {
    const state = judge(task, task.solution)
    expect(state).toMatchObject({ isPassed: true, errors: 0 })
    expect(unmet(state)).toEqual([])
  })

  it('has two other right answers at least, and some wrong ones', () => {
    expect(right.length).toBeGreaterThanOrEqual(2)
    expect(wrong.length).toBeGreaterThanOrEqual(3)
  })

  it.each(right.map((policies, index) => [index + 1, policies] as const))(
    'is solved by another answer: %i',
    (_, policies) => {
      const state = judge(task, policies)
      expect(unmet(state)).toEqual([])
      expect(state.isPassed).toBe(true)
    },
  )

  it.each(wrong.map(([policies, broken]) => [broken, policies] as const))(
    'a wrong answer breaks: %s',
    (broken, policies) => {
      const state = judge(task, policies)
      expect(state.isPassed).toBe(false)
      expect(unmet(state).join('\n')).toContain(broken)
    },
  )

  it('has two or three hints, and every claim can be broken by some answer or is there for the rest', () => {
    expect(task.hints.length).toBeGreaterThanOrEqual(2)
    expect(task.hints.length).toBeLessThanOrEqual(3)
    expect(new Set(task.requirements.map(({ says }) => says)).size).toBe(task.requirements.length)
  })
})

describe('judging', () => {
  const [first] = PRACTICE_TASKS as readonly [PracticeTask]

  it('says of a claim that does not hold which flow breaks it', () => {
    const { requirements } = judge(first, '')
    expect(requirements.find(({ says }) => says.startsWith('Nobody'))?.example).toBe(
      'ledger/books reaches ledger/books on every port',
    )
  })

  it('goes by the cluster of the task, whatever became of its manifests in the document', () => {
    const state = judgePractice(first, [{ name: 'policies.yaml', text: first.solution }])
    expect(state.isPassed).toBe(true)
    const emptied = judgePractice(first, [{ name: 'cluster.yaml', text: '' }])
    expect(emptied.isPassed).toBe(false)
  })

  it('does not pass what holds by luck while something cannot be read', () => {
    const state = judge(first, `${first.solution}---\napiVersion: networking.k8s.io/v1\nkind: [\n`)
    expect(state).toMatchObject({ isPassed: false, errors: expect.any(Number) })
    expect(state.errors).toBeGreaterThan(0)
    expect(unmet(state)).toEqual([])
  })
})
