// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { createStore } from 'zustand/vanilla'
import type { Picture } from '../../core/picture/picture.ts'
import { StoreProvider } from '../../store/context.tsx'
import type { AppStore } from '../../store/create-app-store.ts'
import { INITIAL_DATA } from '../../store/initial-data.ts'
import type { AppState } from '../../store/state.ts'
import { Canvas } from './canvas.tsx'
import { isInside } from './fit-boxes.ts'
import { card, frame, picture } from './picture.testing.ts'

beforeAll(() => {
  vi.stubGlobal(
    'DOMMatrixReadOnly',
    class {
      m22 = 1
    },
  )
})

/** The canvas is this large, though nothing is laid out here. */
const pane = { width: 900, height: 600 }
beforeEach(() => {
  pane.width = 900
  pane.height = 600
  vi.spyOn(HTMLElement.prototype, 'offsetWidth', 'get').mockImplementation(() => pane.width)
  vi.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockImplementation(() => pane.height)
  vi.spyOn(window, 'matchMedia').mockImplementation((query) => ({ matches: true, media: query }) as MediaQueryList)
})

afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
})

const SHOP = [frame('shop'), card('shop', 'web'), card('shop', 'api')]
const GROWN = [...SHOP, frame('data'), ...['db', 'cache', 'queue', 'store'].map((name) => card('data', name))]

function snapshotOf(shown: Picture): AppState['snapshot'] {
  const snapshot = { picture: shown, banners: [], endpoints: [], policies: [] }
  return snapshot as unknown as AppState['snapshot']
}

function show() {
  const store = createStore(
    () =>
      ({
        ...INITIAL_DATA,
        documentId: 'd',
        snapshot: snapshotOf(picture(SHOP)),
        select: vi.fn(),
      }) as unknown as AppState,
  )
  const { container } = render(
    <StoreProvider store={store as AppStore}>
      <Canvas />
    </StoreProvider>,
  )
  const view = () => container.querySelector<HTMLElement>('.react-flow__viewport')?.style.transform ?? ''
  return {
    view,
    /** How many nodes are drawn, and how many of them lie in the pane. */
    seen: () => {
      const boxes = [...container.querySelectorAll<HTMLElement>('.react-flow__node')].map(boxOf)
      const inside = boxes.filter((box) => isInside([box], viewportOf(view()), paneArea()))
      return { of: boxes.length, inside: inside.length }
    },
    grow: () =>
      act(() =>
        store.setState({
          snapshot: snapshotOf(picture(GROWN)),
          changed: { nodes: new Set(GROWN.slice(SHOP.length).map(({ id }) => id)), edges: new Set() },
        }),
      ),
    resize: (height: number) => {
      pane.height = height
      act(() => window.dispatchEvent(new Event('resize')))
    },
    zoomIn: () => fireEvent.click(screen.getByRole('button', { name: 'Zoom in' })),
  }
}

function paneArea() {
  return { left: 0, top: 0, right: pane.width, bottom: pane.height }
}

function numbersOf(style: string): number[] {
  return [...style.matchAll(/-?[\d.]+/g)].map(([number]) => Number(number))
}

function viewportOf(transform: string) {
  const [x = 0, y = 0, zoom = 1] = numbersOf(transform)
  return { x, y, zoom }
}

function boxOf({ style }: HTMLElement) {
  const [x = 0, y = 0, width = 0, height = 0] = numbersOf(`${style.transform} ${style.width} ${style.height}`)
  return { x, y, width, height }
}

describe('the view when a gesture changed the picture', () => {
  it('goes where all of it is seen, when it was seen before', () => {
    const { grow, seen } = show()
    expect(seen()).toEqual({ of: 3, inside: 3 })
    grow()
    expect(seen()).toEqual({ of: 8, inside: 8 })
  })

  it('follows a pane that shrinks right afterwards', () => {
    const { grow, resize, seen } = show()
    grow()
    resize(300)
    expect(seen()).toEqual({ of: 8, inside: 8 })
  })

  it('stays when the person has looked elsewhere since', () => {
    const { grow, resize, view, zoomIn } = show()
    grow()
    zoomIn()
    const chosen = view()
    resize(300)
    expect(view()).toBe(chosen)
  })
})
