// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest'
import type { Command } from '../../ui/commands/command.ts'
import { findCommands, groupCommands } from './find-commands.ts'

const command = (id: string, title: string, part: Partial<Command> = {}): Command => ({
  id,
  title,
  section: 'Edit',
  run: () => {},
  ...part,
})

const COMMANDS = [
  command('undo', 'Undo'),
  command('zip', 'Download shop.zip', { section: 'Export', words: 'export' }),
  command('yaml', 'Download shop.yaml', { section: 'Export', words: 'export' }),
  command('connect', 'Connect…', { section: 'Selection', words: 'edge allow', whyNot: () => 'select a workload' }),
  command('copy', 'Copy', { section: 'Export', words: 'export' }),
]

const find = (typed: string, recent: readonly string[] = []) =>
  findCommands(COMMANDS, typed, recent, null).map(({ command: { id } }) => id)

describe('findCommands', () => {
  it('finds by letters of the title in their order', () => {
    expect(find('dozip')[0]).toBe('zip')
    expect(find('und')).toEqual(['undo'])
  })

  it('finds by further words', () => {
    expect(find('allow')).toEqual(['connect'])
    expect(find('export').sort()).toEqual(['copy', 'yaml', 'zip'])
  })

  it('puts what was used last before its equals', () => {
    expect(find('download shop', ['yaml'])[0]).toBe('yaml')
    expect(find('download shop', ['zip'])[0]).toBe('zip')
  })

  it('finds by letters that merely occur in their order where nothing else is found', () => {
    expect(find('cnct')).toEqual(['connect'])
    expect(find('op')).not.toContain('connect')
    expect(find('qx')).toEqual([])
    expect(findCommands(COMMANDS, 'cnct', [], null, false)).toEqual([])
  })

  it('keeps what cannot be done now, with the reason', () => {
    expect(findCommands(COMMANDS, 'connect', [], null)[0]?.whyNot).toBe('select a workload')
  })
})

describe('groupCommands', () => {
  it('lists what was used last first, and nothing twice', () => {
    const groups = groupCommands(COMMANDS, ['copy', 'gone'], null)
    expect(groups.map(({ heading, commands }) => [heading, commands.map((one) => one.command.id)])).toEqual([
      ['Used last', ['copy']],
      ['Edit', ['undo']],
      ['Export', ['zip', 'yaml']],
      ['Selection', ['connect']],
    ])
  })
})
