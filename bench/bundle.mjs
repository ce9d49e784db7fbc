import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'vite'

/** Bundles a TypeScript file of this folder for Node into a temporary folder, and removes it after `use`. */
export function withBundle(entry, use) {
  return bundle({ ssr: { noExternal: true }, build: { ssr: `bench/${entry}` } }, use)
}

/** The same for a browser. */
export function withBrowserBundle(entry, use) {
  return bundle({ build: { lib: { entry: `bench/${entry}`, formats: ['es'] } } }, use)
}

async function bundle({ build: how, ...config }, use) {
  const folder = mkdtempSync(join(tmpdir(), 'bulkhead-bench-'))
  try {
    await build({
      configFile: false,
      logLevel: 'warn',
      publicDir: false,
      ...config,
      build: {
        ...how,
        outDir: folder,
        emptyOutDir: true,
        rolldownOptions: { output: { entryFileNames: 'bundle.mjs' } },
      },
    })
    return await use(join(folder, 'bundle.mjs'), folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
