import type { TextFile } from '../../core/model/edit.ts'
import type { Question } from '../../core/model/verdict.ts'

/** A document that comes with the app, in a part of its own: nothing is requested but a file of the app. */
export interface Sample {
  readonly title: string
  /** What menus say of it. */
  readonly note: string
  /** What it opens with asked. */
  readonly question?: Question
  load(): Promise<readonly TextFile[]>
}

/** What somebody new sees, and the flow of it that should not be. */
export const FIRST_SAMPLE: Sample = {
  title: 'payments',
  note: 'three services, and a flow that should not be',
  question: {
    from: 'monitoring/pod/rogue-pod',
    to: 'payments/deployment/api-server',
    protocol: 'TCP',
    port: 9090,
  },
  load: () =>
    readFiles(
      import('../../../public/samples/payments/policies.yaml?raw'),
      import('../../../public/samples/payments/cluster.yaml?raw'),
    ),
}

export const SAMPLES: readonly Sample[] = [
  FIRST_SAMPLE,
  {
    title: 'shop',
    note: 'fifteen services under default deny',
    load: () =>
      readFiles(
        import('../../../public/samples/shop/policies.yaml?raw'),
        import('../../../public/samples/shop/cluster.yaml?raw'),
      ),
  },
  {
    title: 'tenants',
    note: 'three customers in one cluster, IPv4 and IPv6',
    load: () =>
      readFiles(
        import('../../../public/samples/tenants/policies.yaml?raw'),
        import('../../../public/samples/tenants/cluster.yaml?raw'),
      ),
  },
  {
    title: 'clinic',
    note: 'six mistakes to find and repair',
    load: () =>
      readFiles(
        import('../../../public/samples/clinic/policies.yaml?raw'),
        import('../../../public/samples/clinic/cluster.yaml?raw'),
      ),
  },
  {
    title: 'large',
    note: '2,000 workloads, made up',
    async load() {
      const { generateCluster } = await import('../../core/samples/generate-cluster.ts')
      return [{ name: 'cluster.yaml', text: generateCluster({ workloads: 2000, namespaces: 100, seed: 1 }) }]
    },
  },
]

type RawFile = Promise<{ readonly default: string }>

async function readFiles(policies: RawFile, cluster: RawFile): Promise<readonly TextFile[]> {
  const [first, second] = await Promise.all([policies, cluster])
  return [
    { name: 'policies.yaml', text: first.default },
    { name: 'cluster.yaml', text: second.default },
  ]
}

/** Fetches the parts of the samples, so that no request is made once the page stands. */
export function loadSampleParts(): Promise<unknown> {
  const made = import('../../core/samples/generate-cluster.ts')
  return Promise.all([made, ...SAMPLES.filter(({ title }) => title !== 'large').map(({ load }) => load())])
}
