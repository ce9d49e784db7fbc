import { portNameProblems } from '../../manifest/label-names.ts'
import { isObject } from '../../model/json.ts'
import { PROTOCOLS } from '../../net/ports.ts'
import type { Repair } from './fix-repair.ts'
import { pathIn, type Site, writtenIn } from './fix-site.ts'

/** VAL-7: protocols in capitals. */
export function repairProtocol(site: Site): readonly Repair[] {
  const { value, path } = site
  const protocol = PROTOCOLS.find((one) => typeof value === 'string' && one === value.trim().toUpperCase())
  return protocol ? [{ title: `Write ${protocol}`, steps: [{ kind: 'set', path, value: protocol }] }] : []
}

/** VAL-8: a number in quotes, a range in one text, a name in capitals. */
export function repairPort(site: Site): readonly Repair[] {
  const { value, path } = site
  if (typeof value !== 'string') return []
  const text = value.trim()
  const number = /^\d{1,5}$/.test(text) ? Number(text) : 0
  if (1 <= number && number <= 65535)
    return [{ title: `Write ${number} without quotes`, steps: [{ kind: 'set', path, value: number }] }]
  const range = /^(\d{1,5})\s*[-:]\s*(\d{1,5})$/.exec(text)
  if (range) return writeRange(site, Number(range[1]), Number(range[2]))
  const name = text.toLowerCase().replaceAll(/[_. ]/g, '-')
  if (name === value || portNameProblems(name).length > 0) return []
  return [{ title: `Write ${name}`, steps: [{ kind: 'set', path, value: name }] }]
}

/** `80-90` in one text: a port and its end. */
function writeRange(site: Site, first: number, last: number): readonly Repair[] {
  const end = [...site.steps.slice(0, -1), 'endPort']
  if (first < 1 || last < first || 65535 < last || writtenIn(site, end) !== undefined) return []
  const steps = [
    { kind: 'set', path: site.path, value: first },
    { kind: 'set', path: pathIn(site, end), value: last },
  ] as const
  return [{ title: `Write port ${first} and endPort ${last}`, steps }]
}

/** VAL-9: a range the wrong way round, or an end without a number to begin with. */
export function repairEndPort(site: Site): readonly Repair[] {
  const start = [...site.steps.slice(0, -1), 'port']
  const port = writtenIn(site, start)
  const end = site.value
  if (typeof end !== 'number') return []
  if (typeof port === 'number' && 1 <= end && end < port && port <= 65535)
    return [
      {
        title: `Write ${end}-${port}`,
        steps: [
          { kind: 'set', path: pathIn(site, start), value: end },
          { kind: 'set', path: site.path, value: port },
        ],
      },
    ]
  return [{ title: 'Remove endPort', steps: [{ kind: 'remove-key', path: site.path }] }]
}

/** POR-1: a protocol that is not written is TCP. */
export function writeProtocol({ value, path }: Site): readonly Repair[] {
  if (!isObject(value) || (value.protocol !== undefined && value.protocol !== null)) return []
  return [{ title: 'Write protocol: TCP', steps: [{ kind: 'set', path: `${path}/protocol`, value: 'TCP' }] }]
}
