// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Command, createCommandRegistry } from './command.ts'
import { hearKeys } from './hear-keys.ts'

const PAGE = `
  <div data-picture><div data-graph tabindex="-1"><button id="node">web</button></div><input id="search" /></div>
  <div class="monaco-editor"><textarea id="editor"></textarea></div>
  <div class="dialog"><button id="close">Close</button></div>
  <button id="export">Export</button>`

let end = () => {}
beforeEach(() => {
  document.body.innerHTML = PAGE
})
afterEach(() => end())

function hear(part: Partial<Command>) {
  const registry = createCommandRegistry()
  const run = vi.fn()
  registry.add([{ id: 'x', section: 'Edit', title: 'X', run, ...part }])
  end = hearKeys(registry)
  return run
}

function press(id: string | null, key: string, more: KeyboardEventInit = {}) {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more })
  const target = id === null ? document.body : document.getElementById(id)
  target?.dispatchEvent(event)
  return event
}

describe('hearKeys', () => {
  it('hears single keys only while the graph has the focus', () => {
    const run = hear({ keys: ['C'], scope: 'graph' })
    for (const id of ['search', 'editor', 'export', 'close', null]) press(id, 'c')
    expect(run).not.toHaveBeenCalled()
    press('node', 'c')
    expect(run).toHaveBeenCalledTimes(1)
  })

  it('hears a sign in the views and with nothing focused, never where one writes', () => {
    const run = hear({ keys: ['?', 'F1'], scope: 'anywhere' })
    for (const id of ['search', 'editor', 'export']) press(id, '?')
    expect(run).not.toHaveBeenCalled()
    press(null, '?')
    press('node', '?')
    press('editor', 'F1')
    expect(run).toHaveBeenCalledTimes(3)
  })

  it('leaves undo to text fields, and everything to dialogs', () => {
    const run = hear({ keys: ['Mod+Z'] })
    for (const id of ['search', 'editor', 'close']) press(id, 'z', { ctrlKey: true })
    expect(run).not.toHaveBeenCalled()
    expect(press('export', 'z', { ctrlKey: true }).defaultPrevented).toBe(true)
    expect(run).toHaveBeenCalledTimes(1)
  })

  it('comes before the editor where it is told to, and after it elsewhere', () => {
    const editor = document.getElementById('editor')
    editor?.addEventListener('keydown', (event) => event.preventDefault())
    const late = hear({ keys: ['F8'], scope: 'anywhere' })
    press('editor', 'F8')
    end()
    const early = hear({ keys: ['Mod+K'], scope: 'anywhere', early: true })
    press('editor', 'k', { ctrlKey: true })
    expect([late.mock.calls.length, early.mock.calls.length]).toEqual([0, 1])
  })

  it('takes the key of what cannot be done, unless it yields', () => {
    const run = hear({ keys: ['Escape'], scope: 'graph', whyNot: () => 'not now' })
    expect(press('node', 'Escape').defaultPrevented).toBe(true)
    end()
    hear({ keys: ['Escape'], scope: 'graph', whyNot: () => 'not now', yields: true })
    expect(press('node', 'Escape').defaultPrevented).toBe(false)
    expect(run).not.toHaveBeenCalled()
  })

  it('tells a command what has the focus', () => {
    const run = hear({ keys: ['C'], scope: 'graph' })
    press('node', 'c')
    expect(run).toHaveBeenCalledWith(document.getElementById('node'))
  })
})
