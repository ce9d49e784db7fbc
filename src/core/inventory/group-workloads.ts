import { fieldAt } from '../model/json.ts'
import type { Resource } from '../model/resource.ts'
import { controllerOf, nameOf, namespaceOf, type Owner } from './object-meta.ts'
import { perResource } from './per-resource.ts'
import { hasEnded } from './read-pod.ts'
import { canonicalGroup, isClimbed, isCore, isFinishedJob, workloadKindOf } from './workload-kinds.ts'

/** What becomes one workload: a controller and everything of the input that belongs to it. */
export interface Group {
  readonly namespace: string
  readonly kind: string
  readonly apiGroup: string
  readonly name: string
  /** Absent for a bare pod, and for a controller known only by reference. */
  readonly controller?: Resource
  /** Pods of the input, the ended ones left out. */
  readonly livePods: readonly Resource[]
  /** ReplicaSets, Jobs and ReplicationControllers that it controls and that want pods. */
  readonly children: readonly Resource[]
}

type OpenGroup = { -readonly [K in keyof Group]: Group[K] } & { livePods: Resource[]; children: Resource[] }

/**
 * Groups pods and controllers by END-2a and END-2b, in the order in which the document first mentions each group. A
 * group always has something to make pods from: live pods, a controller, or a child.
 */
export function groupWorkloads(resources: readonly Resource[]): readonly Group[] {
  const controllers = resources.filter((resource) => workloadKindOf(resource) !== undefined)
  const objects = new Map(controllers.map((resource) => [keyOf(namespaceOf(resource), toOwner(resource)), resource]))
  const groups = new Map<string, OpenGroup>()
  for (const resource of resources) {
    if (isCore(resource, 'Pod')) addPod(groups, objects, resource)
    else if (workloadKindOf(resource) !== undefined) addController(groups, objects, resource)
  }
  return [...groups.values()].filter(hasPods)
}

function hasPods({ controller, livePods, children }: Group): boolean {
  return livePods.length > 0 || children.length > 0 || (controller !== undefined && !isFinishedJob(controller))
}

function addPod(groups: Map<string, OpenGroup>, objects: ReadonlyMap<string, Resource>, pod: Resource): void {
  if (hasEnded(pod)) return
  const namespace = namespaceOf(pod)
  const owner = controllerOf(pod)
  if (owner === undefined || owner.kind === 'Node') {
    const bare = openGroup(namespace, { apiVersion: 'v1', kind: 'Pod', name: nameOf(pod) })
    groups.set(`pod ${pod.path}`, { ...bare, livePods: [pod] })
    return
  }
  groupFor(groups, namespace, climb(objects, namespace, owner)).livePods.push(pod)
}

function addController(
  groups: Map<string, OpenGroup>,
  objects: ReadonlyMap<string, Resource>,
  controller: Resource,
): void {
  const namespace = namespaceOf(controller)
  const own = toOwner(controller)
  const owner = climb(objects, namespace, own)
  if (owner === own) groupFor(groups, namespace, own).controller = controller
  else if (wantsPods(controller)) groupFor(groups, namespace, owner).children.push(controller)
}

/** END-2b: what an owned ReplicaSet or Job must be to stand for its controller. */
function wantsPods(child: Resource): boolean {
  const replicas = fieldAt(child.value, 'spec', 'replicas')
  return replicas !== 0 && !isFinishedJob(child)
}

/**
 * The topmost controller: from a ReplicaSet, Job or ReplicationController of the input on to what controls it, as far
 * as references name it. Owners of anything else are ignored.
 */
function climb(objects: ReadonlyMap<string, Resource>, namespace: string, from: Owner): Owner {
  const seen = new Set<string>()
  let current = from
  while (isClimbed(current.kind, current.apiVersion) && !seen.has(keyOf(namespace, current))) {
    seen.add(keyOf(namespace, current))
    const object = objects.get(keyOf(namespace, current))
    const owner = object && controllerOf(object)
    if (owner === undefined || owner.kind === '' || owner.kind === 'Node') break
    current = owner
  }
  return current
}

function groupFor(groups: Map<string, OpenGroup>, namespace: string, owner: Owner): OpenGroup {
  const key = keyOf(namespace, owner)
  const group = groups.get(key) ?? openGroup(namespace, owner)
  groups.set(key, group)
  return group
}

function openGroup(namespace: string, { apiVersion, kind, name }: Owner): OpenGroup {
  // END-2a: a reference without kind groups by name, kind Pod.
  return {
    namespace,
    kind: kind === '' ? 'Pod' : kind,
    apiGroup: canonicalGroup(kind, apiVersion),
    name,
    livePods: [],
    children: [],
  }
}

/** Of each owner, which is named by one resource and so in one namespace: thousands of pods ask again and again. */
const keys = new WeakMap<Owner, string>()

function keyOf(namespace: string, owner: Owner): string {
  const known = keys.get(owner)
  if (known !== undefined) return known
  const { apiVersion, kind, name } = owner
  const key = [namespace, canonicalGroup(kind, apiVersion), kind, name].join('\n')
  keys.set(owner, key)
  return key
}

const toOwner = perResource((resource): Owner => {
  return { apiVersion: resource.apiVersion, kind: resource.kind, name: nameOf(resource) }
})
