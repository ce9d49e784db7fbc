import { describe, expect, it } from 'vitest'
import { applyFirstFix, diagnosticsIn, policiesIn, policyText, readText, summarize } from './manifest.testing.ts'

const messages = (text: string) => diagnosticsIn(readText(text)).map(({ message }) => message)

describe('unknown and misplaced fields', () => {
  it.each([
    ['spec: {podSelektor: {}}', 'spec.podSelektor: unknown field: did you mean "podSelector"?'],
    ['spec: {podselector: {}}', 'spec.podselector: unknown field: did you mean "podSelector"?'],
    ['spec: {ingress: [{form: []}]}', 'spec.ingress[0].form: unknown field: did you mean "from"?'],
    ['spec: {ingress: [{podSelector: {}}]}', 'spec.ingress[0].podSelector: unknown field: it belongs under from[]'],
    ['spec: {from: []}', 'spec.from: unknown field: it belongs under ingress[]'],
    ['spec: {cidr: x}', 'spec.cidr: unknown field: it belongs under ingress[].from[].ipBlock'],
    ['policyTypes: [Ingress]\nspec: {}', 'policyTypes: unknown field: it belongs under spec'],
    [
      'spec: {ingress: [{from: [{podSelector: {namespaceSelector: {}}}]}]}',
      'spec.ingress[0].from[0].podSelector.namespaceSelector: unknown field: it belongs further out, in from[]',
    ],
    [
      'spec: {podSelector: {app: web}}',
      'spec.podSelector.app: unknown field: it belongs under matchLabels, if it is a label',
    ],
    ['spec: {zzz: 1}', 'spec.zzz: unknown field'],
  ])('[YML-4] %s', (spec, message) => {
    expect(messages(policyText(spec))).toEqual([message])
    expect(policiesIn(readText(policyText(spec)))).toEqual([])
  })

  it('[YML-4] a rule that misspells its peers is an error, never a rule without peers (V18)', () => {
    const reading = readText(policyText('spec:\n  podSelector: {}\n  ingress:\n  - form:\n    - podSelector: {}\n'))
    expect(summarize(reading)).toEqual(['error YML-4 form'])
    expect(policiesIn(reading)).toEqual([])
  })

  it('[YML-4] renaming the field makes it valid', () => {
    const fixed = applyFirstFix(readText(policyText('spec: {podselector: {}}')))
    expect(fixed).toBe(policyText('spec: {podSelector: {}}'))
  })

  it('[YML-4] says nothing more about what follows from an unknown field', () => {
    expect(messages(policyText('spec: {ingress: [{from: [{podselector: {}}]}]}'))).toHaveLength(1)
  })

  it('[YML-4] accepts and ignores status and all of ObjectMeta', () => {
    const metadata =
      '{name: a, namespace: b, uid: x, selfLink: y, creationTimestamp: null, generation: 1, managedFields: [{a: b}]}'
    expect(messages(policyText('spec: {podSelector: {}}\nstatus: {conditions: 3}\n', metadata))).toEqual([])
  })
})

describe('wrong types', () => {
  it.each([
    ['spec: {podSelector: []}', 'spec.podSelector: cannot unmarshal array: it must be a mapping'],
    ['spec: {policyTypes: Ingress}', 'spec.policyTypes: cannot unmarshal string "Ingress"'],
    ['spec: {ingress: [{from: {podSelector: {}}}]}', 'spec.ingress[0].from: cannot unmarshal object'],
    ['spec: {ingress: [{ports: [{port: 80.5}]}]}', 'spec.ingress[0].ports[0].port: cannot unmarshal number 80.5'],
    ['spec: {ingress: [{ports: [{port: yes}]}]}', 'spec.ingress[0].ports[0].port: cannot unmarshal bool yes'],
    [
      'spec: {ingress: [{ports: [{port: 80, endPort: "90"}]}]}',
      'spec.ingress[0].ports[0].endPort: cannot unmarshal string "90"',
    ],
    ['spec: {ingress: [80]}', 'spec.ingress[0]: cannot unmarshal number 80'],
    ['spec: [a]', 'spec: cannot unmarshal array'],
  ])('[YML-4] %s', (spec, message) => {
    expect(messages(policyText(spec))).toHaveLength(1)
    expect(messages(policyText(spec))[0]).toContain(message)
    expect(policiesIn(readText(policyText(spec)))).toEqual([])
  })

  it.each(['yes', '1.10', '1234e5', '0o17', '0x1f', '12_000', '.inf', 'on', '08'])(
    '[YML-2] a label value %s without quotes is an error that quotes mend',
    (written) => {
      const text = (value: string) => policyText(`spec: {podSelector: {matchLabels: {app: ${value}}}}`)
      expect(summarize(readText(text(written)))).toEqual([`error YML-2 ${written}`])
      expect(applyFirstFix(readText(text(written)))).toBe(text(`"${written}"`))
      expect(diagnosticsIn(readText(text(`"${written}"`))).filter(({ code }) => code === 'YML-2')).toEqual([])
    },
  )

  it.each(['22:22', '2020-01-01', 'v1.10', '1.2.3'])('[YML-2] a label value %s is a string', (written) => {
    expect(
      summarize(readText(policyText(`spec: {podSelector: {matchLabels: {app: "a", b: ${written}}}}`))),
    ).not.toContain(`error YML-2 ${written}`)
  })

  it.each([
    ['0x50', 80],
    ['0120', 80],
    ['8e1', 80],
    ['8_0', 80],
    ['80.0', 80],
    ['+80', 80],
  ])('[YML-2] port %s is read as %i, under a warning', (written, port) => {
    const reading = readText(policyText(`spec: {ingress: [{ports: [{port: ${written}}]}]}`))
    expect(summarize(reading)).toEqual([`warning YML-2 ${written}`])
    expect(policiesIn(reading)[0]?.rules.ingress[0]?.ports).toMatchObject([
      { port: { kind: 'range', first: port, last: port } },
    ])
  })
})

describe('nulls', () => {
  it('[YML-8] a null field is absent, and said', () => {
    const reading = readText(policyText('spec:\n  podSelector:\n  ingress:\n  - from:\n    ports: null\n  egress: ~\n'))
    expect(diagnosticsIn(reading).map(({ severity, code }) => `${severity} ${code}`)).toEqual(
      Array(4).fill('warning YML-8'),
    )
    expect(policiesIn(reading)).toMatchObject([
      { podSelector: { requirements: [] }, rules: { ingress: [{ peers: 'any', ports: 'any' }], egress: [] } },
    ])
  })

  it('[YML-8] a null namespaceSelector is absent, not {}', () => {
    const reading = readText(policyText('spec: {ingress: [{from: [{podSelector: {}, namespaceSelector: null}]}]}'))
    const [peer] = policiesIn(reading)[0]?.rules.ingress[0]?.peers ?? []
    expect(peer).toMatchObject({ kind: 'pods', podSelector: { requirements: [] }, namespaceSelector: undefined })
  })

  it.each(['spec:', 'spec: {}', ''])('[YML-8] %j selects the whole namespace and isolates ingress', (spec) => {
    const reading = readText(policyText(spec))
    expect(policiesIn(reading)).toMatchObject([
      { podSelector: { requirements: [] }, isolates: { ingress: true, egress: false } },
    ])
    expect(diagnosticsIn(reading).length).toBe(spec === 'spec: {}' ? 0 : 1)
  })

  it('[YML-8] a null rule admits everything and a null port entry every TCP port', () => {
    const reading = readText(policyText('spec:\n  ingress:\n  -\n  - ports:\n    -\n'))
    expect(policiesIn(reading)[0]?.rules.ingress).toMatchObject([
      { peers: 'any', ports: 'any' },
      { peers: 'any', ports: [{ protocol: 'TCP', port: { kind: 'every' } }] },
    ])
    expect(diagnosticsIn(reading).map(({ severity, code }) => `${severity} ${code}`)).toEqual([
      'warning YML-8',
      'warning YML-8',
    ])
  })

  it.each([
    ['spec: {ingress: [{from: [null]}]}', 'spec.ingress[0].from[0]: Required value: must specify a peer'],
    ['spec: {policyTypes: [null]}', 'spec.policyTypes[0]: Unsupported value: ""'],
    [
      'spec: {ingress: [{from: [{ipBlock: {cidr: 1.0.0.0/8, except: [null]}}]}]}',
      'spec.ingress[0].from[0].ipBlock.except[0]: Invalid value: ""',
    ],
  ])('[YML-8] a null item of %s is the zero value, which is invalid', (spec, message) => {
    const errors = diagnosticsIn(readText(policyText(spec))).filter(({ severity }) => severity === 'error')
    expect(errors).toHaveLength(1)
    expect(errors[0]?.message).toContain(message)
  })

  it('[YML-8] a null label value is the empty string', () => {
    const reading = readText(policyText('spec: {podSelector: {matchLabels: {app: }}}'))
    expect(policiesIn(reading)[0]?.podSelector.requirements).toMatchObject([
      { key: 'app', operator: 'In', values: [''] },
    ])
  })

  it('[YML-8] [], [{}] and {} stay distinct', () => {
    const rules = (ingress: string) => policiesIn(readText(policyText(`spec: {ingress: ${ingress}}`)))[0]?.rules.ingress
    expect(rules('[]')).toEqual([])
    expect(rules('[{}]')).toMatchObject([{ peers: 'any', ports: 'any' }])
    expect(rules('[{from: []}]')).toMatchObject([{ peers: 'any' }])
    expect(rules('{}')).toBeUndefined()
  })
})

describe('templates', () => {
  it('[YML-7] a template in a field we read is named', () => {
    const reading = readText(policyText('spec: {podSelector: {matchLabels: {app: "{{ .Values.app }}"}}}'))
    expect(summarize(reading)).toEqual(['error YML-7 "{{ .Values.app }}"'])
  })

  it.each(['app: {{ .Values.app }}', '{{- toYaml .Values.labels | nindent 6 }}'])(
    '[YML-7] %s breaks parsing',
    (line) => {
      const reading = readText(policyText(`spec:\n  podSelector:\n    matchLabels:\n      ${line}\n`))
      expect(summarize(reading)).toEqual(['error YML-7 {{'])
    },
  )

  it('[YML-7] a template in a comment is not what breaks the text', () => {
    const reading = readText(policyText('# was {{ .Values.app }}\nspec:\n  podSelector: {}\n ingress: []\n'))
    expect(diagnosticsIn(reading).map(({ code }) => code)).toEqual(['YML-1'])
  })

  it('[YML-7] braces where nobody reads are fine', () => {
    expect(summarize(readText(policyText('spec: {}', '{name: a, namespace: b, annotations: {x: "{{ y }}"}}')))).toEqual(
      [],
    )
  })
})
