import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'

const CSS = readFileSync(resolve(import.meta.dirname, 'tokens.css'), 'utf8')
const DESIGN = readFileSync(resolve(import.meta.dirname, '../../docs/design.md'), 'utf8')

type Theme = 'light' | 'dark'

/** The colours of a theme by token name. */
function tokensOf(theme: Theme): ReadonlyMap<string, string> {
  const dark = CSS.indexOf(':root[data-theme="dark"]')
  const text = theme === 'light' ? CSS.slice(0, dark) : CSS.slice(dark)
  return new Map([...text.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name = '', hex = '']) => [name, hex]))
}

const THEMES = { light: tokensOf('light'), dark: tokensOf('dark') }

/** The contrast of two tokens as WCAG 2 counts it: 1 for the same colour, 21 for black on white. */
function contrast(theme: Theme, one: string, other: string): number {
  const [a, b] = [one, other].map((name) => luminance(THEMES[theme].get(name) ?? '')) as [number, number]
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)
}

function luminance(hex: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** What is written, on all it is written on. */
const TEXT: Readonly<Record<string, readonly string[]>> = {
  ink: ['canvas', 'panel', 'card', 'frame', 'chip', 'hover', 'highlight', 'found-soft', 'allowed-soft', 'denied-soft'],
  'ink-2': ['canvas', 'panel', 'card', 'frame', 'chip', 'hover', 'highlight'],
  'ink-3': ['canvas', 'panel', 'card', 'frame'],
  allowed: ['canvas', 'panel', 'card', 'frame'],
  denied: ['canvas', 'panel', 'card', 'frame', 'denied-soft'],
  depends: ['canvas', 'panel', 'card', 'frame', 'depends-soft'],
  success: ['panel'],
  warning: ['panel'],
  'on-allowed': ['allowed'],
}

/** What is drawn and has to be seen, on all it is drawn on. */
const MARKS: Readonly<Record<string, readonly string[]>> = {
  'line-strong': ['panel', 'card'],
  found: ['canvas', 'card', 'frame'],
  allowed: ['canvas', 'frame'],
  denied: ['canvas', 'frame'],
  depends: ['canvas', 'frame'],
}

const pairsOf = (table: typeof TEXT) =>
  Object.entries(table).flatMap(([front, grounds]) => grounds.map((ground) => [front, ground] as const))

describe.each(['light', 'dark'] as const)('contrast (%s)', (theme) => {
  it.each(pairsOf(TEXT))('%s can be read on %s', (front, ground) => {
    expect(contrast(theme, front, ground)).toBeGreaterThanOrEqual(4.5)
  })

  it.each(pairsOf(MARKS))('%s can be seen on %s', (front, ground) => {
    expect(contrast(theme, front, ground)).toBeGreaterThanOrEqual(3)
  })
})

describe('docs/design.md', () => {
  it('tells every colour as it is', () => {
    const rows = [...DESIGN.matchAll(/^\| `([\w-]+)` \| `(#[0-9a-f]{6})` \| `(#[0-9a-f]{6})` \|/gm)]
    const told = new Map(rows.map(([, name = '', light = '', dark = '']) => [name, [light, dark]]))
    const tokens = [...THEMES.light.keys()].map((name) => [name, [THEMES.light.get(name), THEMES.dark.get(name)]])
    expect(Object.fromEntries(told)).toEqual(Object.fromEntries(tokens))
  })

  it('tells the contrast of what is written as it is measured', () => {
    const rows = [...DESIGN.matchAll(/^\| ([\w-]+) on ([\w-]+) \| ([\d.]+) \| ([\d.]+) \|/gm)]
    expect(rows.length).toBeGreaterThan(8)
    for (const [, front = '', ground = '', light, dark] of rows) {
      const measured = (['light', 'dark'] as const).map((theme) => contrast(theme, front, ground).toFixed(1))
      expect([front, ground, light, dark]).toEqual([front, ground, ...measured])
    }
  })
})
