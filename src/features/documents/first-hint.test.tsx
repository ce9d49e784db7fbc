// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { createStore } from 'zustand/vanilla'
import type { Snapshot } from '../../core/workspace/snapshot.ts'
import { StoreProvider } from '../../store/context.tsx'
import type { AppStore } from '../../store/create-app-store.ts'
import { emptySnapshot, pictureOf, workloadNode } from '../../store/fake-engine.testing.ts'
import { INITIAL_DATA } from '../../store/initial-data.ts'
import type { AppState } from '../../store/state.ts'
import { FirstHint } from './first-hint.tsx'

afterEach(cleanup)

const PICTURE = pictureOf([workloadNode('shop/web'), workloadNode('shop/api')], [])

function show(part: Partial<Snapshot>) {
  const snapshot = emptySnapshot(1, { picture: PICTURE, ...part })
  const store = createStore(() => ({ ...INITIAL_DATA, snapshot }) as unknown as AppState)
  render(
    <StoreProvider store={store as AppStore}>
      <FirstHint />
    </StoreProvider>,
  )
  return screen.queryByRole('complementary', { name: 'Hint' })?.textContent
}

describe('the first hint', () => {
  it('says how to allow a connection where there are workloads to connect', () => {
    expect(show({})).toContain('drag from the right edge')
    cleanup()
    expect(show({ picture: pictureOf([workloadNode('shop/web')], []) })).toBeUndefined()
  })

  it.each<[string, Partial<Snapshot>]>([
    ['is folded', { picture: { ...PICTURE, folded: new Set(['shop']) } }],
    ['is not drawn', { picture: { ...PICTURE, edgesNotDrawn: 301 } }],
    ['is hidden', { picture: { ...PICTURE, filtered: { workloads: 3, edges: 0 } } }],
    ['is not evaluated', { banners: ['2 CiliumNetworkPolicies are not evaluated'] }],
  ])('has no room where a line says what %s', (_, part) => {
    expect(show(part)).toBeUndefined()
  })
})
