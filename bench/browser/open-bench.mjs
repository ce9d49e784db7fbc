import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from '@playwright/test'
import { preview } from 'vite'
import { findChromium } from '../../e2e/find-chromium.mjs'

const VIEWPORT = { width: 1440, height: 900 }

/** A Chromium without a GPU whose pages can collect garbage; undefined when there is none. */
export async function launchChromium() {
  const executablePath = findChromium()
  return (
    executablePath &&
    (await chromium.launch({
      executablePath,
      args: ['--disable-gpu', '--js-flags=--expose-gc', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
    }))
  )
}

/** The built page behind a server, a browser, and a folder for input files. */
export async function openBench(folder) {
  const browser = await launchChromium()
  if (!browser) throw new Error('no Chromium: install one, or name it in CHROMIUM_PATH')
  const server = await preview({ logLevel: 'error', preview: { port: 0 } })
  return {
    browser,
    url: server.resolvedUrls.local[0],
    /** An empty page of somebody new. */
    newPage: async () => (await browser.newContext({ viewport: VIEWPORT })).newPage(),
    /** Writes an input file once. */
    write(name, print) {
      const file = join(folder, name)
      if (!existsSync(file)) writeFileSync(file, print())
      return file
    },
    async close() {
      await browser.close()
      await server.close()
    },
  }
}

/** The page of somebody new, with the sample drawn and the editor there. */
export async function openSample({ newPage, url }) {
  const page = await newPage()
  await page.goto(url)
  await page.getByRole('group', { name: /^api-server,/ }).waitFor()
  await page.locator('.view-line').first().waitFor()
  return page
}

/** Opens a file through the picker; returns when it was handed over, in this process's time. */
export async function pickFile(page, file) {
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Open…' }).click()
  await page.getByRole('menuitem', { name: 'Files…' }).click()
  const start = performance.now()
  await (await chooser).setFiles(file)
  return start
}

/** The frame of a namespace, open or folded. */
export function frameOf(page, namespace) {
  return page.getByRole('group', { name: new RegExp(`^namespace ${namespace},`) })
}
