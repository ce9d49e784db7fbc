import { describe, expect, test } from 'vitest'
import { CNI_PROFILES } from '../core/model/cni-profiles.ts'
import { formatRange } from '../core/net/address.ts'
import { UsageError } from './argument-values.ts'
import { readCommand } from './arguments.ts'
import { USAGE } from './usage.ts'

const message = (...args: string[]) => {
  try {
    readCommand(args)
  } catch (error) {
    if (error instanceof UsageError) return error.message
    throw error
  }
  return undefined
}

describe('reading arguments', () => {
  test('reach takes paths and settings in any order', () => {
    expect(readCommand(['reach', '--cni', 'none', 'a.yaml', '--format=json', '-', '--implied'])).toEqual({
      kind: 'reach',
      paths: ['a.yaml', '-'],
      settings: { cni: 'flannel', implied: true },
      format: 'json',
    })
  })

  test.each([...CNI_PROFILES, 'none'])('[CNI-3] --cni %s is a profile, and help names it', (name) => {
    const command = readCommand(['reach', 'a.yaml', '--cni', name])
    expect(command).toMatchObject({ settings: { cni: name === 'none' ? 'flannel' : name } })
    expect(USAGE).toContain(name)
  })

  test('[IPB-4a] --pod-cidr is repeatable, and "any" is anywhere', () => {
    const ranges = (...args: string[]) => {
      const command = readCommand(['reach', 'a.yaml', ...args])
      if (command.kind !== 'reach') throw new Error('not reach')
      const { podRanges } = command.settings
      return podRanges === 'any' || podRanges === undefined ? podRanges : podRanges.map(formatRange)
    }
    expect(ranges()).toBeUndefined()
    expect(ranges('--pod-cidr', '10.0.0.0/9', '--pod-cidr', '10.128.0.0/9', '--pod-cidr', 'fd00::/126')).toEqual([
      '10.0.0.0-10.255.255.255',
      'fd00::-fd00::3',
    ])
    expect(ranges('--pod-cidr', 'any')).toBe('any')
  })

  test('can takes a port with or without a protocol', () => {
    expect(readCommand(['can', 'a/b', '10.0.0.1', '53/udp', '.'])).toEqual({
      kind: 'can',
      from: 'a/b',
      to: '10.0.0.1',
      port: 53,
      protocol: 'UDP',
      paths: ['.'],
      settings: { cni: 'upstream', implied: false },
      format: 'text',
    })
    expect(readCommand(['can', 'a/b', 'c/d', '65535', 'x'])).toMatchObject({ port: 65535 })
  })

  test('[QUE-3] can takes the port from TO, unless a port follows it', () => {
    const portAndPaths = (...args: string[]) => {
      const command = readCommand(['can', 'a/b', ...args])
      if (command.kind !== 'can') throw new Error('not can')
      return [command.port, command.protocol, command.paths]
    }
    expect(portAndPaths('http://db:8080/x', 'a.yaml', 'b.yaml')).toEqual([undefined, undefined, ['a.yaml', 'b.yaml']])
    expect(portAndPaths('db:8080', '9090', 'a.yaml')).toEqual([9090, undefined, ['a.yaml']])
    expect(portAndPaths('db:8080', '53/udp', 'a.yaml')).toEqual([53, 'UDP', ['a.yaml']])
    expect(portAndPaths('db:8080', './9090')).toEqual([undefined, undefined, ['./9090']])
    expect(portAndPaths('db:8080', '1/manifests')).toEqual([undefined, undefined, ['1/manifests']])
    expect(portAndPaths('dial tcp 10.0.0.7:5432: i/o timeout', '-')).toEqual([undefined, undefined, ['-']])
  })

  test('help and version win over everything else, but not after --', () => {
    expect(readCommand(['--help'])).toEqual({ kind: 'help' })
    expect(readCommand(['can', '-h'])).toEqual({ kind: 'help' })
    expect(readCommand(['--version'])).toEqual({ kind: 'version' })
    expect(readCommand(['lint', '--', '--help'])).toMatchObject({ kind: 'lint', paths: ['--help'], format: 'text' })
  })

  test.each([
    [[], 'no command given'],
    [['reech', 'a'], 'unknown command "reech": expected reach, can, lint, diff, test or report'],
    [['reach'], 'no PATH given: name files or folders, or - for standard input'],
    [['can', 'a/b', 'c/d', '80'], 'no PATH given: name files or folders, or - for standard input'],
    [['can', 'a/b', 'c/d'], 'can needs FROM, TO, PORT and at least one PATH; PORT may be in TO, as in db:5432'],
    [['can', 'a/b', 'c:80'], 'no PATH given: name files or folders, or - for standard input'],
    [['can', 'a/b', 'c:80', '90'], 'no PATH given: name files or folders, or - for standard input'],
    [['reach', 'a', '--format', 'yaml'], 'unknown format "yaml": expected text or json'],
    [['lint', 'a', '--format', 'yaml'], 'unknown format "yaml": expected text, json or sarif'],
    [['lint', 'a', '--level', 'fatal'], 'unknown level "fatal": expected error, warning or info'],
    [['diff', 'a', 'b', '--fail-on', 'closed'], 'unknown --fail-on "closed": expected opened'],
    [
      ['reach', 'a', '--cni', 'callico'],
      'unknown CNI profile "callico": expected upstream, calico, canal, cilium, antrea, ovn-kubernetes, kube-router, aws-vpc-cni, azure-npm, weave, kindnet, flannel or none (flannel)',
    ],
    [['can', 'a/b', 'c/d', '80/ICMP', 'x'], 'unknown protocol "ICMP": expected TCP, UDP or SCTP'],
    [['can', 'all.yaml', 'web', 'db:5432'], 'all.yaml stands where FROM or TO is expected: files come last'],
    [['can', 'a', 'all.JSON'], 'all.JSON stands where FROM or TO is expected: files come last'],
    [['reach', 'a', '--protocol', 'UDP'], "Unknown option '--protocol'"],
  ])('%j is refused', (args, words) => {
    expect(message(...args)).toBe(words)
  })

  test.each(['0', '65536', '80-90', 'http', '80/TCP/UDP', '1e3', ''])('port %j is refused', (port) => {
    expect(message('can', 'a/b', 'c/d', port, 'x')).toContain('is not a port')
  })

  test('what programs say may end like the name of a file', () => {
    const to = 'http://db:8080/data.json'
    expect(readCommand(['can', 'web', to, 'all.yaml'])).toMatchObject({ to, paths: ['all.yaml'] })
  })

  test.each([
    ['reach', '--cnii=x', 'a'],
    ['lint', '--level=bad', 'a'],
    ['reach', 'a', '--pod-cidr', '10.0.0.0/33'],
    ['reach', 'a', '--pod-cidr', '10.0.0.1'],
    ['reach', 'a', '--format'],
  ])('%s %s %s is refused', (...args) => {
    expect(message(...args)).toBeTypeOf('string')
  })
})
