import type { Page } from '@playwright/test'
import { unzipSync } from 'fflate'
import { expect, test } from './fixtures.ts'
import { SHOP } from './texts.ts'

/** What a browser sees in a PNG. */
function firstPixel(page: Page, png: Buffer) {
  return page.evaluate(async (base64) => {
    const image = new Image()
    image.src = `data:image/png;base64,${base64}`
    await image.decode()
    const canvas = document.createElement('canvas')
    const pen = canvas.getContext('2d')
    pen?.drawImage(image, 0, 0)
    const colour = [...(pen?.getImageData(0, 0, 1, 1).data ?? [])]
    return { colour, width: image.naturalWidth, height: image.naturalHeight }
  }, png.toString('base64'))
}

test('a text with Windows line endings is exported byte for byte', async ({ bulkhead }) => {
  const text = SHOP.replaceAll('\n', '\r\n')
  await bulkhead.open()
  await bulkhead.pick([{ name: 'shop.yaml', text }])
  await expect(bulkhead.canvas.node('basket')).toBeVisible()
  const { content } = await bulkhead.toolbar.download(/one file/)
  expect(content.toString('utf8')).toBe(text)
})

test('the zip holds every manifest under its name, and a kustomization that lists them', async ({ bulkhead }) => {
  await bulkhead.open()
  const { name, content } = await bulkhead.toolbar.download(/for kustomize/)
  expect(name).toBe('payments.zip')
  const files = unzipSync(content)
  expect(Object.keys(files).sort()).toEqual(['cluster.yaml', 'kustomization.yaml', 'policies.yaml'])
  const text = (file: string) => new TextDecoder().decode(files[file])
  expect(text('policies.yaml')).toBe(await bulkhead.editor.text())
  expect(text('kustomization.yaml')).toContain('resources:\n  - cluster.yaml\n  - policies.yaml\n')
  expect(text('kustomization.yaml')).not.toMatch(/namespace|prune/)
})

test('the picture is downloaded as a drawing, with title, legend and all that is on the canvas', async ({
  bulkhead,
}) => {
  await bulkhead.open()
  const { name, content } = await bulkhead.toolbar.download('Picture as SVG')
  expect(name).toBe('payments.svg')
  const svg = content.toString('utf8')
  expect(svg).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg"/)
  for (const words of ['>payments<', '>api-server<', '>postgres<', '>✓ allowed<', '>admits nothing<'])
    expect(svg).toContain(words)
  const edges = await bulkhead.canvas.edgeNames()
  expect(svg.match(/data-edge=/g)).toHaveLength(edges.length)
})

test('the picture is downloaded in pixels, in the colours that were chosen', async ({ bulkhead, page }) => {
  await bulkhead.open()
  await page.getByRole('button', { name: 'Export', exact: true }).click()
  await page.getByRole('menuitemcheckbox', { name: 'Pictures in dark colours' }).click()
  const { name, content } = await bulkhead.toolbar.download('Picture as PNG')
  expect(name).toBe('payments.png')
  const { colour, width, height } = await firstPixel(page, content)
  expect(colour).toEqual([0x14, 0x1a, 0x21, 255])
  expect([content.readUInt32BE(16), content.readUInt32BE(20)]).toEqual([width, height])
  expect(width).toBeGreaterThan(1000)
})

test('the picture is copied', async ({ bulkhead, page }) => {
  await bulkhead.open()
  await page.getByRole('button', { name: 'Export', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Copy picture' }).click()
  await expect(bulkhead.toast('Copied the picture')).toBeVisible()
  const types = await page.evaluate(async () => (await navigator.clipboard.read()).flatMap((item) => item.types))
  expect(types).toContain('image/png')
})

test('the matrix is downloaded as a table, workload by workload', async ({ bulkhead }) => {
  await bulkhead.open()
  const { name, content } = await bulkhead.toolbar.download('Matrix as CSV')
  expect(name).toBe('payments matrix.csv')
  const [head = '', ...rows] = content.toString('utf8').trimEnd().split(/\r?\n/)
  expect(head).toContain('api-server')
  expect(rows.length).toBeGreaterThan(3)
})

test('says how to apply it, and never prunes', async ({ bulkhead, page }) => {
  await bulkhead.open()
  await page.getByRole('button', { name: 'Export', exact: true }).click()
  await page.getByRole('menuitem', { name: /^Apply with kubectl/ }).click()
  const dialog = page.getByRole('dialog', { name: 'Apply payments.yaml' })
  await expect(dialog).toContainText('kubectl diff -f payments.yaml')
  await expect(dialog).toContainText('kubectl apply --server-side --dry-run=server -f payments.yaml')
  await expect(dialog).toContainText('kubectl apply --server-side -f payments.yaml')
  await expect(dialog).not.toContainText('--prune')
})
