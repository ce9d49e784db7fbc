import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { archiveNames } from './archive-names.ts'
import { type ArchivedFile, kustomizeArchive } from './kustomize-archive.ts'

const odd = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc
    .array(
      fc.constantFrom(
        '..',
        '.',
        '',
        'a',
        'A',
        'b.yaml',
        'B.YAML',
        'con',
        'NUL.yaml',
        '__proto__',
        'a ',
        'C:',
        'ä',
        'a\u0308',
      ),
      { maxLength: 4 },
    )
    .chain((steps) => fc.constantFrom('/', '\\').map((slash) => steps.join(slash))),
  fc.constantFrom(
    'kustomization.yaml/x',
    'KUSTOMIZATION.yaml',
    '- x: y',
    '# x',
    "'",
    'yes',
    '1',
    'https://example.com/x.yaml',
    `${'x'.repeat(300)}.yaml`,
  ),
)

const files: fc.Arbitrary<readonly ArchivedFile[]> = fc.uniqueArray(
  fc.record({ name: odd, text: fc.string({ unit: 'grapheme' }), isManifest: fc.boolean(), isBroken: fc.boolean() }),
  { selector: ({ name }) => name, maxLength: 12 },
)

describe('names in an archive', () => {
  it('lead nowhere else, can be unpacked everywhere, and are never the same', () => {
    fc.assert(
      fc.property(fc.array(odd, { maxLength: 15 }), (names) => {
        const safe = archiveNames(names, ['kustomization.yaml'])
        expect(safe).toHaveLength(names.length)
        const all = ['kustomization.yaml', ...safe].map((name) => name.toLowerCase())
        expect(new Set(all).size).toBe(all.length)
        for (const name of safe) {
          const steps = name.split('/')
          for (const step of steps) expect(step).toMatch(/^(?!\.{1,2}$)[^\p{Cc}<>:"|?*\\/]*[^\p{Cc}<>:"|?*\\/. ]$/u)
          for (const step of steps) expect(step).not.toMatch(/^(?:con|nul|prn|aux|com\d|lpt\d|__proto__)(?:\.|$)/i)
          // What is a file is no folder.
          for (const other of all) expect(other.startsWith(`${name.toLowerCase()}/`)).toBe(false)
        }
      }),
      { numRuns: 300 },
    )
  })

  it('stay as they are where that is possible', () => {
    const names = ['base/policies.yaml', 'cluster.json', 'Ünïcode.yaml', 'base/a b.yml']
    expect(archiveNames(names)).toEqual(names)
  })

  it('are told apart before their extension', () => {
    expect(archiveNames(['a.yaml', 'A.yaml', '../a.yaml', '/etc/a.yaml', 'C:\\a.yaml'])).toEqual([
      'a.yaml',
      'A-2.yaml',
      'a-3.yaml',
      'etc/a.yaml',
      'a-4.yaml',
    ])
  })
})

describe('an archive for kustomize', () => {
  it('lists exactly the manifests that are in it, sorted', () => {
    fc.assert(
      fc.property(files, (given) => {
        fc.pre(given.every(({ name }) => !/kustomization/i.test(name)))
        const { entries } = kustomizeArchive(given)
        const [own, ...others] = entries
        expect(own?.name).toBe('kustomization.yaml')
        expect(parse(own?.text ?? '')).toEqual({
          apiVersion: 'kustomize.config.k8s.io/v1beta1',
          kind: 'Kustomization',
          resources: others.map(({ name }) => name).sort(),
        })
        expect(others.map(({ text }) => text)).toEqual(given.filter((file) => file.isManifest).map(({ text }) => text))
      }),
      { numRuns: 200 },
    )
  })

  const file = (name: string, isManifest = true, isBroken = false) => ({
    name,
    text: `# ${name}\n`,
    isManifest,
    isBroken,
  })

  it('leaves a kustomization that is there alone, with everything it may name', () => {
    const given = [file('base/kustomization.yaml', false), file('base/patch.yaml', false), file('base/api.yaml')]
    const { entries, notes } = kustomizeArchive(given)
    expect(entries).toEqual(given.map(({ name, text }) => ({ name, text })))
    expect(notes).toEqual(['base/kustomization.yaml is yours and stays as it is'])
  })

  it('says what it leaves out, renames, and what kustomize will refuse', () => {
    const given = [file('values.yaml', false), file('a:b.yaml'), file('broken.yaml', true, true)]
    expect(kustomizeArchive(given).notes).toEqual([
      'left out, for they hold no manifest: values.yaml',
      'renamed, for not every system takes their names: a:b.yaml',
      'kustomize refuses broken manifests: broken.yaml',
    ])
  })
})
