import type { Admitted, AdmittingRule } from './flow-table.ts'

/** Why no rule is needed at an end, in few words. */
const OTHER_WORDS: Readonly<Record<Exclude<Admitted['kind'], 'rules'>, string>> = {
  'not-isolated': 'not isolated',
  'perhaps-not-isolated': 'perhaps not isolated',
  outside: 'outside',
  self: 'a pod and itself',
  'host-network': 'on its node’s network',
  'same-node': 'from its own node',
  'no-effect': 'policies have no effect',
  plugin: 'the network plugin',
}

/** "api-server rule 2". */
export function sayRule({ name, number }: AdmittingRule): string {
  return `${name} rule ${number}`
}

/** "api-server rule 2, allow-dns rule 1", "not isolated". */
export function sayAdmitted(admitted: Admitted): string {
  return admitted.kind === 'rules' ? admitted.rules.map(sayRule).join(', ') : OTHER_WORDS[admitted.kind]
}
