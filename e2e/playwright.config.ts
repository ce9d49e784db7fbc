import { createServer } from 'node:net'
import { resolve } from 'node:path'
import { defineConfig } from '@playwright/test'
import { findChromium } from './find-chromium.mjs'

const root = resolve(import.meta.dirname, '..')

/** Any free port; the workers of Playwright read this file again and must find the same. */
async function freePort(): Promise<string> {
  const server = createServer()
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const address = server.address()
  await new Promise((closed) => server.close(closed))
  return String(typeof address === 'object' && address !== null ? address.port : 4173)
}

process.env.BULKHEAD_PORT ??= await freePort()
const url = `http://localhost:${process.env.BULKHEAD_PORT}/`
const executablePath = findChromium()

export default defineConfig({
  testDir: '.',
  outputDir: '../test-results',
  forbidOnly: true,
  fullyParallel: true,
  workers: 2,
  timeout: 180_000,
  expect: { timeout: 20_000 },
  reporter: 'list',
  use: {
    baseURL: url,
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
    permissions: ['clipboard-read', 'clipboard-write'],
    screenshot: 'only-on-failure',
    launchOptions: {
      ...(executablePath && { executablePath }),
      args: [
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
        '--disable-gpu',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--no-first-run',
      ],
    },
  },
  projects: [
    { name: 'stories', testIgnore: 'big-dump.spec.ts' },
    // Measures time, so nothing else runs beside it. A busy machine only ever adds time: the best of five counts.
    { name: 'alone', testMatch: 'big-dump.spec.ts', dependencies: ['stories'], fullyParallel: false, retries: 4 },
  ],
  webServer: {
    command: `node node_modules/vite/bin/vite.js preview --port ${process.env.BULKHEAD_PORT} --strictPort`,
    cwd: root,
    url,
    reuseExistingServer: false,
  },
})
