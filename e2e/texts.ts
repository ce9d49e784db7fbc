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

/** A Service of two pods, of which a policy closes one; what asks may reach them, and nothing else. */
export const DATABASE = `apiVersion: apps/v1
kind: Deployment
metadata: {name: web, namespace: data}
spec:
  template:
    metadata: {labels: {app: web}}
    spec: {containers: [{name: web, image: web}]}
---
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: db, namespace: data}
spec:
  replicas: 2
  template:
    metadata: {labels: {app: db}}
    spec: {containers: [{name: db, image: postgres}]}
---
apiVersion: v1
kind: Service
metadata: {name: db, namespace: data}
spec:
  selector: {app: db}
  ports: [{port: 5432, targetPort: 6432}]
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: only-to-db, namespace: data}
spec:
  podSelector: {matchLabels: {app: web}}
  policyTypes: [Egress]
  egress:
  - to: [{podSelector: {matchLabels: {app: db}}}]
    ports:
    - port: 6432
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: second-is-closed, namespace: data}
spec: {podSelector: {matchLabels: {statefulset.kubernetes.io/pod-name: db-1}}}
`

/** A policy of namespace shop, or another, with the given spec in flow style. */
export function policy(name: string, spec: string, namespace = 'shop'): string {
  return `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: ${name}, namespace: ${namespace}}
spec: ${spec}
`
}

/** A Deployment of namespace shop with one label on its pods. */
export function deploymentText(name: string, app = name): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
  namespace: shop
spec:
  selector:
    matchLabels:
      app: ${app}
  template:
    metadata:
      labels:
        app: ${app}
    spec:
      containers:
        - name: main
          image: example:1
`
}

/** A rule that is wider than anybody needs. */
export const WIDE = `${['web', 'cron', 'api'].map((name) => deploymentText(name)).join('---\n')}---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: wide
  namespace: shop
spec:
  podSelector:
    matchLabels:
      app: api
  ingress:
    # Everybody in the shop, for now.
    - from:
        - podSelector: {}
      ports:
        - port: 8000 # the public API
          endPort: 8010
`

/** Pods of unknown address, and a rule for a block that may hold them. */
export const SCATTERED = `apiVersion: v1
kind: Pod
metadata: {name: worker, namespace: far, labels: {app: worker}}
spec: {containers: [{name: main, image: example:1}]}
---
apiVersion: v1
kind: Pod
metadata: {name: store, namespace: far, labels: {app: store}}
spec: {containers: [{name: main, image: example:1}]}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: by-address, namespace: far}
spec:
  podSelector: {matchLabels: {app: store}}
  ingress:
    - from: [{ipBlock: {cidr: 10.1.0.0/16}}]
`
