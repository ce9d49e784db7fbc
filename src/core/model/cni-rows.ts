/**
 * What is known of network plugins, a row each (CNI-2). Data, not truth: every cell names its source, and a cell nobody
 * could check is `unknown`, never a guess. docs/cni.md shows the same cells to people.
 */
import { CNI_FEATURES, type CniCell, type CniRow, type Support } from './cni-cell.ts'

type Details = Omit<CniCell, 'support' | 'source'>

const cell =
  (support: Support) =>
  (source: string, details: Details = {}): CniCell => ({ support, ...details, source })
const yes = cell('yes')
const no = cell('no')
const unknown = cell('unknown')
const unverified = unknown('not verified')

/** The same cell for every feature, but for those given. */
function rowOf(usual: CniCell, others: Partial<CniRow> = {}): CniRow {
  const usually = Object.fromEntries(CNI_FEATURES.map((feature) => [feature, usual])) as CniRow
  return { ...usually, ...others }
}

export const UPSTREAM = rowOf(yes('Kubernetes API reference, NetworkPolicy of networking.k8s.io/v1'), {
  'blocks-match-pods': yes('Kubernetes end-to-end tests, test/e2e/network/netpol', {
    note: 'the API text leaves it open; the tests expect it',
  }),
})

export const CALICO = rowOf(yes('docs.tigera.io, Kubernetes network policy'), {
  'blocks-match-pods': yes('projectcalico/calico, libcalico-go/lib/backend/k8s/conversion'),
  endPort: yes('projectcalico/calico issue 4249'),
  SCTP: yes('projectcalico/libcalico-go PR 1179'),
  'named-ports': yes('projectcalico/libcalico-go issue 770', { since: '3.0' }),
})

export const CANAL = rowOf(yes('docs.tigera.io, Calico for policy and flannel for networking'), {
  IPv6: unverified,
})

export const CILIUM = rowOf(yes('docs.cilium.io, network/kubernetes/policy'), {
  'blocks-match-pods': no('cilium/cilium issue 9209', {
    note: 'blocks match nodes only with a flag, and pods only with a flag of 1.20',
  }),
  endPort: yes('cilium/cilium issue 16622', {
    since: 'about 1.16',
    note: 'before, endPort was ignored without a word and only the first port counted',
  }),
  SCTP: unknown('docs.cilium.io, configuration/sctp', {
    otherwise: 'dropped',
    note: 'beta, enabled by sctp.enabled',
  }),
})

export const ANTREA = rowOf(yes('antrea-io/antrea, docs/antrea-network-policy.md'), {
  endPort: yes('antrea-io/antrea issue 1638'),
  SCTP: yes('antrea-io/antrea issue 1297'),
  'named-ports': yes('antrea-io/antrea release 0.4.0', { since: '0.4' }),
  IPv6: yes('antrea-io/antrea release 0.11.0 and later changelogs', { since: '1.x', note: 'alpha from 0.11' }),
})

export const OVN_KUBERNETES = rowOf(yes('OpenShift documentation, network policy'), {
  except: yes('ovn-kubernetes/ovn-kubernetes issue 845', {
    note: 'some releases dropped what one block excepts even where another rule admits it',
  }),
  endPort: yes('ovn-kubernetes/ovn-kubernetes, go-controller/pkg/ovn/gress_policy.go'),
  SCTP: yes('ovn-kubernetes/ovn-kubernetes issue 1120'),
  'named-ports': unknown('ovn-kubernetes/ovn-kubernetes issue 2117', {
    note: 'not in 2021: a port name then admitted every port of its protocol; later releases not verified',
  }),
})

export const KUBE_ROUTER = rowOf(yes('cloudnativelabs/kube-router, docs'), {
  except: yes('cloudnativelabs/kube-router issue 326, PR 543', { since: '2018', note: 'was missing before' }),
  endPort: yes('cloudnativelabs/kube-router PR 1080', { since: '2021' }),
  SCTP: no('cloudnativelabs/kube-router issue 1019, open'),
  'named-ports': yes('cloudnativelabs/kube-router PR 679', { since: '2019' }),
  IPv6: yes('cloudnativelabs/kube-router, docs/ipv6.md', { since: '2.0' }),
})

const EKS = 'docs.aws.amazon.com, eks/latest/userguide/cni-network-policy'
const EKS_ENFORCES = yes(EKS, { since: '1.14', note: 'must be enabled; on EC2 Linux nodes only' })

export const AWS_VPC_CNI = rowOf(yes(EKS, { since: '1.14' }), {
  ingress: EKS_ENFORCES,
  egress: EKS_ENFORCES,
  except: yes(EKS, { since: '1.14', note: 'aws/amazon-vpc-cni-k8s issue 2625 reports one without effect in 1.15' }),
  'blocks-match-pods': unverified,
  SCTP: unverified,
  'named-ports': unknown(EKS, { note: 'yes, if service and container use the same name for the port' }),
  IPv6: yes(EKS, { since: '1.14', note: 'IPv4 or IPv6, by cluster; not both in one' }),
})

const AKS = 'learn.microsoft.com, azure/aks/use-network-policies'

/** On Linux nodes: on Windows much more is missing. */
export const AZURE_NPM = rowOf(yes(AKS), {
  'blocks-match-pods': unverified,
  endPort: unknown('Azure/azure-container-networking issue 2313', {
    note: 'not in 2022, when only the first port counted, Azure/AKS issue 2857; later releases not verified',
  }),
  SCTP: unverified,
  IPv6: no(AKS),
})

export const WEAVE = rowOf(yes('weaveworks/weave, documentation of weave-npc; archived'), {
  egress: yes('weaveworks/weave release 2.4.0, issue 2624', { since: '2.4' }),
  except: unknown('weaveworks/weave issue 3924', { note: 'ignored for addresses on the same node' }),
  endPort: unknown('not verified', { note: 'no code for it seen' }),
  SCTP: unverified,
  'named-ports': no('weaveworks/weave issue 3032', { note: 'a name may even stop weave-npc, issue 3785' }),
  IPv6: no('weaveworks/weave issue 19, open'),
})

export const KINDNET = rowOf(yes('kubernetes-sigs/kube-network-policies, which kindnet runs'))

const FLANNEL_README = 'flannel-io/flannel README, 0.28'
const FLANNEL_ENFORCES = no(FLANNEL_README, {
  note: 'flannel alone enforces no policies; with kube-network-policies beside it, choose kindnet',
})

export const FLANNEL = rowOf(no(FLANNEL_README), { ingress: FLANNEL_ENFORCES, egress: FLANNEL_ENFORCES })
