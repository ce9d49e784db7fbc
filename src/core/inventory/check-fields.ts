import type { Diagnostic } from '../model/diagnostic.ts'
import type { Resource } from '../model/resource.ts'
import { isEndpointSlice } from './build-endpoint-slices.ts'
import { isIngress } from './build-ingresses.ts'
import { checkIngress } from './check-ingress.ts'
import { checkEndpointSlice, checkEndpoints, checkNode, checkService } from './check-network.ts'
import {
  checkAddress,
  checkCount,
  checkFieldsOf,
  checkList,
  checkMap,
  checkPort,
  checkProtocol,
  checkSwitch,
  type FieldCheck,
} from './field-checks.ts'
import { perResource } from './per-resource.ts'
import { isCore, workloadKindOf } from './workload-kinds.ts'

/**
 * Fields of the inventory that we read and that hold something else than they must (YML-4): each is said once and read
 * as absent. Names and labels inside a proper map are checked where the text is read.
 */
export const checkFields: (resource: Resource) => readonly Diagnostic[] = perResource((resource) =>
  resource.stale ? [] : checkKind(resource),
)

function checkKind(resource: Resource): readonly Diagnostic[] {
  if (isCore(resource, 'Service')) return checkService(resource, [])
  if (isCore(resource, 'Pod')) return checkPod(resource, [])
  if (isCore(resource, 'Namespace')) return checkLabels(resource, ['metadata'])
  if (isCore(resource, 'Node')) return checkNode(resource, [])
  if (isCore(resource, 'Endpoints')) return checkEndpoints(resource, [])
  if (isEndpointSlice(resource)) return checkEndpointSlice(resource, [])
  if (isIngress(resource)) return checkIngress(resource)
  const kind = workloadKindOf(resource)
  if (kind === undefined) return []
  return [...checkTemplate(resource, kind.template), ...checkCount(resource, ['spec', 'replicas'])]
}

const checkLabels = checkFieldsOf({ labels: checkMap })

const checkContainers = checkList(
  checkFieldsOf({ ports: checkList(checkFieldsOf({ containerPort: checkPort, protocol: checkProtocol })) }),
)

const checkPodSpec = checkFieldsOf({
  hostNetwork: checkSwitch,
  containers: checkContainers,
  initContainers: checkContainers,
})

const checkAddresses: FieldCheck = checkList(checkFieldsOf({ ip: checkAddress }))

const checkTemplate = checkFieldsOf({ metadata: checkLabels, spec: checkPodSpec })

/** Where a pod is counts too (END-4, END-5). */
const checkPod = checkFieldsOf({
  metadata: checkLabels,
  spec: checkPodSpec,
  status: checkFieldsOf({
    podIP: checkAddress,
    hostIP: checkAddress,
    podIPs: checkAddresses,
    hostIPs: checkAddresses,
  }),
})
