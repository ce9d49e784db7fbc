import { assertNever } from '../../model/assert-never.ts'
import { fieldAt } from '../../model/json.ts'
import { joinPath, type Path } from '../../model/path.ts'
import type { Rule } from '../../model/policy.ts'
import { describePort } from '../disconnect/describe-part.ts'
import type { PortChange, PortForm } from './policy-form-change.ts'
import { portFields, portToJson } from './policy-form-json.ts'
import { describeRule, findPort, findRule, listAt, type OpenPolicy, partAt } from './policy-form-place.ts'
import { goneRule } from './policy-form-rules.ts'
import { append, cut, type FormEdit, refuseEdit, type Step, set, unset } from './policy-form-steps.ts'

/** Plans changes of the ports of a rule. */
export function editPorts(open: OpenPolicy, change: PortChange): FormEdit {
  switch (change.kind) {
    case 'add-port':
      return addPort(open, change.rule, change.port)
    case 'set-port':
      return setPort(open, change.port, change.to)
    case 'remove-port':
      return removePort(open, change.port)
    case 'allow-every-port':
      return allowEveryPort(open, change.rule)
    default:
      return assertNever(change)
  }
}

function addPort(open: OpenPolicy, path: Path, port: PortForm): FormEdit {
  const rule = findRule(open, path)
  const title = `Add ${wordsOf(port)} to ${rule ? `${describeRule(rule)} of ` : ''}${open.policy.name}`
  if (!rule) return goneRule(title)
  if (lists(rule, port)) return refuseEdit(title, 'nothing-to-do', 'the rule lists this port already')
  const list = joinPath(path, 'ports')
  const notes = rule.ports === 'any' ? ['the rule admitted every port until now; from now on only this one'] : []
  return { title, steps: [append(list, listAt(open, list), portToJson(port))], notes }
}

/** Only what differs is written. An entry never becomes `{}`, which people take for every protocol (POR-2). */
function setPort(open: OpenPolicy, path: Path, to: PortForm): FormEdit {
  const found = findPort(open, path)
  const title = `Change a port of ${open.policy.name} to ${wordsOf(to)}`
  if (!found) return refuseEdit(title, 'endpoint-gone', 'this port is not in the policy any more')
  if (wordsOf(found.part) === wordsOf(to)) return { title, steps: [] }
  if (lists(found.rule, to)) return refuseEdit(title, 'nothing-to-do', 'the rule lists this port already')
  const old = partAt(open, path)
  if (old === undefined) return { title, steps: [set(path, portToJson(to))] }
  const wanted = { protocol: to.protocol, ...portFields(to.port) }
  const isImplied = fieldAt(old, 'protocol') === undefined && to.protocol === 'TCP' && to.port.kind !== 'every'
  const steps = [
    ...(isImplied ? [] : [field('protocol', wanted.protocol)]),
    field('endPort', wanted.endPort),
    field('port', wanted.port),
  ]
  return { title, steps: steps.flat() }

  function field(key: string, value: string | number | undefined): readonly Step[] {
    const before = fieldAt(old, key)
    if (before === value) return []
    return [value === undefined ? unset(joinPath(path, key)) : set(joinPath(path, key), value)]
  }
}

function removePort(open: OpenPolicy, path: Path): FormEdit {
  const found = findPort(open, path)
  if (!found)
    return refuseEdit(
      `Remove a port of ${open.policy.name}`,
      'endpoint-gone',
      'this port is not in the policy any more',
    )
  const { rule, part } = found
  const isLast = rule.ports.length === 1
  const notes = isLast
    ? [
        `it was the only port of ${describeRule(rule)}, which goes with it: without ports it would admit every port (RUL-2)`,
      ]
    : []
  return { title: `Remove ${describePort(part)} of ${open.policy.name}`, steps: [cut(open.policy, path)], notes }
}

function allowEveryPort(open: OpenPolicy, path: Path): FormEdit {
  const rule = findRule(open, path)
  const title = `Allow every port in ${rule ? `${describeRule(rule)} of ` : ''}${open.policy.name}`
  if (!rule) return goneRule(title)
  if (rule.ports === 'any') return { title, steps: [] }
  return {
    title,
    steps: [unset(joinPath(path, 'ports'))],
    notes: ['the rule admits every port of every protocol now (RUL-2)'],
  }
}

function lists({ ports }: Rule, port: PortForm): boolean {
  return ports !== 'any' && ports.some((other) => wordsOf(other) === wordsOf(port))
}

/** Equal for entries that mean the same. */
function wordsOf(port: PortForm): string {
  return describePort({ ...port, path: '' })
}
