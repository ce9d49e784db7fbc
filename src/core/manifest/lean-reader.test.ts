import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { stringify } from 'yaml'
import { mangledYaml, printedYaml, scrambledYaml } from './lean-reader.testing.ts'
import { readLean } from './lean-reader.ts'
import { readYamlTree } from './tree-yaml.ts'

/** Lean refuses, or says what the exact reader says of a text it finds nothing wrong with. */
function expectAgreement(text: string): void {
  const lean = readLean(text)
  if (lean === undefined) return
  // A BOM before a document is not part of it; the exact reader gets texts without.
  const exact = readYamlTree(text.replace(/^\uFEFF/, ''))
  expect({ value: lean, problems: [] }).toEqual({ value: exact.tree?.value ?? null, problems: exact.problems })
}

// Many random texts through two readers: on a busy machine that takes its time.
vi.setConfig({ testTimeout: 60_000 })

/** As `kubectl get pod -o yaml` prints it, with everything that makes its output long. */
const DUMPED_POD = `apiVersion: v1
kind: Pod
metadata:
  annotations:
    kubectl.kubernetes.io/last-applied-configuration: |
      {"apiVersion":"v1","kind":"Pod","metadata":{"annotations":{}}}
    note: 'it''s said: a quoted annotation that is long enough to be folded at the
      end of its line'
    script: "#!/bin/sh\\necho \\"hi\\"\\ttabbed and long enough to go on in the next line \\
      \\ with a space\\n"
    padded: |2-
        two more spaces
      than this
    folded: >-
      some words
      that belong together

      and a new line
  creationTimestamp: "2026-01-01T00:00:00Z"
  generateName: web-7d9f-
  labels:
    app: web
    empty: ""
    pod-template-hash: "12345"
  managedFields:
  - apiVersion: v1
    fieldsType: FieldsV1
    fieldsV1:
      f:metadata:
        f:labels:
          .: {}
          f:app: {}
      f:status:
        k:{"type":"Ready"}:
          .: {}
          v:"x": {}
    manager: kubelet
  name: web-7d9f-abcde
  namespace: shop
  ownerReferences:
  - apiVersion: apps/v1
    controller: true
    kind: ReplicaSet
    name: web-7d9f
    uid: 0e2d5a8e-1111-2222-3333-444455556666
spec:
  containers:
  - args:
    - --listen=:8080
    - -v
    - "2"
    image: registry.example.com:5000/team/web@sha256:0123
    ports:
    - containerPort: 8080
      name: http
      protocol: TCP
    resources: {}
    command: ["sh", "-c", 'sleep 1', plain, 10]
  tolerations:
  - effect: NoExecute
    key: node.kubernetes.io/not-ready
    tolerationSeconds: 300
status:
  conditions:
  - lastProbeTime: null
    message: 'containers with unready status: [web]'
    reason: a plain message that is long enough to be folded by the printer in the
      middle of the sentence
    status: "True"
  podIP: 10.1.2.3
  podIPs:
  - ip: 10.1.2.3
  - ip: fd00::3
  qosClass: Burstable
  empty:
`

describe('readLean', () => {
  it('[YML-2] reads what kubectl prints', () => {
    expect(readLean(DUMPED_POD)).toEqual(readYamlTree(DUMPED_POD).tree?.value)
    expect(readLean(DUMPED_POD.replaceAll('\n', '\r\n'))).toEqual(readYamlTree(DUMPED_POD).tree?.value)
    expect(readLean(DUMPED_POD.replaceAll(/^(?=.)/gm, '  '))).toEqual(readYamlTree(DUMPED_POD).tree?.value)
  })

  it('[YML-2] reads what people write', () => {
    const text = `\uFEFF# a comment
--- # the document
a: { b: [1, two, "three", {c: http://x:80/y}], "d": ~ } # tail
# between
e:   # nothing on this line
    - f   # comment

    -
      g: yes
    - - h
      - 0o17
    - { }
'i': [ ]
...
# the end
`
    expect(readLean(text)).toEqual({
      a: { b: [1, 'two', 'three', { c: 'http://x:80/y' }], d: null },
      e: ['f', { g: true }, ['h', 15], {}],
      i: [],
    })
    expect(readLean('')).toBeNull()
    expect(readLean('# nothing\n---\n')).toBeNull()
  })

  it.each([
    ['anchors and aliases', 'a: &x 1\nb: *x\n'],
    ['tags', 'a: !!str 1\n'],
    ['merge keys', 'a:\n  <<: {b: 1}\n'],
    ['complex keys', '? a\n: b\n'],
    ['keys that are not strings', '8080: a\n'],
    ['duplicate keys', 'a: 1\nb: 2\na: 3\n'],
    ['duplicate keys in flow style', 'a: {b: 1, b: 2}\n'],
    ['tabs', 'a:\tb\n'],
    ['several documents', 'a: 1\n---\nb: 2\n'],
    ['directives', '%YAML 1.1\n---\na: 1\n'],
    ['scalars alone', 'just text\n'],
    ['wrong indentation', 'a:\n    b: 1\n  c: 2\n'],
    ['two values on a line', 'a: b: c\n'],
    ['text after a quoted scalar', 'a: "b" c\n'],
    ['open quotes', 'a: "b\n'],
    ['flow collections over several lines', 'a: [1,\n  2]\n'],
    ['a key that objects cannot hold', '__proto__: 1\n'],
    ['labels that are no strings', 'metadata:\n  labels:\n    app: yes\n'],
    ['labels without value', 'metadata:\n  labels:\n    app:\n'],
    ['labels in flow style', 'selector: {matchLabels: {version: 1.10}}\n'],
    ['selectors of Services', 'spec:\n  selector:\n    app: on\n'],
    ['names that are no strings', 'metadata:\n  name: 123\n'],
    ['ports in odd spelling', 'ports:\n- containerPort: 0x50\n'],
    ['ends of port ranges in odd spelling', 'ports:\n- port: 80\n  endPort: 0x60\n'],
    ['node ports in odd spelling', 'ports:\n- nodePort: 0o74540\n'],
    ['ports of Ingresses in odd spelling', 'service:\n  port:\n    number: 0120\n'],
    ['ports of Ingresses in odd spelling and flow style', 'service: {port: {number: 8_080}}\n'],
    ['ports of old Ingresses in odd spelling', 'backend:\n  servicePort: 0x50\n'],
  ])('[YML-2] refuses %s', (_, text) => {
    expect(readLean(text)).toBeUndefined()
  })

  it('[YML-2] refuses nothing of plain objects in block style', () => {
    const word = fc.stringMatching(/^[a-z][a-z0-9 :#'"\\,[\]{}&*!|>%@`-]{0,100}$/)
    const { node } = fc.letrec((tie) => ({
      node: fc.oneof(
        { maxDepth: 5 },
        word,
        fc.constantFrom(null, true, 'yes', '0123', '', 8080, 'line\nbreak\n', ' lead'),
        fc.array(tie('node'), { maxLength: 3 }),
        fc.dictionary(fc.stringMatching(/^[a-z]{2}[a-z0-9./:{"}-]{0,9}[a-z]$/), tie('node'), { maxKeys: 4 }),
      ),
    }))
    const object = fc.dictionary(fc.constantFrom('spec', 'data', 'status'), node, { minKeys: 1 })
    fc.assert(
      fc.property(object, (value) => {
        const text = stringify(value, { version: '1.1', lineWidth: 80, indentSeq: false, aliasDuplicateObjects: false })
        expect(readLean(text)).toEqual(value)
      }),
      { numRuns: 300 },
    )
  })

  it('[YML-2] refuses or equals the exact reader on printed YAML', () => {
    fc.assert(fc.property(printedYaml, expectAgreement), { numRuns: 600 })
  })

  it('[YML-2] refuses or equals the exact reader on mangled YAML', () => {
    fc.assert(fc.property(mangledYaml, expectAgreement), { numRuns: 600 })
  })

  it('[YML-2] refuses or equals the exact reader on scrambled text', () => {
    fc.assert(fc.property(scrambledYaml, expectAgreement), { numRuns: 2000 })
  })
})
