// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest'
import type { ChangeIntention } from '../../core/authoring/plan-change.ts'
import { setUp } from '../../store/store.testing.ts'
import { doneSteps, noteSteps, watchSteps } from './first-steps.ts'

beforeEach(() => {
  localStorage.clear()
  doneSteps.setState([], true)
})

const POD = { kind: 'workload', id: 'shop/deployment/web' } as const
const CONNECT = { kind: 'connect', from: POD, to: POD, ports: [] } as const
const TEMPLATE = { kind: 'template', template: 'default-deny', parameters: {} } as const

/** A change as a dialog makes it: the dialog goes, then the text changes. */
function confirm({ store, apply }: ReturnType<typeof setUp>, intention: ChangeIntention): void {
  store.getState().beginChange(intention)
  store.getState().closeDialog()
  apply([{ kind: 'splice', file: 'p.yaml', start: 0, end: 0, text: 'x' }], 'gesture', 'change')
}

describe('the first steps', () => {
  it('are done by what is confirmed in a dialog, and remembered', async () => {
    const page = setUp()
    watchSteps(page.store)
    confirm(page, CONNECT)
    expect(doneSteps.getState()).toEqual(['draw'])
    await Promise.resolve()
    confirm(page, TEMPLATE)
    noteSteps('export')
    expect(doneSteps.getState()).toEqual(['draw', 'close', 'export'])
    expect(localStorage.getItem('bulkhead:first-steps-done')).toBe('draw,close,export')
  })

  it('are not done by a dialog that was cancelled, whatever is changed later', async () => {
    const page = setUp()
    watchSteps(page.store)
    page.store.getState().beginChange(TEMPLATE)
    page.store.getState().closeDialog()
    await Promise.resolve()
    page.apply([{ kind: 'splice', file: 'p.yaml', start: 0, end: 0, text: 'x' }], 'gesture', 'moved')
    expect(doneSteps.getState()).toEqual([])
  })

  it('are past for whoever types', () => {
    const page = setUp()
    watchSteps(page.store)
    page.apply([{ kind: 'splice', file: 'p.yaml', start: 0, end: 0, text: 'x' }])
    expect(doneSteps.getState()).toEqual(['draw', 'close', 'export'])
  })

  it('are not watched any longer once that is ended', () => {
    const page = setUp()
    watchSteps(page.store)()
    page.apply([{ kind: 'splice', file: 'p.yaml', start: 0, end: 0, text: 'x' }])
    expect(doneSteps.getState()).toEqual([])
  })
})
