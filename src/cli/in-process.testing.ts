import { PassThrough } from 'node:stream'
import { text } from 'node:stream/consumers'
import { createOutput } from './output.ts'
import { run } from './run.ts'
import type { Surroundings } from './surroundings.ts'

/** Runs a command line inside the test; `stdin` is what `-` reads. */
export async function runInProcess(
  args: readonly string[],
  stdin = '',
  { sourceDate }: Pick<Surroundings, 'sourceDate'> = {},
): Promise<{ code: number; out: string; err: string }> {
  const out = new PassThrough()
  const err = new PassThrough()
  const written = Promise.all([text(out), text(err)])
  const code = await run(args, {
    version: '0.0.0',
    sourceDate,
    readStdin: async () => new TextEncoder().encode(stdin),
    out: createOutput(out),
    err: createOutput(err),
  })
  out.end()
  err.end()
  const [outText, errText] = await written
  return { code, out: outText, err: errText }
}
