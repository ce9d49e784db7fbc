import { buffer } from 'node:stream/consumers'
import { version } from '../../package.json'
import { createOutput } from './output.ts'
import { run } from './run.ts'

/** A failure of ours must never look like an answer: 0, 1 and 3 are taken. */
const EXIT_FAILED = 2

try {
  process.exitCode = await run(process.argv.slice(2), {
    version,
    sourceDate: process.env.SOURCE_DATE_EPOCH,
    readStdin: async () => new Uint8Array(await buffer(process.stdin)),
    out: createOutput(process.stdout),
    err: createOutput(process.stderr),
  })
} catch (error) {
  process.stderr.write(`bulkhead failed: ${error instanceof Error ? error.stack : String(error)}\n`)
  process.exitCode = EXIT_FAILED
}
