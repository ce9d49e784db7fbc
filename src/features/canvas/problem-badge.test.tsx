// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { createStore } from 'zustand/vanilla'
import type { Severity } from '../../core/model/diagnostic.ts'
import type { Problem } from '../../core/workspace/snapshot.ts'
import { StoreProvider } from '../../store/context.tsx'
import type { AppStore } from '../../store/create-app-store.ts'
import { emptySnapshot } from '../../store/fake-engine.testing.ts'
import { INITIAL_DATA } from '../../store/initial-data.ts'
import type { AppState } from '../../store/state.ts'
import { ProblemBadge } from './problem-badge.tsx'

afterEach(cleanup)

function problem(severity: Severity, ...nodes: readonly string[]): Problem {
  const span = { start: 0, end: 1 }
  const place = { kind: 'span', file: 'a.yaml', span } as const
  return {
    diagnostic: { code: 'VAL-1', severity, message: severity, place },
    location: { file: 'a.yaml', span, line: 1, column: 1 },
    nodes,
  }
}

function show(...problems: readonly Problem[]) {
  const snapshot = emptySnapshot(1, { problems })
  const store = createStore(() => ({ ...INITIAL_DATA, snapshot }) as unknown as AppState)
  render(
    <StoreProvider store={store as AppStore}>
      <ProblemBadge id="web" />
    </StoreProvider>,
  )
}

describe('ProblemBadge', () => {
  it('counts the worst that a node has', () => {
    show(problem('error', 'web'), problem('error', 'web', 'db'), problem('warning', 'web'))
    expect(screen.getByRole('img', { name: '2 errors' }).textContent).toContain('2')
  })

  it('counts warnings where there is no error', () => {
    show(problem('warning', 'web'), problem('error', 'db'))
    expect(screen.getByRole('img', { name: '1 warning' })).toBeDefined()
  })

  it('is not there where nothing is wrong', () => {
    show(problem('error', 'db'))
    expect(screen.queryByRole('img')).toBeNull()
  })
})
