// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest'
import { isPressed, type Platform, toAriaShortcut, writeShortcut } from './shortcut.ts'

const press = (key: string, more: Partial<KeyboardEvent> = {}) => ({
  key,
  code: '',
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  ...more,
})

describe('isPressed', () => {
  it('takes Ctrl, or ⌘ on a Mac, and never the other', () => {
    const [ctrl, meta] = [press('k', { ctrlKey: true }), press('k', { metaKey: true })]
    expect([isPressed('Mod+K', ctrl, 'other'), isPressed('Mod+K', meta, 'other')]).toEqual([true, false])
    expect([isPressed('Mod+K', ctrl, 'mac'), isPressed('Mod+K', meta, 'mac')]).toEqual([false, true])
  })

  it('takes letters as the layout writes them, whatever Caps Lock does', () => {
    expect(isPressed('Mod+Z', press('z', { ctrlKey: true, code: 'KeyY' }), 'other')).toBe(true)
    expect(isPressed('Mod+Y', press('z', { ctrlKey: true, code: 'KeyY' }), 'other')).toBe(false)
    expect(isPressed('C', press('C'), 'other')).toBe(true)
  })

  it('takes the place of a letter where the layout writes no Latin letters', () => {
    expect(isPressed('Mod+K', press('л', { ctrlKey: true, code: 'KeyK' }), 'other')).toBe(true)
  })

  it('takes digits by their keys, whatever Shift writes there', () => {
    expect(isPressed('Shift+Digit1', press('!', { shiftKey: true, code: 'Digit1' }), 'other')).toBe(true)
    expect(isPressed('Shift+Digit1', press('+', { shiftKey: true, code: 'Digit1' }), 'other')).toBe(true)
    expect(isPressed('Digit0', press('0', { code: 'Numpad0' }), 'other')).toBe(true)
    expect(isPressed('Digit1', press('!', { shiftKey: true, code: 'Digit1' }), 'other')).toBe(false)
  })

  it('takes signs wherever the layout has them, with Shift or without', () => {
    expect(isPressed('/', press('/', { shiftKey: true, code: 'Digit7' }), 'other')).toBe(true)
    expect(isPressed('?', press('?', { shiftKey: true }), 'other')).toBe(true)
    expect(isPressed('Plus', press('=', {}), 'other')).toBe(true)
  })

  it('leaves alone what is held down besides', () => {
    expect(isPressed('C', press('c', { ctrlKey: true }), 'other')).toBe(false)
    expect(isPressed('C', press('c', { altKey: true }), 'other')).toBe(false)
    expect(isPressed('Mod+Z', press('z', { ctrlKey: true, shiftKey: true }), 'other')).toBe(false)
  })
})

describe('writeShortcut', () => {
  it.each<[string, Platform, string]>([
    ['Mod+Shift+Z', 'other', 'Ctrl+Shift+Z'],
    ['Mod+Shift+Z', 'mac', '⇧⌘Z'],
    ['Shift+Digit1', 'other', 'Shift+1'],
    ['Plus', 'mac', '+'],
    ['Delete', 'other', 'Del'],
    ['ArrowLeft', 'other', '←'],
    ['Control+Shift+M', 'mac', '⌃⇧M'],
    ['Control+M', 'other', 'Ctrl+M'],
    ['?', 'other', '?'],
  ])('%s on %s is %s', (shortcut, platform, words) => {
    expect(writeShortcut(shortcut, platform)).toBe(words)
  })
})

it('tells assistive technology the same keys', () => {
  expect(toAriaShortcut('Mod+K', 'other')).toBe('Control+K')
  expect(toAriaShortcut('Mod+K', 'mac')).toBe('Meta+K')
  expect(toAriaShortcut('Shift+Digit1', 'other')).toBe('Shift+1')
})
