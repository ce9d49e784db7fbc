// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createStore } from 'zustand/vanilla'
import type { EngineSettings } from '../core/model/settings.ts'
import { formatRange } from '../core/net/address.ts'
import type { PodRangeOffer } from '../core/workspace/snapshot.ts'
import { StoreProvider } from '../store/context.tsx'
import type { AppStore } from '../store/create-app-store.ts'
import { INITIAL_DATA } from '../store/initial-data.ts'
import type { AppState } from '../store/state.ts'
import { PodRangesDialog } from './pod-ranges-dialog.tsx'

afterEach(cleanup)

const SETTINGS: EngineSettings = { cni: 'upstream', implied: true }
const OFFER: PodRangeOffer = { cidrs: ['10.244.0.0/23', '10.244.4.0/24', 'fd00:10:244::/64'], addresses: 12 }
const OFFERED = "in the Nodes' ranges: 10.244.0.0/23 and 2 more, as all 12 known pod addresses are"

function show(podRangeSuggestion?: PodRangeOffer, settings: EngineSettings = SETTINGS) {
  const setSettings = vi.fn()
  const snapshot = podRangeSuggestion ? { podRangeSuggestion } : {}
  const store = createStore(() => ({ ...INITIAL_DATA, settings, snapshot, setSettings }) as unknown as AppState)
  render(
    <StoreProvider store={store as AppStore}>
      <PodRangesDialog onClose={() => {}} />
    </StoreProvider>,
  )
  return {
    /** What is set, ranges in words. */
    apply: () => {
      fireEvent.click(screen.getByRole('button', { name: 'Apply' }))
      const [{ podRanges }] = setSettings.mock.lastCall as [EngineSettings]
      return Array.isArray(podRanges) ? podRanges.map(formatRange) : podRanges
    },
  }
}

const choice = (name: string) => screen.getByRole<HTMLInputElement>('radio', { name })
const typed = () => screen.getByRole<HTMLTextAreaElement>('textbox')

describe('PodRangesDialog', () => {
  it('[IPB-4] presumes private ranges when nothing is known', () => {
    const { apply } = show()
    expect(choice('presumed: somewhere in the private ranges').checked).toBe(true)
    expect(apply()).toBeUndefined()
  })

  it("[IPB-4a] offers the Nodes' ranges with the reason, and they hold until the person says otherwise", () => {
    const { apply } = show(OFFER)
    expect(choice(OFFERED).checked).toBe(true)
    expect(screen.queryByRole('radio', { name: /presumed/ })).toBeNull()
    expect(apply()).toBeUndefined()
  })

  it("[IPB-4a] fills in the Nodes' ranges to be changed", () => {
    const { apply } = show(OFFER)
    fireEvent.click(choice('in these ranges'))
    expect(typed().value).toBe(OFFER.cidrs.join('\n'))
    fireEvent.change(typed(), { target: { value: '10.244.0.0/16' } })
    expect(apply()).toEqual(['10.244.0.0-10.244.255.255'])
  })

  it('[IPB-4a] keeps what the person said before, and can go back to the Nodes', () => {
    const podRanges = [{ family: 4 as const, first: 0x0a09_0000n, last: 0x0a09_00ffn }]
    const { apply } = show(OFFER, { ...SETTINGS, podRanges })
    expect(choice('in these ranges').checked).toBe(true)
    expect(typed().value).toBe('10.9.0.0/24')
    fireEvent.click(choice(OFFERED))
    expect(apply()).toBeUndefined()
  })

  it('says one address and one range in the singular', () => {
    show({ cidrs: ['10.244.0.0/24'], addresses: 1 })
    expect(choice("in the Nodes' ranges: 10.244.0.0/24, as the one known pod address is").checked).toBe(true)
  })
})
