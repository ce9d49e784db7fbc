/** How people and `kubectl` write kinds, and the kind in lower case. */
const KINDS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    service: ['svc', 'services'],
    pod: ['po', 'pods'],
    deployment: ['deploy', 'deployments'],
    statefulset: ['sts', 'statefulsets'],
    daemonset: ['ds', 'daemonsets'],
    replicaset: ['rs', 'replicasets'],
    replicationcontroller: ['rc', 'replicationcontrollers'],
    job: ['jobs'],
    cronjob: ['cj', 'cronjobs'],
    rollout: ['ro', 'rollouts'],
    deploymentconfig: ['dc', 'deploymentconfigs'],
  }).flatMap(([kind, words]) => [kind, ...words].map((word) => [word, kind] as const)),
)

/** The kind a word stands for, with or without its API group: `svc`, `deployment.apps`. Undefined for no kind we know. */
export function readKind(word: string): string | undefined {
  return KINDS.get(word.toLowerCase().split('.')[0] ?? '')
}
