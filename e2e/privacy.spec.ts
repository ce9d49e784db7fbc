import { createReadStream } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join, resolve } from 'node:path'
import { test as plain } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { CanvasPane } from './pages/canvas-pane.ts'
import { SHOP } from './texts.ts'

test('once all panes have opened there is no request, whatever one does', async ({ bulkhead, watch, page }) => {
  const { canvas, connect, toolbar, editor } = bulkhead
  await bulkhead.open()
  await bulkhead.openProblems()
  await bulkhead.openExplain()
  await canvas.draw(canvas.node('rogue-pod'), canvas.node('postgres'))
  await expect(connect.dialog).toBeVisible()
  await page.keyboard.press('Escape')
  await toolbar.download(/kustomize/)
  await page.waitForLoadState('networkidle')

  const before = watch.requests.length
  await canvas.paste(SHOP)
  await expect(canvas.node('basket')).toBeVisible()
  await canvas.draw(canvas.node('web'), canvas.node('basket'))
  await connect.ports.fill('8080')
  await connect.allow.click()
  await expect(canvas.edge(/^allowed: web to basket/)).toBeVisible()
  await editor.text()
  await toolbar.download(/one file/)
  await bulkhead.openProblems()
  expect(watch.requests.slice(before).filter((url) => !url.startsWith('blob:'))).toEqual([])
})

test('the built page carries its policy, and the server what a page cannot say', async ({ page }) => {
  const response = await page.goto('./')
  const policy = await page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute('content')
  expect(policy?.split('; ')).toEqual([
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
  ])
  expect(response?.headers()['content-security-policy']).toContain("frame-ancestors 'none'")
})

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.ttf': 'font/ttf',
}

/** The simplest host there is: files below a path, no headers of ours. */
async function hostBelow(path: string): Promise<{ url: string; close: () => void }> {
  const dist = resolve(import.meta.dirname, '../dist')
  const server = createServer((request, response) => {
    const file = (request.url ?? '').slice(path.length) || 'index.html'
    response.setHeader('Content-Type', TYPES[extname(file)] ?? 'application/octet-stream')
    createReadStream(join(dist, file))
      .on('error', () => response.writeHead(404).end())
      .pipe(response)
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}${path}`, close: () => server.close() }
}

plain('the page works on any static host, under any path', async ({ page }) => {
  const host = await hostBelow('/some/where/deep/')
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(error.message))
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()))
  await page.goto(host.url)
  await expect(new CanvasPane(page).node('api-server')).toBeVisible()
  await expect(page.locator('.view-line').first()).toBeVisible()
  host.close()
  expect(errors).toEqual([])
})
