import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { eachFlow } from '../../engine/reachability.ts'
import type { TextFile } from '../../model/edit.ts'
import type { EngineSettings } from '../../model/settings.ts'
import { finish } from '../../model/work.ts'
import { analyse } from '../analyse.ts'
import { randomDump, SECRET } from './random-dump.testing.ts'
import { sharingFiles } from './shared-files.ts'

const SETTINGS: EngineSettings = { cni: 'upstream', implied: true }

const read = (files: readonly TextFile[]) => analyse(files, SETTINGS)
const share = (files: readonly TextFile[]) => finish(sharingFiles(read(files).reading))
const one = (text: string) => share([{ name: 'a.yaml', text }])

/** Everything verdicts rest on, without where it stands. */
function clusterOf(files: readonly TextFile[]) {
  const { cluster, prepared } = read(files)
  const places = new Set(['path', 'stale'])
  const plain = JSON.stringify(cluster, (key, value: unknown) => {
    if (places.has(key)) return undefined
    if (typeof value === 'bigint') return String(value)
    if (value instanceof Map || value instanceof Set) return [...value]
    return value
  })
  const flows = [...eachFlow(prepared)].map(({ from, to, allowed, depends }) => ({ from, to, allowed, depends }))
  return { plain: JSON.parse(plain) as unknown, ids: prepared.endpoints.map(({ id }) => id), flows }
}

describe('what a share link carries', () => {
  it('has the verdicts of the whole document', () => {
    fc.assert(
      fc.property(randomDump, (files) => {
        expect(clusterOf(share(files).files)).toEqual(clusterOf(files))
      }),
      { numRuns: 60 },
    )
  })

  it('has nothing of what it leaves out', () => {
    fc.assert(
      fc.property(randomDump, (files) => {
        const { policies } = read(files).cluster
        const text = share(files)
          .files.map((file) => file.text)
          .join('\n')
        // Comments in the documents of policies are the author's words about policies.
        const rest = policies.length > 0 ? text.replace(/#.*$/gm, '') : text
        expect(rest).not.toContain(SECRET)
      }),
      { numRuns: 60 },
    )
  })

  it('is the same again when it is shared again', () => {
    fc.assert(
      fc.property(randomDump, (files) => {
        const once = share(files).files
        expect(share(once).files).toEqual(once)
      }),
      { numRuns: 30 },
    )
  })

  const POLICY = `# who may call the api
apiVersion:   networking.k8s.io/v1
kind: NetworkPolicy   # v1
metadata: { name: api, namespace: shop, annotations: { note: "kept" } }
spec:
  podSelector: {}
`

  it('has policies byte for byte, with their comments and line breaks', () => {
    const windows = POLICY.replaceAll('\n', '\r\n')
    const secret = 'apiVersion: v1\nkind: Secret\nmetadata: { name: x }\n'
    for (const policy of [POLICY, windows, POLICY.trimEnd()])
      for (const text of [
        policy,
        `${secret}---\n${policy}`,
        `${policy}${policy.endsWith('\n') ? '' : '\n'}---\n${secret}`,
      ])
        expect(one(text).files[0]?.text).toContain(policy.trimEnd())
  })

  it('moves a policy of a list to the margin, and changes nothing else of it', () => {
    const item = POLICY.trimEnd()
      .split('\n')
      .slice(1)
      .map((line, index) => `${index === 0 ? '- ' : '  '}${line}`)
      .join('\n')
    const shared = one(
      `apiVersion: v1\nkind: List\nitems:\n${item}\n- apiVersion: v1\n  kind: Secret\n  metadata: { name: s }\n`,
    )
    expect(shared.files[0]?.text).toBe(POLICY.split('\n').slice(1).join('\n'))
  })

  it('keeps policies that are not read: of other APIs, of older versions, and broken ones', () => {
    const cilium = 'apiVersion: cilium.io/v2\nkind: CiliumNetworkPolicy\nmetadata: { name: c }\n# mine\n'
    const broken = 'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { name: [\n'
    expect(one(`${cilium}---\n${broken}`).files[0]?.text).toBe(`${cilium}---\n${broken}`)
  })

  it.each([
    ['items of a list', '- kind: Secret\n  stringData: { password: hunter2 }\n- kind: NetworkPolicy\n  metadata: [\n'],
    ['flow mappings', 'kind: NetworkPolicy\nmetadata: [\nx: {apiVersion: v1, kind: Secret, data: {a: hunter2}}\n'],
    [
      'one line of JSON',
      '{"kind":"List","items":[{"kind":"NetworkPolicy"},{"kind":"Secret","data":{"a":"hunter2"}},\n',
    ],
    ['quoted keys', "'kind': Secret\n'data': { a: hunter2 }\n---x\nkind: NetworkPolicy\nmetadata: [\n"],
    ['a folded text', 'kind: ConfigMap\ndata: { kind: NetworkPolicy, password: hunter2 ]\n'],
  ])('leaves out broken text that may hold more than a policy: %s', (_, text) => {
    expect(one(text).files).toEqual([])
  })

  it.each([
    ['after it', 'apiVersion: v1\nkind: Secret\nmetadata: { name: s }\n# hunter2\n---\n', ''],
    ['before it', '# hunter2\napiVersion: v1\nkind: Secret\nmetadata: { name: s }\n---\n', ''],
    ['behind a policy', '', '---\n# hunter2\napiVersion: v1\nkind: Secret\nmetadata: { name: s }\n'],
  ])('leaves comments on a Secret out that stand %s', (_, before, after) => {
    const [shared] = one(before + POLICY + after).files
    expect(shared?.text).toContain(POLICY)
    expect(shared?.text).not.toContain(SECRET)
  })

  it.each([
    ['between items', '# hunter2'],
    ['deeper than items', '    # hunter2'],
    ['at their column', '  # hunter2'],
  ])('leaves comments of a list out that stand %s', (_, comment) => {
    const item = POLICY.split('\n')
      .slice(1, -1)
      .map((line, at) => `${at === 0 ? '- ' : '  '}${line}`)
      .join('\n')
    const secret = '- apiVersion: v1\n  kind: Secret\n  metadata: { name: s }\n'
    const text = `# hunter2\napiVersion: v1\nkind: List\nitems:\n${secret}${comment}\n${item}\n`
    expect(one(text).files[0]?.text).not.toContain(SECRET)
  })

  it('leaves comments on what follows a policy in a list out', () => {
    const policy = '- apiVersion: networking.k8s.io/v1\n  kind: NetworkPolicy\n  metadata: { name: p }\n  # mine\n'
    const secret = '\n# hunter2\n- apiVersion: v1\n  kind: Secret\n  metadata: { name: s }\n'
    const { files } = one(`apiVersion: v1\nkind: List\nitems:\n${policy}${secret}`)
    expect(files[0]?.text).toBe(policy.replace('- ', '  ').replace(/^ {2}/gm, ''))
  })

  it('keeps a broken policy with the text that kubectl applied last', () => {
    const applied = '{"apiVersion":"networking.k8s.io/v1","kind":"NetworkPolicy","metadata":{"name":"api"}}'
    const broken = POLICY.replace('{ name: api', `\n  annotations:\n    applied: |\n      ${applied}\n  labels: { a: [`)
    expect(one(broken).files[0]?.text).toBe(broken)
  })

  it('says what it leaves out', () => {
    const config = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: c }\n'
    const unreadable = `password: [ ${SECRET}\n`
    const { files, leftOut } = one(
      [config, config, 'apiVersion: v1\nkind: Secret\nmetadata: { name: s }\n', unreadable].join('---\n'),
    )
    expect(files).toEqual([])
    expect(leftOut).toEqual({
      kinds: [
        { kind: 'ConfigMap', count: 2 },
        { kind: 'Secret', count: 1 },
      ],
      texts: 1,
    })
  })
})
