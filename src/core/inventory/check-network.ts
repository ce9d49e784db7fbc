import { fieldAt } from '../model/json.ts'
import {
  checkAddress,
  checkCidr,
  checkClusterIP,
  checkFieldsOf,
  checkList,
  checkMap,
  checkOptionalPort,
  checkPort,
  checkPortOrName,
  checkProtocol,
  checkText,
  type FieldCheck,
  valueAt,
} from './field-checks.ts'

/** A Service (END-7, IPB-7). */
export const checkService: FieldCheck = checkFieldsOf({
  spec: checkFieldsOf({
    selector: checkMap,
    ports: checkList(
      checkFieldsOf({
        port: checkPort,
        protocol: checkProtocol,
        targetPort: checkPortOrName,
        nodePort: checkOptionalPort,
      }),
    ),
    externalName: checkText,
    clusterIP: checkClusterIP,
    clusterIPs: checkList(checkClusterIP),
    loadBalancerIP: checkAddress,
    externalIPs: checkList(checkAddress),
  }),
  status: checkFieldsOf({
    loadBalancer: checkFieldsOf({ ingress: checkList(checkFieldsOf({ ip: checkAddress })) }),
  }),
})

/** Addresses other than the InternalIP are not read, and may be names. */
const checkNodeAddress: FieldCheck = (resource, steps) =>
  valueAt(resource.value, [...steps, 'type']) === 'InternalIP' ? checkAddress(resource, [...steps, 'address']) : []

/** A Node (END-5, IPB-4a). */
export const checkNode: FieldCheck = checkFieldsOf({
  metadata: checkFieldsOf({ labels: checkMap }),
  spec: checkFieldsOf({ podCIDR: checkCidr, podCIDRs: checkList(checkCidr) }),
  status: checkFieldsOf({ addresses: checkList(checkNodeAddress) }),
})

/** Without a number such a port is every port. */
const checkPorts = checkList(checkFieldsOf({ port: checkPort, protocol: checkProtocol }))

const checkSubset = checkFieldsOf({
  addresses: checkList(checkFieldsOf({ ip: checkAddress })),
  notReadyAddresses: checkList(checkFieldsOf({ ip: checkAddress })),
  ports: checkPorts,
})

/** Endpoints, the older form of EndpointSlices (END-7). */
export const checkEndpoints: FieldCheck = checkFieldsOf({ subsets: checkList(checkSubset) })

const checkSlice = checkFieldsOf({
  metadata: checkFieldsOf({ labels: checkMap }),
  endpoints: checkList(checkFieldsOf({ addresses: checkList(checkAddress) })),
  ports: checkPorts,
})

/** An EndpointSlice (END-7); one of names is not read. */
export const checkEndpointSlice: FieldCheck = (resource, steps) =>
  fieldAt(resource.value, 'addressType') === 'FQDN' ? [] : checkSlice(resource, steps)
