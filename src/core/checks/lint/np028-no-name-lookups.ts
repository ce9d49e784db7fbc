import { judgeEnd, memberAt } from '../../engine/judge.ts'
import { judgedFamilies } from '../../engine/match-rule.ts'
import type { Member } from '../../engine/member.ts'
import type { Prepared } from '../../engine/prepare.ts'
import type { ResourcePath } from '../../model/path.ts'
import { containsPort, type Protocol } from '../../net/ports.ts'
import { admitsLookups } from '../../questions/lookups.ts'
import { findNameServers, LOOKUP_PROTOCOLS, type NameServer } from '../../questions/name-servers.ts'
import type { LintContext } from './lint-context.ts'
import { each, type Hit, type LintFix, type LintRule } from './lint-rule.ts'
import { nameMembers } from './words.ts'

export const NP028: LintRule = {
  id: 'NP028',
  code: 'QUE-4',
  severity: 'warning',
  title: 'No name lookups',
  why: 'Nearly everything a program calls it calls by name. Lookups go to the cluster’s DNS on UDP 53, and on TCP 53 for large answers: egress that does not admit both breaks more than it names.',
  check: (context) => {
    const find = createFindBlocked(context)
    return each(context.cluster.namespaces.keys(), (namespace) =>
      groupByPolicy(find(namespace)).map((group) => toHit(context, group)),
    )
  },
}

interface Blocked {
  readonly member: Member
  readonly protocols: readonly Protocol[]
  /** The first of those that isolate it for egress. */
  readonly policy: ResourcePath
}

interface Group extends Omit<Blocked, 'member'> {
  readonly members: readonly Member[]
}

/** Pods that policies of their own keep from looking names up, whatever the DNS pods admit. */
function createFindBlocked(context: LintContext): (namespace: string) => readonly Blocked[] {
  const { isolationAt, podsIn } = context
  const blockades = LOOKUP_PROTOCOLS.map((protocol) => ({ protocol, isAt: createBlockade(context, protocol) }))
  const check = (member: Member): readonly Blocked[] => {
    const { policies } = isolationAt(member.endpoint.id).egress
    const [policy] = policies
    if (policy === undefined) return []
    const blocked = blockades.filter(({ isAt }) => isAt(member.endpoint.id, policies))
    return blocked.length > 0 ? [{ member, protocols: blocked.map(({ protocol }) => protocol), policy }] : []
  }
  return (namespace) => podsIn(namespace).flatMap(check)
}

/** Tells whether an end's own policies let nothing out to any name server; where none is known, to port 53 anywhere. */
function createBlockade({ prepared, policies: all }: LintContext, protocol: Protocol) {
  const servers = findNameServers(prepared, protocol)
  const admitting = new Set(all.flatMap((policy) => (admitsLookups(policy, protocol) ? policy.path : [])))
  return (from: string, policies: readonly ResourcePath[]): boolean =>
    servers.length > 0
      ? servers.every((server) => isClosedTo(prepared, from, server, protocol))
      : !policies.some((path) => admitting.has(path))
}

function isClosedTo(prepared: Prepared, from: string, { id: to, port }: NameServer, protocol: Protocol): boolean {
  if (to === from) return false
  const [source, target] = [prepared.indexOf(from), prepared.indexOf(to)]
  return judgedFamilies(memberAt(prepared, source), memberAt(prepared, target)).every((family) => {
    const { possible } = judgeEnd(prepared, source, target, 'egress', family)
    return !containsPort(possible[protocol] ?? [], port)
  })
}

function groupByPolicy(blocked: readonly Blocked[]): readonly Group[] {
  const groups = new Map<string, Blocked[]>()
  for (const one of blocked) {
    const key = `${one.policy} ${one.protocols.join()}`
    groups.set(key, [...(groups.get(key) ?? []), one])
  }
  return [...groups.values()].flatMap((list) => {
    const [first] = list
    return first ? [{ ...first, members: list.map(({ member }) => member) }] : []
  })
}

function toHit(context: LintContext, { policy, protocols, members }: Group): Hit {
  const name = context.policies.find(({ path }) => path === policy)?.name ?? ''
  const ports = protocols.join(' and ')
  return {
    path: policy,
    message: `${nameMembers(members)} cannot look names up: ${name} isolates egress, and nothing admits ${ports} 53 to the cluster's DNS`,
    fixes: offerDns(context, members),
    about: { endpoints: members.map(({ endpoint }) => endpoint.id), directions: [] },
  }
}

/** For the namespace where all its pods are isolated, else for each workload: others must not become isolated by it. */
function offerDns({ isolationAt, podsIn }: LintContext, members: readonly Member[]): readonly LintFix[] {
  const ends = members.flatMap(({ endpoint }) => (endpoint.kind === 'pods' ? endpoint : []))
  const [namespace] = ends.map((end) => end.namespace)
  if (namespace === undefined) return []
  const isOpen = ({ endpoint }: Member) => isolationAt(endpoint.id).egress.isolation === 'open'
  if (ends.length > 1 && !podsIn(namespace).some(isOpen)) {
    return [allowDns(`namespace ${namespace}`, { kind: 'namespace', namespace })]
  }
  return ends.flatMap(({ name, workload }) => (workload ? allowDns(name, { kind: 'workload', id: workload.id }) : []))
}

function allowDns(title: string, target: object): LintFix {
  return {
    title: `Allow DNS for ${title}`,
    intention: { kind: 'template', template: 'allow-dns', parameters: { target } },
  }
}
