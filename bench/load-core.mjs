import { resolve } from 'node:path'
import { runnerImport } from 'vite'

/** A module of the core, by its path there: what the page has as well is written once. */
export async function loadCore(path) {
  const file = resolve(import.meta.dirname, '../src/core', path)
  return (await runnerImport(file, { configFile: false, logLevel: 'error' })).module
}
