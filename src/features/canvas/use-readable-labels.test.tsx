// @vitest-environment happy-dom
import { act, cleanup, renderHook } from '@testing-library/react'
import type { ReactNode } from 'react'
import { afterEach, expect, it } from 'vitest'
import { markCovered } from '../../core/picture/mark-covered.ts'
import type { EdgeRoute, Layout, Routes } from '../../core/picture/picture.ts'
import { StoreProvider } from '../../store/context.tsx'
import { edgeOf, pictureOf, workloadNode } from '../../store/fake-engine.testing.ts'
import { setUp } from '../../store/store.testing.ts'
import { useReadableLabels } from './use-readable-labels.ts'

afterEach(cleanup)

const IDS = ['shop/deployment/a', 'shop/deployment/b', 'shop/deployment/c', 'shop/deployment/d'] as const
const [A, B, C, D] = IDS
const LAYOUT: Layout = new Map(IDS.map((id, index) => [id, { x: 0, y: 200 * index, width: 144, height: 60 }]))

/** Both labels want the place right of all cards. */
const route = (edge: string): EdgeRoute => ({
  edge,
  path: 'M0 0L400 0',
  label: { x: 400, y: 100, width: 60, height: 18 },
  arrow: { x: 400, y: 0, angle: 0 },
})

it('of two labels that want one place writes the one of what is selected', async () => {
  const { store, state, read } = setUp()
  const edges = [edgeOf('first', A, B), edgeOf('second', C, D)]
  const picture = pictureOf(
    IDS.map((id) => workloadNode(id)),
    edges,
  )
  await read({ picture })
  const found: Routes = new Map(edges.map(({ id }) => [id, route(id)]))
  const routes = markCovered(picture, edges, LAYOUT, found)
  const wrapper = ({ children }: { children: ReactNode }) => <StoreProvider store={store}>{children}</StoreProvider>
  const { result } = renderHook(() => useReadableLabels({ picture, edges, layout: LAYOUT, routes }), { wrapper })
  const covered = () => [...result.current.values()].filter(({ isCovered }) => isCovered).map(({ edge }) => edge)
  expect(covered()).toEqual(['second'])
  act(() => state().select({ kind: 'node', id: C }))
  expect(covered()).toEqual(['first'])
  act(() => state().select(null))
  expect(covered()).toEqual(['second'])
})
