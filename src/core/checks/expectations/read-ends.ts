import { quoted } from '../../manifest/findings.ts'
import type { ExpectedEnd } from '../../model/expectation.ts'
import { parseAddress } from '../../net/address.ts'
import { readCidr } from '../../net/cidr.ts'
import { type Fields, fieldsAt, refuse, scalarAt, textAt, warnUnknown } from './fields.ts'

/** Which ends a place takes: `tool` is what NetAssert reads; a source is never a name. */
export interface EndManner {
  readonly isSource: boolean
  readonly isExtra: boolean
}

/** The kinds that NetAssert knows. */
const KINDS = ['deployment', 'statefulset', 'daemonset', 'pod']

/** Reads `src` or `dst`: exactly one of a workload and a host (EXP-2). Undefined when something is wrong with it. */
export function readEnd(fields: Fields, key: 'src' | 'dst', manner: EndManner): ExpectedEnd | undefined {
  const end = fieldsAt(fields, key)
  if (!end) return undefined
  const takesHost = !manner.isSource || manner.isExtra
  warnUnknown(end, takesHost ? ['k8sResource', 'host'] : ['k8sResource'])
  const resource = fieldsAt(end, 'k8sResource')
  const host = takesHost ? fieldsAt(end, 'host') : undefined
  if (resource && host) {
    refuse(fields, key, 'k8sResource and host exclude each other')
    return undefined
  }
  if (resource) return readWorkload(resource, manner)
  if (host) return readHost(host, manner)
  if (!end.tree.entries.has('k8sResource') && !(takesHost && end.tree.entries.has('host')))
    refuse(fields, key, takesHost ? 'k8sResource or host is required' : 'k8sResource is required')
  return undefined
}

function readWorkload(fields: Fields, { isExtra }: EndManner): ExpectedEnd | undefined {
  warnUnknown(fields, ['kind', 'name', 'namespace'])
  const workload = readKind(fields, isExtra)
  const [name, namespace] = [required(fields, 'name'), required(fields, 'namespace')]
  if (workload === undefined || name === undefined || namespace === undefined) return undefined
  return { kind: 'workload', workload, namespace, name }
}

function readKind(fields: Fields, isExtra: boolean): string | undefined {
  const written = required(fields, 'kind')
  if (written === undefined) return undefined
  const kind = written.toLowerCase()
  if (isExtra || KINDS.includes(written)) return kind
  const tree = scalarAt(fields, 'kind', 'a string')
  const fix = tree && KINDS.includes(kind) ? fields.fixer.replace(tree, kind) : undefined
  refuse(fields, 'kind', `${quoted(written)}: expected ${KINDS.join(', ')}`, fix)
  return undefined
}

function required(fields: Fields, key: string): string | undefined {
  const text = textAt(fields, key)
  if (text !== undefined && text !== '') return text
  if (text === '' || !fields.tree.entries.has(key) || fields.tree.entries.get(key)?.tree.value === null)
    refuse(fields, key, 'is required')
  return undefined
}

function readHost(fields: Fields, { isSource, isExtra }: EndManner): ExpectedEnd | undefined {
  warnUnknown(fields, ['name'])
  const host = required(fields, 'name')
  if (host === undefined) return undefined
  if (host.includes('/')) return readBlock(fields, host, isExtra)
  if (/\s/.test(host)) refuse(fields, 'name', `${quoted(host)} is neither a name nor an address`)
  else if (isSource && !parseAddress(host))
    refuse(fields, 'name', `${quoted(host)}: a source outside is an address or a block`)
  else return { kind: 'host', host }
  return undefined
}

function readBlock(fields: Fields, host: string, isExtra: boolean): ExpectedEnd | undefined {
  const cidr = readCidr(host)
  if (cidr.kind === 'invalid')
    refuse(fields, 'name', `${quoted(host)} is neither a name nor an address: ${cidr.reason}`)
  else if (!isExtra)
    refuse(fields, 'name', 'a block is many addresses: NetAssert connects to one; write the block below bulkhead')
  else return { kind: 'block', cidr: cidr.canonical }
  return undefined
}
