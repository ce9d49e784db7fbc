import type { Diagnostic } from '../../model/diagnostic.ts'
import type { LintId, LintWords } from './lint-rule.ts'

/** A rule that reading reports by itself, told by the code and the field of what it says. */
export interface ReadingRule extends LintWords {
  readonly covers: (diagnostic: Diagnostic) => boolean
}

const hasCode =
  (...codes: readonly string[]) =>
  ({ code }: Diagnostic) =>
    codes.includes(code)

const isAt = ({ field = '' }: Diagnostic, part: RegExp) => part.test(field)

/** In the order in which they are asked: the first that covers a diagnostic is its rule. */
export const READING_RULES: readonly ReadingRule[] = [
  {
    id: 'NP001',
    title: 'Text that cannot be read',
    why: 'What no YAML reader can read is applied by nobody; a key given twice means one thing to one reader and another to the next.',
    covers: hasCode('YML-1', 'YML-3', 'YML-7', 'YML-9'),
  },
  {
    id: 'NP002',
    title: 'Unknown or misplaced field',
    why: 'The API server drops what it does not know: a misspelt from is a rule without peers, which admits everybody.',
    covers: hasCode('YML-4'),
  },
  {
    id: 'NP003',
    title: 'Value the cluster reads differently',
    why: 'Unquoted yes, 0123 and 1.10 are a boolean, an octal and a number to the reader of Kubernetes, whatever they look like.',
    covers: hasCode('YML-2', 'YML-8'),
  },
  {
    id: 'NP004',
    title: 'Removed or unknown apiVersion',
    why: 'An API that the server no longer has refuses the whole manifest.',
    covers: hasCode('YML-5', 'YML-6'),
  },
  {
    id: 'NP012',
    title: 'Namespace not written',
    why: 'Where the file does not say it, whoever applies it does: the same policy guards another namespace each time.',
    covers: (diagnostic) =>
      diagnostic.code === 'VAL-1' && diagnostic.severity === 'warning' && isAt(diagnostic, /^metadata\.namespace$/),
  },
  {
    id: 'NP005',
    title: 'Name or namespace missing or invalid',
    why: 'The API server refuses what it cannot name.',
    covers: hasCode('VAL-1'),
  },
  {
    id: 'NP006',
    title: 'Label or operator invalid',
    why: 'The API server refuses a selector with a key, value or operator that no label can have.',
    covers: hasCode('VAL-2', 'VAL-3'),
  },
  {
    id: 'NP007',
    title: 'Peer of nobody, or of two kinds',
    why: 'A peer is pods or addresses: an empty one, or one that is both, is refused.',
    covers: hasCode('VAL-5'),
  },
  {
    id: 'NP009',
    title: 'Exception invalid',
    why: 'An exception lies strictly inside its block and in the same family; else the policy is refused.',
    covers: (diagnostic) => diagnostic.code === 'VAL-6' && isAt(diagnostic, /\.except(\[|$)/),
  },
  {
    id: 'NP008',
    title: 'Block invalid, or not written as it is meant',
    why: 'Readers disagree about host bits, leading zeros and mapped addresses: what is written is not what every plugin takes.',
    covers: hasCode('VAL-6', 'IPB-5'),
  },
  {
    id: 'NP010',
    title: 'Port invalid',
    why: 'A port is a number from 1 to 65535 or the name of a container port; a quoted number is neither.',
    covers: hasCode('VAL-8', 'VAL-9'),
  },
  {
    id: 'NP011',
    title: 'Protocol or policy type invalid',
    why: 'The API server knows TCP, UDP and SCTP, Ingress and Egress, in these letters.',
    covers: hasCode('VAL-4', 'VAL-7'),
  },
  {
    id: 'NP014',
    title: 'Rules that say nothing',
    why: 'Rules of a direction that policyTypes leaves out are inert: they look like protection and are none.',
    covers: hasCode('ISO-3'),
  },
  {
    id: 'NP017',
    title: 'Same name twice',
    why: 'Of two resources of one kind, namespace and name only the one that is applied last is in force.',
    covers: hasCode('VAL-10'),
  },
]

/** The lint rule of what reading says; undefined for what is no lint: counts, notes on other kinds. */
export function ruleOf(diagnostic: Diagnostic): LintId | undefined {
  return READING_RULES.find(({ covers }) => covers(diagnostic))?.id
}
