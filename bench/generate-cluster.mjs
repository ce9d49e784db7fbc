#!/usr/bin/env node
// Writes a made-up cluster as YAML documents, the same bytes for the same arguments:
//   node bench/generate-cluster.mjs --workloads 1000 --namespaces 20 --seed 1 > cluster.yaml
import { argv } from 'node:process'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { loadCore } from './load-core.mjs'

export const { generateCluster } = await loadCore('samples/generate-cluster.ts')

if (argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({
    options: {
      workloads: { type: 'string', default: '200' },
      namespaces: { type: 'string', default: '10' },
      seed: { type: 'string', default: '1' },
      'open-share': { type: 'string', default: '0.2' },
    },
  })
  process.stdout.write(
    generateCluster({
      workloads: Number(values.workloads),
      namespaces: Number(values.namespaces),
      seed: Number(values.seed),
      openShare: Number(values['open-share']),
    }),
  )
}
