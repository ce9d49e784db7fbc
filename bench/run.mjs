#!/usr/bin/env node
// Medians of the steps of the core on made-up clusters: `npm run bench`, or with sizes: `npm run bench -- 100 300`.
import { mkdtempSync, rmSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { argv, version } from 'node:process'
import { pathToFileURL } from 'node:url'
import { build } from 'vite'
import { generateCluster } from './generate-cluster.mjs'

const ROUNDS = 5
const sizes = argv.length > 2 ? argv.slice(2).map(Number) : [100, 300, 1000]

function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)]
}

function timed(run) {
  const start = performance.now()
  const result = run()
  return { time: performance.now() - start, result }
}

const folder = mkdtempSync(join(tmpdir(), 'bulkhead-bench-'))
try {
  await build({
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    ssr: { noExternal: true },
    build: {
      ssr: 'bench/measured.ts',
      outDir: folder,
      emptyOutDir: true,
      rolldownOptions: { output: { entryFileNames: 'measured.mjs' } },
    },
  })
  const { measuresOf } = await import(pathToFileURL(join(folder, 'measured.mjs')).href)
  console.log(`Node ${version}, ${cpus().length} × ${cpus()[0]?.model}; medians of ${ROUNDS} rounds in ms`)
  for (const workloads of sizes) {
    const text = generateCluster({ workloads, namespaces: Math.max(5, Math.round(workloads / 50)), seed: 1 })
    console.log(`\n${workloads} workloads, ${Math.round(text.length / 1024)} KiB`)
    for (const { name, run } of measuresOf(text)) {
      const rounds = Array.from({ length: ROUNDS }, () => timed(run))
      const time = median(rounds.map((round) => round.time)).toFixed(1)
      console.log(`  ${name.padEnd(34)}${time.padStart(9)}   (${rounds[0].result})`)
    }
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
