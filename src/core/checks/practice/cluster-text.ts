/** A Namespace as YAML. */
export function namespaceText(name: string, labels: Readonly<Record<string, string>> = {}): string {
  return `apiVersion: v1
kind: Namespace
metadata:
  name: ${name}
  labels:
${labelLines({ 'kubernetes.io/metadata.name': name, ...labels }, 4)}`
}

/** A Deployment as YAML; its ports by name. */
export function deploymentText(
  namespace: string,
  name: string,
  ports: Readonly<Record<string, number>> = {},
  labels: Readonly<Record<string, string>> = { app: name },
): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
  namespace: ${namespace}
spec:
  replicas: 2
  selector:
    matchLabels:
${labelLines(labels, 6)}  template:
    metadata:
      labels:
${labelLines(labels, 8)}    spec:
${containerLines(name, ports, 6)}`
}

/** A Pod as YAML. */
export function podText(namespace: string, name: string, labels: Readonly<Record<string, string>>): string {
  return `apiVersion: v1
kind: Pod
metadata:
  name: ${name}
  namespace: ${namespace}
  labels:
${labelLines(labels, 4)}spec:
${containerLines(name, {}, 2)}`
}

/** A Service of the pods that are labelled `app: <name>`, as YAML. */
export function serviceText(namespace: string, name: string, port: number, targetPort: number | string): string {
  return `apiVersion: v1
kind: Service
metadata:
  name: ${name}
  namespace: ${namespace}
spec:
  selector:
    app: ${name}
  ports:
    - port: ${port}
      targetPort: ${targetPort}
`
}

/** The cluster's DNS as it is in most clusters. */
export const DNS_TEXT = `${namespaceText('kube-system')}---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: coredns
  namespace: kube-system
spec:
  replicas: 2
  selector:
    matchLabels:
      k8s-app: kube-dns
  template:
    metadata:
      labels:
        k8s-app: kube-dns
    spec:
      containers:
        - name: coredns
          image: registry.k8s.io/coredns/coredns:v1.12.0
          ports:
            - { name: dns, containerPort: 53, protocol: UDP }
            - { name: dns-tcp, containerPort: 53, protocol: TCP }
---
apiVersion: v1
kind: Service
metadata:
  name: kube-dns
  namespace: kube-system
spec:
  clusterIP: 10.96.0.10
  selector:
    k8s-app: kube-dns
  ports:
    - { name: dns, port: 53, protocol: UDP, targetPort: 53 }
    - { name: dns-tcp, port: 53, protocol: TCP, targetPort: 53 }
`

/** Manifests as one stream. */
export function joinTexts(...texts: readonly string[]): string {
  return texts.join('---\n')
}

function labelLines(labels: Readonly<Record<string, string>>, indent: number): string {
  return Object.entries(labels)
    .map(([key, value]) => `${' '.repeat(indent)}${key}: ${value}\n`)
    .join('')
}

function containerLines(name: string, ports: Readonly<Record<string, number>>, indent: number): string {
  const lines = [
    'containers:',
    `  - name: ${name}`,
    `    image: registry.example.com/${name}:1`,
    ...(Object.keys(ports).length > 0 ? ['    ports:'] : []),
    ...Object.entries(ports).map(([port, number]) => `      - { name: ${port}, containerPort: ${number} }`),
  ]
  return lines.map((line) => `${' '.repeat(indent)}${line}\n`).join('')
}
