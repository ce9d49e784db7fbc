import type { Address, AddressSet, Family } from '../net/address.ts'
import type { Protocol } from '../net/ports.ts'
import type { Path, ResourcePath } from './path.ts'
import type { NetworkPolicy } from './policy.ts'
import type { Labels } from './selector.ts'

/** Everything a document declares that verdicts rest on. */
export interface Cluster {
  /** By name; also those that are only used (END-3). */
  readonly namespaces: ReadonlyMap<string, Namespace>
  /** Controllers and bare pods, in document order, grouped by END-2a and END-2b. */
  readonly workloads: readonly Workload[]
  readonly services: readonly Service[]
  /** What EndpointSlices and Endpoints say of Services (END-7), in document order. */
  readonly endpointSlices: readonly EndpointSlice[]
  readonly nodes: readonly Node[]
  readonly ingresses: readonly Ingress[]
  /** Valid policies, in document order; of several with one name only the last (VAL-10). */
  readonly policies: readonly NetworkPolicy[]
  /** Kinds present that could change verdicts and are not evaluated (YML-6). */
  readonly notEvaluated: readonly NotEvaluated[]
  /** Address families the cluster is known to use by its pods and Services (IPB-4); `[]` when nothing tells. */
  readonly families: readonly Family[]
}

export interface Namespace {
  readonly name: string
  /** Always holds `kubernetes.io/metadata.name` (END-3). */
  readonly labels: Labels
  /** Absent when the namespace is used but not declared. */
  readonly path?: ResourcePath
}

/** A controller with its pods, or a bare pod (kind `Pod`, one pod). */
export interface Workload {
  /** `namespace/kind/name` with the kind in lower case: `payments/deployment/api-server`. */
  readonly id: string
  readonly namespace: string
  readonly kind: string
  readonly name: string
  /** The controller's resource; the first pod's when the controller is known only by reference. */
  readonly path: ResourcePath
  /** `spec.replicas` (absent is 1), the number of live pods when only those are known, absent for kinds without a count. */
  readonly replicas?: number
  readonly state: 'running' | 'scaled to zero' | 'suspended'
  /** `spec.selector.matchLabels` of a controller: what identifies it across rollouts. */
  readonly matchLabels?: Labels
  /** Never empty: the live pods of the input, else those its template makes (END-2b, END-2c). */
  readonly pods: readonly Pod[]
  /** Read by the last good form of a text that is broken now. */
  readonly stale: boolean
}

/** A pod of the input, or one that a template would make. */
export interface Pod {
  readonly name: string
  /** False for a pod that is only expected from a template. */
  readonly inInput: boolean
  readonly path: ResourcePath
  readonly labels: Labels
  /** Labels that are present with a value nobody knows yet, such as `pod-template-hash` (END-2c). */
  readonly unknownLabels: ReadonlySet<string>
  /** Of containers and restartable init containers (POR-4). */
  readonly ports: readonly ContainerPort[]
  /** Own addresses (END-4); for a hostNetwork pod its node's, when known (END-5). */
  readonly addresses: readonly Address[]
  readonly hostNetwork: boolean
  readonly nodeName?: string | undefined
}

export interface ContainerPort {
  readonly name?: string
  readonly protocol: Protocol
  /** containerPort, 1–65535. */
  readonly port: number
}

export interface Service {
  readonly path: ResourcePath
  readonly namespace: string
  readonly name: string
  readonly type: string
  /** Absent: no selector, endpoints are managed elsewhere. */
  readonly selector?: Labels
  readonly ports: readonly ServicePort[]
  /** `clusterIP: None`: no translation, the asked port is the pod's (END-7). */
  readonly headless: boolean
  /** Of type ExternalName: the name outside it stands for. */
  readonly externalName?: string
  /** clusterIPs, load-balancer and external addresses: never a pod's (END-7). */
  readonly addresses: readonly Address[]
  /** `externalTrafficPolicy: Local`: outside sources keep their address (IPB-7). */
  readonly keepsSource: boolean
}

export interface ServicePort {
  readonly name?: string | undefined
  readonly protocol: Protocol
  readonly port: number
  /** A number, or a container port name; absent means `port`. */
  readonly targetPort?: number | string | undefined
  /** Of NodePort and LoadBalancer Services. */
  readonly nodePort?: number | undefined
}

/** Addresses behind a Service, by an EndpointSlice or a subset of Endpoints. */
export interface EndpointSlice {
  readonly path: ResourcePath
  readonly namespace: string
  /** The Service it belongs to. */
  readonly service: string
  readonly addresses: readonly Address[]
  /** A port without number is every port. */
  readonly ports: readonly {
    readonly name?: string
    readonly protocol: Protocol
    readonly port?: number
  }[]
}

/** A machine of the cluster. */
export interface Node {
  readonly path: ResourcePath
  readonly name: string
  readonly labels: Labels
  /** InternalIP (END-5). */
  readonly addresses: readonly Address[]
  /** `spec.podCIDRs`: a suggestion for where pods lie (IPB-4a); `[]` when absent or malformed. */
  readonly podRanges: AddressSet
}

/** An Ingress of networking.k8s.io/v1 (ING-1). */
export interface Ingress {
  readonly path: ResourcePath
  readonly namespace: string
  readonly name: string
  /** `defaultBackend` and one for each path, in document order. */
  readonly backends: readonly IngressBackend[]
}

export interface IngressBackend {
  readonly path: Path
  /** `shop.example.com/cart`, or `every other path`. */
  readonly words: string
  /** Absent for a `resource` backend, which is not evaluated. */
  readonly service?: { readonly name: string; readonly port: number | string | undefined }
}

/** A resource of a kind that could change verdicts (Cilium, Calico, Admin policies, Istio). */
export interface NotEvaluated {
  readonly path: ResourcePath
  readonly apiVersion: string
  readonly kind: string
  readonly name: string
  /** The only namespace whose pods it can touch; absent when it may touch any pod. */
  readonly namespace?: string
}
