#!/usr/bin/env node
// What the built page takes: `npm run build && npm run bench:browser`, or some measures by name:
// `npm run bench:browser -- dump typing`. Each says the load of the machine before it.
import { mkdtempSync, rmSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { argv } from 'node:process'
import { measureDump } from './browser/measure-dump.mjs'
import { measureFrames } from './browser/measure-frames.mjs'
import { measureHuge } from './browser/measure-huge.mjs'
import { measureStart } from './browser/measure-start.mjs'
import { measureTyping } from './browser/measure-typing.mjs'
import { openBench } from './browser/open-bench.mjs'

const MEASURES = {
  start: measureStart,
  typing: measureTyping,
  dump: measureDump,
  frames: measureFrames,
  huge: measureHuge,
}

const names = argv.length > 2 ? argv.slice(2) : Object.keys(MEASURES)
const unknown = names.filter((name) => !Object.hasOwn(MEASURES, name))
if (unknown.length > 0)
  throw new Error(`no measure is called ${unknown.join(' or ')}: ${Object.keys(MEASURES).join(', ')}`)

const folder = mkdtempSync(join(tmpdir(), 'bulkhead-bench-'))
const bench = await openBench(folder)
try {
  for (const name of names) {
    console.log(`${name}, load ${loadavg()[0].toFixed(1)}`)
    await MEASURES[name](bench)
  }
} finally {
  await bench.close()
  rmSync(folder, { recursive: true, force: true })
}
