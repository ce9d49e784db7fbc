// @vitest-environment happy-dom
import { afterEach, expect, it, vi } from 'vitest'
import type { Library } from '../features/documents/library.ts'
import { setUp } from '../store/store.testing.ts'
import { showToasts, type Toast } from '../ui/toast.ts'
import { createAddress } from './address.ts'

const openLink = vi.hoisted(() => vi.fn())
vi.mock('./shared-link.ts', () => ({ createSharedLink: openLink }))

afterEach(() => {
  vi.clearAllMocks()
  location.hash = ''
})

it('goes on without a link whose reader cannot be fetched, and reads the next one', async () => {
  const said: Toast[] = []
  const stopShowing = showToasts((toast) => said.push(toast))
  const address = createAddress(setUp().store, {} as Library)
  location.hash = '#v1.x'
  openLink.mockRejectedValueOnce(new TypeError('Failed to fetch'))
  expect(await address.open()).toBe(false)
  expect(said.map(({ title }) => title)).toEqual(['The link could not be read'])
  expect(location.hash).toBe('#v1.x')
  openLink.mockResolvedValueOnce(async () => true)
  expect(await address.open()).toBe(true)
  stopShowing()
})

it('fetches nothing for an address without a link', async () => {
  expect(await createAddress(setUp().store, {} as Library).open()).toBe(false)
  expect(openLink).not.toHaveBeenCalled()
})
