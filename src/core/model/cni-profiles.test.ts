import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { CNI_FEATURES } from './cni-cell.ts'
import { CNI_PROFILES, CNI_TABLE, type CniProfile, findProfile, ignoresPolicies, supportOf } from './cni-profiles.ts'
import {
  describeCell,
  describeProfile,
  FEATURE_LACKS,
  FEATURE_NAMES,
  PROFILE_TITLES,
  SUPPORT_WORDS,
} from './cni-words.ts'

const cells = CNI_PROFILES.flatMap((profile) =>
  CNI_FEATURES.map((feature) => [profile, feature, CNI_TABLE[profile][feature]] as const),
)
/** The features of a profile that are not certain, by support. */
const differences = (profile: CniProfile) =>
  Object.fromEntries(
    CNI_FEATURES.filter((feature) => supportOf(profile, feature) !== 'yes').map((feature) => [
      feature,
      supportOf(profile, feature),
    ]),
  )

describe('the table of network plugins', () => {
  it('[CNI-3] has a row for every profile, with a cell for every feature and none besides', () => {
    expect(Object.keys(CNI_TABLE)).toEqual([...CNI_PROFILES])
    for (const profile of CNI_PROFILES) expect(Object.keys(CNI_TABLE[profile]).sort()).toEqual([...CNI_FEATURES].sort())
  })

  it.each(cells)('[CNI-2] %s, %s: says where it is said', (_, __, { source, support, note }) => {
    expect(source).toMatch(/\S/)
    if (source === 'not verified') expect(support).toBe('unknown')
    for (const text of [source, note ?? '-']) expect(text).toBe(text.trim().replace(/\.$/, ''))
  })

  it('[CNI-2] differs from upstream where the sources say so', () => {
    expect(Object.fromEntries(CNI_PROFILES.map((profile) => [profile, differences(profile)]))).toEqual({
      upstream: {},
      calico: {},
      canal: { IPv6: 'unknown' },
      cilium: { 'blocks-match-pods': 'no', SCTP: 'unknown' },
      antrea: {},
      'ovn-kubernetes': { 'named-ports': 'unknown' },
      'kube-router': { SCTP: 'no' },
      'aws-vpc-cni': { 'blocks-match-pods': 'unknown', SCTP: 'unknown', 'named-ports': 'unknown' },
      'azure-npm': { 'blocks-match-pods': 'unknown', endPort: 'unknown', SCTP: 'unknown', IPv6: 'no' },
      weave: { except: 'unknown', endPort: 'unknown', SCTP: 'unknown', 'named-ports': 'no', IPv6: 'no' },
      kindnet: {},
      flannel: Object.fromEntries(CNI_FEATURES.map((feature) => [feature, 'no'])),
    })
    expect(CNI_TABLE.cilium.SCTP.otherwise).toBe('dropped')
  })

  it('[CNI-1] only flannel ignores policies; none is its alias', () => {
    expect(CNI_PROFILES.filter(ignoresPolicies)).toEqual(['flannel'])
    expect([findProfile('none'), findProfile('weave'), findProfile('romana')]).toEqual(['flannel', 'weave', undefined])
  })

  it('[CNI-2] a row in a line', () => {
    expect(CNI_PROFILES.map(describeProfile)).toEqual([
      'what Kubernetes itself says',
      'supports everything',
      'not sure: IPv6',
      'without blocks that match pods; not sure: SCTP',
      'supports everything',
      'not sure: named ports',
      'without SCTP',
      'not sure: blocks that match pods, SCTP, named ports',
      'without IPv6; not sure: blocks that match pods, endPort, SCTP',
      'without named ports, IPv6; not sure: exceptions of blocks, endPort, SCTP',
      'supports everything',
      'policies have no effect',
    ])
  })

  it('[CNI-2] is what docs/cni.md shows', async () => {
    await expect(renderDocs(), RENEW).toMatchFileSnapshot(DOCS)
  })
})

const DOCS = fileURLToPath(new URL('../../../docs/cni.md', import.meta.url))
const RENEW =
  'docs/cni.md is not what the table says; renew it with: npx vitest run src/core/model/cni-profiles.test.ts -u'

function renderDocs(): string {
  return [
    '# Network plugins',
    '<!-- Written from src/core/model/cni-rows.ts; a test compares. Renew: npx vitest run src/core/model/cni-profiles.test.ts -u -->',
    'Kubernetes stores network policies; the network plugin enforces them, each a little differently. A document has a profile (in the app the menu "CNI", on the command line `--cni PROFILE`), and verdicts say where it made a difference. Where nobody could verify what a plugin does, the cell says "not sure", and a verdict that rests on it is "depends". `none` is another name of `flannel`. What each answer does to rules is said in [semantics.md](semantics.md), CNI-1 to CNI-4.',
    '## At a glance',
    table(['profile', ...CNI_FEATURES], CNI_PROFILES.map(glance)),
    '## Where a feature is missing',
    table(
      ['feature', 'without it'],
      CNI_FEATURES.map((feature) => [FEATURE_NAMES[feature], FEATURE_LACKS[feature]]),
    ),
    ...CNI_PROFILES.flatMap((profile) => [`## ${profile}`, `${sentence(PROFILE_TITLES[profile])}.`, details(profile)]),
  ]
    .join('\n\n')
    .concat('\n')
}

function glance(profile: CniProfile): readonly string[] {
  return [`[${profile}](#${profile})`, ...CNI_FEATURES.map((feature) => SUPPORT_WORDS[supportOf(profile, feature)])]
}

function details(profile: CniProfile): string {
  return table(
    ['feature', 'supported', 'to know', 'source'],
    CNI_FEATURES.map((feature) => {
      const { support, source } = CNI_TABLE[profile][feature]
      return [FEATURE_NAMES[feature], SUPPORT_WORDS[support], describeCell(profile, feature), source]
    }),
  )
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (parts: readonly string[]) => `| ${parts.join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
