/** A namespace that the sample does not know: two Deployments under default deny, with comments to keep. */
export const SHOP = `# The shop, as it came out of the repository.
apiVersion: v1
kind: Namespace
metadata:
    name: shop     # four spaces, on purpose
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  namespace: shop
spec:
  replicas: 2
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web, version: "1.2"}}
    spec:
      containers:
      - name: nginx
        image: "nginx:1.27"
---
# Keeps what customers want.
apiVersion: apps/v1
kind: Deployment
metadata:
  name: basket
  namespace: shop
spec:
  selector:
    matchLabels:
      app: basket
  template:
    metadata:
      labels:
        app: basket
    spec:
      containers:
      - name: basket
        image: basket:7
        ports:
        - containerPort: 8080
          name: http
---
# Nobody talks to anybody.
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: default-deny
  namespace: shop
spec:
  podSelector: {}
  policyTypes: [Ingress, Egress] # both ways
`

/** Two namespaces without policies, for the shapes of policies to be drawn on. */
export const TWO_NAMESPACES = `apiVersion: v1
kind: Namespace
metadata: {name: shop, labels: {env: test}}
---
${pod('shop', 'web', 'web')}
---
${pod('shop', 'api', 'api', '{name: http, containerPort: 8080}, {name: metrics, containerPort: 9090}')}
---
${pod('shop', 'db', 'db', '{name: sql, containerPort: 5432}')}
---
apiVersion: v1
kind: Namespace
metadata: {name: ops, labels: {env: prod}}
---
${pod('ops', 'client', 'web')}
---
${pod('ops', 'job', 'job')}
`

function pod(namespace: string, name: string, app: string, ports = ''): string {
  return `apiVersion: v1
kind: Pod
metadata: {name: ${name}, namespace: ${namespace}, labels: {app: ${app}}}
spec: {containers: [{name: main, image: "main:1", ports: [${ports}]}]}`
}

/** A policy of namespace shop, or another, with the given spec in flow style. */
export function policy(name: string, spec: string, namespace = 'shop'): string {
  return `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: ${name}, namespace: ${namespace}}
spec: ${spec}
`
}
