import { chmodSync } from 'node:fs'
import { join } from 'node:path'
import react from '@vitejs/plugin-react'
import type { Plugin } from 'vite'
import { defineConfig } from 'vitest/config'

/** What the built page may do: run and style itself, and nothing that could carry a document away. */
const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "font-src 'self'",
  "img-src 'self' data:",
  "worker-src 'self'",
  "connect-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "object-src 'none'",
].join('; ')

/** What a meta tag cannot say goes into the headers of the host; README shows them for other servers. */
const HEADERS = {
  'Content-Security-Policy': `${PAGE_POLICY}; frame-ancestors 'none'`,
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=()',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
}

/** Puts the policy into the built page, so that it holds on any static host. The dev server needs its own scripts. */
function contentSecurityPolicy(): Plugin {
  return {
    name: 'content-security-policy',
    apply: 'build',
    transformIndexHtml: () => [
      {
        tag: 'meta',
        attrs: { 'http-equiv': 'Content-Security-Policy', content: PAGE_POLICY },
        injectTo: 'head-prepend',
      },
    ],
  }
}

const page = defineConfig({
  base: './',
  plugins: [react(), contentSecurityPolicy()],
  worker: { format: 'es' },
  build: {
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 4000,
    modulePreload: { polyfill: false },
  },
  preview: { headers: HEADERS, port: 4173 },
  test: {
    include: ['src/**/*.test.{ts,tsx}', 'bench/**/*.test.ts'],
    environment: 'node',
    setupFiles: ['src/random.testing.ts'],
    // A busy machine takes several times as long as a quiet one.
    testTimeout: 20_000,
  },
})

/** The shebang works only on a file that may be run. */
function executable(): Plugin {
  return {
    name: 'executable',
    writeBundle({ dir = '' }, bundle) {
      for (const file of Object.keys(bundle)) chmodSync(join(dir, file), 0o755)
    },
  }
}

/** One file for plain Node, beside the page it never touches. */
const commandLine = defineConfig({
  publicDir: false,
  plugins: [executable()],
  ssr: { noExternal: true },
  build: {
    ssr: 'src/cli/main.ts',
    outDir: 'dist/cli',
    emptyOutDir: false,
    target: 'node20',
    rolldownOptions: {
      output: { entryFileNames: 'bulkhead.mjs', codeSplitting: false, banner: '#!/usr/bin/env node' },
    },
  },
})

export default defineConfig(({ mode }) => (mode === 'cli' ? commandLine : page))
