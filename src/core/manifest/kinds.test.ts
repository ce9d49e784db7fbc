import { describe, expect, it } from 'vitest'
import { findNotEvaluated } from '../inventory/not-evaluated.ts'
import { roleOf } from './kinds.ts'

const POLICY_KINDS: readonly (readonly [string, string])[] = [
  ['projectcalico.org/v3', 'NetworkPolicy'],
  ['projectcalico.org/v3', 'GlobalNetworkPolicy'],
  ['crd.projectcalico.org/v1', 'NetworkPolicy'],
  ['crd.projectcalico.org/v1', 'GlobalNetworkPolicy'],
  ['cilium.io/v2', 'CiliumNetworkPolicy'],
  ['cilium.io/v2', 'CiliumClusterwideNetworkPolicy'],
  ['isovalent.com/v1', 'IsovalentNetworkPolicy'],
  ['policy.networking.k8s.io/v1alpha1', 'AdminNetworkPolicy'],
  ['policy.networking.k8s.io/v1alpha1', 'BaselineAdminNetworkPolicy'],
  ['policy.networking.k8s.io/v1alpha2', 'ClusterNetworkPolicy'],
  ['security.istio.io/v1', 'AuthorizationPolicy'],
  ['security.istio.io/v1', 'PeerAuthentication'],
  ['crd.antrea.io/v1beta1', 'NetworkPolicy'],
  ['crd.antrea.io/v1beta1', 'ClusterNetworkPolicy'],
  ['networking.k8s.aws/v1alpha1', 'ApplicationNetworkPolicy'],
  ['k8s.ovn.org/v1', 'EgressFirewall'],
  ['network.openshift.io/v1', 'EgressNetworkPolicy'],
]

describe('roles of kinds', () => {
  it.each(POLICY_KINDS)('[YML-6] %s %s is warned of here and counted by the cluster', (apiVersion, kind) => {
    expect(roleOf(apiVersion, kind, {}).role).toBe('other-policy')
    expect(findNotEvaluated([{ path: 'f#0', apiVersion, kind, value: {}, stale: false }])).toHaveLength(1)
  })

  it.each([
    ['networking.k8s.io/v1', 'NetworkPolicy', 'policy'],
    ['networking.k8s.io/v1beta1', 'NetworkPolicy', 'old-policy'],
    ['extensions/v1beta1', 'NetworkPolicy', 'old-policy'],
    ['v1', 'NetworkPolicy', 'groupless-policy'],
    ['example.com/v1', 'NetworkPolicy', 'groupless-policy'],
    ['v1', 'Namespace', 'inventory'],
    ['extensions/v1beta1', 'Deployment', 'inventory'],
    ['batch/v1beta1', 'CronJob', 'inventory'],
    ['v1', 'DeploymentConfig', 'inventory'],
    ['v1', 'Deployment', 'wrong-group'],
    ['v1', 'Node', 'inventory'],
    ['example.com/v1', 'Node', 'irrelevant'],
    ['v1', 'Endpoints', 'inventory'],
    ['discovery.k8s.io/v1', 'Endpoints', 'wrong-group'],
    ['discovery.k8s.io/v1', 'EndpointSlice', 'inventory'],
    ['discovery.k8s.io/v1beta1', 'EndpointSlice', 'inventory'],
    ['v1', 'EndpointSlice', 'wrong-group'],
    ['discovery.k8s.io/v1', 'EndpointSlices', 'misspelled'],
    ['networking.k8s.io/v1', 'Ingress', 'inventory'],
    ['networking.k8s.io/v1beta1', 'Ingress', 'inventory'],
    ['extensions/v1beta1', 'Ingress', 'inventory'],
    ['apps/v1', 'Ingress', 'wrong-group'],
    ['config.openshift.io/v1', 'Ingress', 'irrelevant'],
    ['v1', 'ConfigMap', 'irrelevant'],
    ['serving.knative.dev/v1', 'Service', 'irrelevant'],
    ['projectcalico.org/v3', 'StagedNetworkPolicy', 'irrelevant'],
  ])('[YML-6] %s %s: %s', (apiVersion, kind, role) => {
    expect(roleOf(apiVersion, kind, {}).role).toBe(role)
  })

  it.each([
    'v1 Binding ComponentStatus ConfigMap Event LimitRange PersistentVolume PersistentVolumeClaim PodTemplate',
    'v1 ResourceQuota Secret ServiceAccount',
    'apps/v1 ControllerRevision',
    'autoscaling/v2 HorizontalPodAutoscaler Scale',
    'networking.k8s.io/v1 IngressClass IPAddress ServiceCIDR',
    'policy/v1 PodDisruptionBudget Eviction PodSecurityPolicy',
  ])('[YML-6] %s: kinds of Kubernetes that cannot matter are not taken for misspelled ones', (line) => {
    const [apiVersion = '', ...kinds] = line.split(' ')
    for (const kind of kinds) expect([kind, roleOf(apiVersion, kind, {}).role]).toEqual([kind, 'irrelevant'])
  })

  it('[END-2] a kind nobody listed is inventory when it has a pod template with labels', () => {
    const value = { spec: { template: { metadata: { labels: {} }, spec: { containers: [] } } } }
    expect(roleOf('serving.knative.dev/v1', 'Service', value).role).toBe('inventory')
  })
})
