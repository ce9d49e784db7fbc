#!/usr/bin/env node
// The laws of the tests (`*-laws.test.ts`), with more rounds than every day: `npm run test:laws`, or
// `npm run test:laws -- --times 100 --seed S`; what fast-check prints on a failure names the seed.
import { spawnSync } from 'node:child_process'
import { env, execPath, exit } from 'node:process'
import { parseArgs } from 'node:util'

const { values } = parseArgs({ options: { times: { type: 'string', default: '20' }, seed: { type: 'string' } } })
const times = Number(values.times)
if (!Number.isSafeInteger(times) || times < 1) {
  console.error('--times takes a whole number')
  exit(2)
}
const { status } = spawnSync(
  execPath,
  ['node_modules/vitest/vitest.mjs', 'run', 'laws.test', '--testTimeout=3600000'],
  {
    stdio: 'inherit',
    env: { ...env, BULKHEAD_LAWS: String(times), ...(values.seed ? { BULKHEAD_SEED: values.seed } : {}) },
  },
)
exit(status ?? 1)
