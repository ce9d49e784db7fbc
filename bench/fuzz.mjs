#!/usr/bin/env node
// The engine against the naive evaluator on random clusters: `npm run test:fuzz`, or `npm run test:fuzz -- --flows N --seed S`;
// what it prints on a disagreement runs that case again.
import { cpus } from 'node:os'
import { exit, stdout, version } from 'node:process'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { withBundle } from './bundle.mjs'

const { values } = parseArgs({
  options: { flows: { type: 'string', default: '2000000' }, seed: { type: 'string' }, path: { type: 'string' } },
})
const flows = Number(values.flows)
const seed = Number(values.seed ?? Math.floor(Math.random() * 1_000_000_000))
if (!Number.isSafeInteger(flows) || flows < 1 || !Number.isSafeInteger(seed)) {
  console.error('--flows and --seed take whole numbers')
  exit(2)
}

function describe({ clusters, flows: { allowed, denied, depends }, explained }) {
  const all = allowed + denied + depends
  return `${all} flows (${allowed} allowed, ${denied} denied, ${depends} depends) of ${clusters} clusters, ${explained} of them explained`
}

const failed = await withBundle('fuzz.ts', async (bundle) => {
  const { fuzz } = await import(pathToFileURL(bundle).href)
  console.log(`Node ${version}, ${cpus().length} × ${cpus()[0]?.model}; seed ${seed}`)
  const start = performance.now()
  const report = (tally) => stdout.isTTY && stdout.write(`\r${describe(tally)}`)
  const { tally, disagreement } = fuzz({ flows, seed, ...(values.path ? { path: values.path } : {}), report })
  if (stdout.isTTY) stdout.write('\n')
  const seconds = ((performance.now() - start) / 1000).toFixed(1)
  console.log(`seed ${seed}: ${describe(tally)}; ${seconds} s`)
  if (disagreement) {
    const { seed: at, path, text } = disagreement
    console.log(
      `\nThe engine and the rules disagree:\n\n${text}\n\nAgain: npm run test:fuzz -- --seed ${at} --path ${path}`,
    )
  } else console.log('The engine and the rules agree on all of them.')
  return disagreement !== undefined
})
exit(failed ? 1 : 0)
