import { describe, expect, it } from 'vitest'
import type { TextFile } from '../model/edit.ts'
import {
  applyFirstFix,
  diagnosticsIn,
  itemsOf,
  policiesIn,
  policyText,
  readText,
  resourcesIn,
  summarize,
} from './manifest.testing.ts'
import { readDocument } from './read-document.ts'

const named = (name: string, spec = 'spec: {podSelector: {}}') =>
  policyText(`${spec}\n`, `{name: ${name}, namespace: ns}`)
const documents = (...texts: readonly string[]) => texts.join('---\n')
const names = (reading: ReturnType<typeof readText>) =>
  policiesIn(reading).map(({ name, stale }) => (stale ? `${name}!` : name))

describe('what a file can hold', () => {
  it('[YML-1] reads documents, comments, BOMs and line ends of every kind', () => {
    const text = `\uFEFF# first\r\n${named('a').replaceAll('\n', '\r\n')}--- # second\r\n\uFEFF${named('b')}...\n---\n# nothing\n---\n${named('c')}`
    expect(names(readText(text))).toEqual(['a', 'b', 'c'])
    expect(summarize(readText(text))).toEqual([])
  })

  it('[YML-1] reads %YAML directives', () => {
    expect(names(readText(`%YAML 1.1\n---\n${named('a')}`))).toEqual(['a'])
  })

  it('[YML-1] reads several JSON values in one stream', () => {
    const value = (name: string) => ({
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name, namespace: 'ns' },
    })
    const text = `${JSON.stringify(value('a'), null, '\t')}\n${JSON.stringify(value('b'))}${JSON.stringify(value('c'))}`
    expect(names(readText(text, undefined, 'a.json'))).toEqual(['a', 'b', 'c'])
  })

  it('[YML-1] items take kind and apiVersion from their list, lists nest, null items are none', () => {
    const item = (name: string) => `{metadata: {name: ${name}, namespace: ns}, spec: {podSelector: {}}}`
    const list = `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicyList\nitems:\n- ${item('a')}\n- ${item('b')}\n`
    const flow = `{apiVersion: v1, kind: List, items: [{apiVersion: networking.k8s.io/v1, kind: NetworkPolicyList, items: [${item('c')}]}]}\n`
    const reading = readText(documents(list, flow, 'apiVersion: v1\nkind: List\nitems: null\n'))
    expect(policiesIn(reading).map(({ name, path }) => `${name} ${path}`)).toEqual([
      'a f.yaml#0/items/0',
      'b f.yaml#0/items/1',
      'c f.yaml#1/items/0/items/0',
    ])
    expect(summarize(reading)).toEqual([])
  })

  it('[YML-1] reads the items of a bare array, under a warning', () => {
    const value = {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: 'a', namespace: 'ns' },
    }
    const reading = readText(JSON.stringify([value, { ...value, spec: {} }]), undefined, 'a.json')
    expect(names(reading)).toEqual(['a', 'a'])
    expect(diagnosticsIn(reading).map(({ severity, code }) => `${severity} ${code}`)).toEqual([
      'warning YML-1',
      'warning YML-8',
    ])
  })

  it('[YML-1] a list whose items are no list is an error, not a kind that cannot matter', () => {
    for (const items of ['{a: b}', '5', '"none"'])
      expect(summarize(readText(`apiVersion: v1\nkind: List\nitems: ${items}\n`))).toHaveLength(1)
    const [told] = diagnosticsIn(readText('apiVersion: v1\nkind: PodList\nitems: {a: b}\n'))
    expect(told?.severity).toBe('error')
    expect(told?.message).toContain('items: it must be a list')
  })

  it('[YML-6] never reads annotations as resources', () => {
    const applied = JSON.stringify({
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: 'x' },
    })
    const metadata = `{name: a, namespace: ns, annotations: {kubectl.kubernetes.io/last-applied-configuration: '${applied}'}}`
    expect(names(readText(policyText('spec: {}', metadata)))).toEqual(['a'])
  })
})

describe('kinds', () => {
  it.each(['extensions/v1beta1', 'networking.k8s.io/v1beta1'])('[YML-5] %s is an error with a fix', (version) => {
    const reading = readText(named('a').replace('networking.k8s.io/v1', version))
    expect(summarize(reading)).toEqual([`error YML-5 ${version}`])
    expect(diagnosticsIn(reading)[0]?.fix?.edits).toMatchObject([{ text: 'networking.k8s.io/v1' }])
    expect(names(reading)).toEqual([])
  })

  it.each(['v1', 'example.com/v1', 'apps/v1'])('[YML-6] a NetworkPolicy of %s is an error', (version) => {
    const reading = readText(named('a').replace('networking.k8s.io/v1', version))
    expect(summarize(reading)).toEqual([`error YML-6 ${version}`])
    expect(names(reading)).toEqual([])
  })

  it('[YML-6] a NetworkPolicy without apiVersion is an error', () => {
    const reading = readText(named('a').replace('apiVersion: networking.k8s.io/v1\n', ''))
    expect(diagnosticsIn(reading)).toMatchObject([{ severity: 'error', code: 'YML-6' }])
  })

  it.each([
    ['projectcalico.org/v3', 'NetworkPolicy'],
    ['crd.projectcalico.org/v1', 'GlobalNetworkPolicy'],
    ['cilium.io/v2', 'CiliumNetworkPolicy'],
    ['policy.networking.k8s.io/v1alpha1', 'AdminNetworkPolicy'],
    ['policy.networking.k8s.io/v1alpha1', 'BaselineAdminNetworkPolicy'],
    ['policy.networking.k8s.io/v1alpha2', 'ClusterNetworkPolicy'],
    ['security.istio.io/v1', 'AuthorizationPolicy'],
  ])('[YML-6] each %s %s gives a warning', (apiVersion, kind) => {
    const text = `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: a}\n`
    const severities = diagnosticsIn(readText(documents(text, text))).map(({ severity, code }) => `${severity} ${code}`)
    expect(severities).toEqual(['warning YML-6', 'warning YML-6'])
  })

  it('[YML-6] kinds that cannot matter give one counted line per kind over all files', () => {
    const of = (kind: string) => `apiVersion: v1\nkind: ${kind}\nmetadata: {name: a}\n`
    const reading = readDocument([
      { name: 'a.yaml', text: documents(of('ConfigMap'), of('Event'), of('Node'), of('ConfigMap')) },
      { name: 'b.yaml', text: documents(of('ConfigMap'), of('Secret')) },
    ])
    expect(diagnosticsIn(reading).map(({ severity, message }) => `${severity} ${message}`)).toEqual([
      'info 3 × ConfigMap (v1): cannot change verdicts, not evaluated',
      'info 1 × Event (v1): cannot change verdicts, not evaluated',
      'info 1 × Secret (v1): cannot change verdicts, not evaluated',
    ])
  })

  it('[YML-6] a workload of the wrong group is an error', () => {
    const reading = readText('apiVersion: v1\nkind: Deployment\nmetadata: {name: a, namespace: b}\n')
    expect(summarize(reading)).toEqual(['error YML-6 v1'])
  })

  it.each([
    ['networking.k8s.io/v1', 'networkpolicy', 'NetworkPolicy'],
    ['networking.k8s.io/v1', 'NetworkPolcy', 'NetworkPolicy'],
    ['apps/v1', 'deployment', 'Deployment'],
    ['v1', 'NameSpace', 'Namespace'],
  ])('[YML-6] %s %s is a misspelled %s', (apiVersion, kind, meant) => {
    const reading = readText(`apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: a, namespace: b}\n`)
    expect(summarize(reading)).toEqual([`error YML-6 ${kind}`])
    expect(applyFirstFix(reading)).toContain(`kind: ${meant}\n`)
  })

  it.each(['ServiceAccount', 'Secret', 'PodTemplate', 'Event', 'Lease'])('[YML-6] %s is no misspelling', (kind) => {
    expect(diagnosticsIn(readText(`apiVersion: v1\nkind: ${kind}\nmetadata: {name: a}\n`))).toMatchObject([
      { severity: 'info', code: 'YML-6' },
    ])
  })

  it('[YML-7] Chart.yaml is no object, half an object is an error', () => {
    const codes = (text: string) => diagnosticsIn(readText(text)).map(({ severity, code }) => `${severity} ${code}`)
    expect(codes('apiVersion: v2\nname: chart\nversion: 1.0.0\n')).toEqual(['info YML-7'])
    expect(codes('apiVersion: v1\nmetadata: {name: x}\n')).toEqual(['error YML-6'])
    expect(codes('kind: NetworkPolicy\n')).toEqual(['error YML-6'])
  })

  it('[YML-7] mappings that are no objects are skipped with one line per file', () => {
    const reading = readDocument([
      { name: 'values.yaml', text: 'replicas: 3\n---\nimage: x\n' },
      { name: 'np.yaml', text: named('a') },
    ])
    expect(diagnosticsIn(reading).map(({ severity, code }) => `${severity} ${code}`)).toEqual(['info YML-7'])
    expect(names(reading)).toEqual(['a'])
  })

  it('[YML-7] a kustomization is said, and its patches are not read as resources', () => {
    const reading = readDocument([
      { name: 'base/np.yaml', text: named('a') },
      {
        name: 'prod/kustomization.yaml',
        text: 'resources: [../base]\npatches:\n- path: ./np.yaml\n- path: ../team/x.yaml\n',
      },
      { name: 'prod/np.yaml', text: named('patch') },
      { name: 'team/x.yaml', text: '- op: remove\n  path: /spec\n' },
    ])
    expect(names(reading)).toEqual(['a'])
    expect(
      reading.files.map(({ diagnostics }) => diagnostics.map(({ severity, code }) => `${severity} ${code}`)),
    ).toEqual([[], ['warning YML-7'], ['info YML-7'], ['info YML-7']])
  })
})

describe('objects other than policies', () => {
  it('[YML-2] keeps a label as written, with an error that quotes mend', () => {
    const text = 'apiVersion: v1\nkind: Namespace\nmetadata: {name: a, labels: {version: 1.10, on: yes}}\n'
    const reading = readText(text)
    expect(summarize(reading)).toEqual(['error YML-2 1.10', 'error YML-2 yes'])
    expect(resourcesIn(reading)[0]?.value).toMatchObject({ metadata: { labels: { version: '1.10', true: 'yes' } } })
  })

  it('[VAL-2] a bad label on a pod template is an error on that object, which is kept', () => {
    const text =
      'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a}\nspec: {template: {metadata: {labels: {a b: c}}, spec: {containers: []}}}\n'
    const reading = readText(text)
    expect(diagnosticsIn(reading)).toMatchObject([
      { code: 'VAL-2', severity: 'error', field: 'spec.template.metadata.labels' },
    ])
    expect(resourcesIn(reading)).toHaveLength(1)
  })

  it('[YML-2] a port that is not what it looks like is a warning', () => {
    const spec = '{containers: [{name: c, ports: [{containerPort: 0120}, {containerPort: 80}]}]}'
    const reading = readText(`apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: ${spec}\n`)
    expect(summarize(reading)).toEqual(['warning YML-2 0120'])
    expect(applyFirstFix(reading)).toContain('containerPort: 80}, {containerPort: 80}')
  })

  it.each([
    ['v1', 'Service', '{ports: [{port: 80, nodePort: 0o72160}, {port: 81, nodePort: 30001}]}', '0o72160'],
    ['networking.k8s.io/v1', 'Ingress', '{defaultBackend: {service: {name: a, port: {number: 0120}}}}', '0120'],
    ['extensions/v1beta1', 'Ingress', '{backend: {serviceName: a, servicePort: 0x50}}', '0x50'],
  ])('[YML-2] so it is in %s %s', (apiVersion, kind, spec, odd) => {
    const text = `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: a}\nspec: ${spec}\n`
    expect(summarize(readText(text))).toEqual([`warning YML-2 ${odd}`])
  })

  it('[VAL-1] bad and missing names are errors', () => {
    const of = (metadata: string) => summarize(readText(`apiVersion: v1\nkind: Pod\nmetadata: ${metadata}\n`))
    expect(of('{name: A_b}')).toEqual(['error VAL-1 A_b'])
    expect(of('{namespace: a.b, name: x}')).toEqual(['error VAL-1 a.b'])
    expect(of('{labels: {a: b}}')).toEqual(['error VAL-1 {labels: {a: b}}'])
    expect(of('{generateName: x-}')).toEqual([])
    expect(summarize(readText('{apiVersion: v1, kind: Namespace, metadata: {name: a.b}}'))).toEqual(['error VAL-1 a.b'])
  })
})

describe('reading again', () => {
  const text = documents(named('a'), named('b'), named('c'))

  it('gives the same reading for the same text', () => {
    const before = readText(text)
    expect(readText(text, before)).toBe(before)
  })

  it('keeps every other file', () => {
    const files: readonly TextFile[] = [
      { name: 'a.yaml', text },
      { name: 'b.yaml', text: named('d') },
    ]
    const before = readDocument(files)
    const after = readDocument([{ name: 'a.yaml', text: named('x') }, ...files.slice(1)], before)
    expect(after.files[1]).toBe(before.files[1])
  })

  it('reads only the item that changed', () => {
    const before = readText(text)
    const after = readText(
      documents(named('a'), named('b', 'spec: {podSelector: {}, ingress: [{}]}'), named('c')),
      before,
    )
    expect(itemsOf(after)[0]).toBe(itemsOf(before)[0])
    expect(itemsOf(after)[1]?.resources[0]).not.toBe(itemsOf(before)[1]?.resources[0])
    expect(itemsOf(after)[2]?.resources[0]).toBe(itemsOf(before)[2]?.resources[0])
  })

  it('reads one of a thousand', () => {
    const many = (changed: number) =>
      documents(
        ...Array.from({ length: 1000 }, (_, n) => named(`p${n}`, n === changed ? 'spec: {egress: []}' : 'spec: {}')),
      )
    const before = readText(many(-1))
    const after = readText(many(500), before)
    const fresh = itemsOf(after).filter((item, n) => item.resources[0] !== itemsOf(before)[n]?.resources[0])
    expect(fresh.map(({ path }) => path)).toEqual(['f.yaml#500'])
  })

  it('shares values with items that only got another number', () => {
    const before = readText(text)
    const after = readText(documents(named('new'), text), before)
    expect(names(after)).toEqual(['new', 'a', 'b', 'c'])
    expect(
      resourcesIn(after)
        .slice(1)
        .map(({ value }) => value),
    ).toEqual(resourcesIn(before).map(({ value }) => value))
    expect(resourcesIn(after)[2]?.value).toBe(resourcesIn(before)[1]?.value)
    expect(policiesIn(after)).toEqual(policiesIn(readText(documents(named('new'), text))))
  })

  it('moves places and fixes along with the text', () => {
    const broken = named('b', 'spec: {podselector: {}}')
    const before = readText(documents(named('a'), broken))
    const after = readText(documents(`# a comment\n${named('a')}`, broken), before)
    expect(summarize(after)).toEqual(['error YML-4 podselector'])
    expect(diagnosticsIn(after)).toEqual(diagnosticsIn(readText(documents(`# a comment\n${named('a')}`, broken))))
  })
})

describe('broken text', () => {
  const before = readText(documents(named('a'), named('b'), named('c')))

  it('[V14] keeps the last good form of a document that does not parse, stale, and the others untouched', () => {
    const after = readText(documents(named('a'), `${named('b')}  broken\n`, named('c')), before)
    expect(names(after)).toEqual(['a', 'b!', 'c'])
    expect(itemsOf(after).map(({ stale }) => stale)).toEqual([false, true, false])
    expect(summarize(after)).toHaveLength(1)
  })

  it('[V14] keeps it through further broken texts and takes the next good one', () => {
    const once = readText(documents(named('a'), `${named('b')}  broken\n`, named('c')), before)
    const twice = readText(documents(named('a'), `${named('b')}  broken {\n`, named('c')), once)
    expect(names(twice)).toEqual(['a', 'b!', 'c'])
    expect(itemsOf(twice)[1]?.resources[0]).toBe(itemsOf(once)[1]?.resources[0])
    expect(names(readText(documents(named('a'), named('x'), named('c')), twice))).toEqual(['a', 'x', 'c'])
  })

  it('[V14] a policy that turned invalid keeps its last valid form, not in force', () => {
    const after = readText(documents(named('a'), named('b', 'spec: {podselector: {}}'), named('c')), before)
    expect(names(after)).toEqual(['a', 'b!', 'c'])
    expect(resourcesIn(after).map(({ stale }) => stale)).toEqual([false, true, false])
  })

  it("[V14] so does one whose kind or apiVersion is being typed, but not one that became another API's", () => {
    const changed = (from: string, to: string) =>
      names(readText(documents(named('a'), named('b').replace(from, to), named('c')), before))
    expect(changed('kind: NetworkPolicy', 'kind: NetworkPol')).toEqual(['a', 'b!', 'c'])
    expect(changed('kind: NetworkPolicy\n', '')).toEqual(['a', 'b!', 'c'])
    expect(changed('networking.k8s.io/v1', 'networking.k8s.io/')).toEqual(['a', 'b!', 'c'])
    expect(changed('networking.k8s.io/v1', 'projectcalico.org/v3')).toEqual(['a', 'c'])
    expect(changed('kind: NetworkPolicy', 'kind: ConfigMap')).toEqual(['a', 'c'])
  })

  it('[V14] deleting a separator loses neither of the documents it held apart', () => {
    const after = readText(`${named('a')}--\n${named('b')}---\n${named('c')}`, before)
    expect(names(after)).toEqual(['a!', 'b!', 'c'])
    const paths = resourcesIn(after).map(({ path }) => path)
    expect(new Set(paths).size).toBe(paths.length)
  })

  it('[YML-1] broken JSON is told in the words of JSON', () => {
    const reading = readText('{\n  "apiVersion": "v1",\n  "kind": "Pod",,\n}\n', undefined, 'a.json')
    expect(diagnosticsIn(reading).map(({ message }) => message)).toEqual([
      "json: line 3: invalid character ',' looking for beginning of object key string",
    ])
  })

  it('[V14] without a past there is nothing to keep', () => {
    const reading = readText(documents(named('a'), `${named('b')}  broken\n`, named('c', 'spec: {podselector: {}}')))
    expect(names(reading)).toEqual(['a'])
    expect(itemsOf(reading).some(({ stale }) => stale)).toBe(false)
  })

  it('[V14] a policy that never was valid does not take the form of a neighbour that goes', () => {
    const invalid = named('a', 'spec: {podselector: {}}')
    const first = readText(documents(invalid, named('d')))
    expect(names(first)).toEqual(['d'])
    expect(names(readText(invalid.trimEnd(), first))).toEqual([])
  })

  it('[V14] a document that was deleted is gone', () => {
    expect(names(readText(documents(named('a'), named('c')), before))).toEqual(['a', 'c'])
  })

  it('[YML-1] the message names the line, also after the text above it grew', () => {
    const broken = `${named('b')}  broken\n`
    const first = readText(documents(named('a'), broken), before)
    const later = readText(documents(`#\n${named('a')}`, broken), first)
    expect(diagnosticsIn(first)[0]?.message).toMatch(/^yaml: line 10: /)
    expect(diagnosticsIn(later)[0]?.message).toMatch(/^yaml: line 11: /)
    expect(names(later)).toEqual(names(first))
  })

  it('[YML-9] lost indentation is said once', () => {
    const lines = named('a', 'spec:\n  podSelector:\n    matchLabels:\n      app: web\n  policyTypes:\n  - Ingress')
    const flattened = lines.replace('{name: a, namespace: ns}', '\nname: a\nnamespace: ns').replaceAll(/\n +/g, '\n')
    expect(diagnosticsIn(readText(flattened)).map(({ code }) => code)).toEqual(['YML-9'])
    expect(names(readText(applyFirstFix(readText(flattened))))).toEqual(['a'])
    expect(diagnosticsIn(readText(flattened.replaceAll('\n', ' '))).map(({ code }) => code)).toEqual(['YML-9'])
  })
})
