import { generateCluster } from '../src/core/samples/generate-cluster.ts'
import { expect, test } from './fixtures.ts'

/** Reading this takes seconds. */
const LARGE = generateCluster({ workloads: 3000, namespaces: 150, seed: 1 })

/** The whole cluster is read and drawn, on a machine that may be busy. */
test.setTimeout(180_000)
const READ = { timeout: 60_000 }

test('a large document says how far it is, can be stopped, and is read when asked again', async ({
  bulkhead,
  page,
}) => {
  const { canvas, toolbar, work } = bulkhead
  await bulkhead.open()
  await bulkhead.pick([{ name: 'large.yaml', text: LARGE }])

  await expect(work.bar('reading large.yaml')).toBeVisible()
  await expect(work.words(/^reading large\.yaml · \d+ %$/)).toBeVisible()
  await work.cancel.click()
  await expect(work.words('this text is not read yet')).toBeVisible()
  await expect(work.update).toBeFocused()
  await expect(page.getByRole('progressbar')).toHaveCount(0)
  const { content } = await toolbar.download(/one file/)
  expect(content.equals(Buffer.from(LARGE))).toBe(true)

  await work.update.click()
  await expect(canvas.frame('team-149')).toBeVisible(READ)
  await expect(work.update).toHaveCount(0)
  await expect(page.getByRole('progressbar')).toHaveCount(0)
})

test('writing many flows says how far it is, can be stopped, and a part of them is written at once', async ({
  bulkhead,
  page,
}) => {
  const { canvas, flows, work } = bulkhead
  const text = generateCluster({ workloads: 600, namespaces: 30, seed: 1 })
  await bulkhead.open()
  await bulkhead.pick([{ name: 'many.yaml', text }])
  await expect(canvas.frame('team-029')).toBeVisible(READ)
  await flows.open()
  await expect(flows.count).toHaveText(/^\d+,\d+ flows$/, READ)

  await flows.saveAs('CSV')
  await expect(work.bar('writing flows')).toBeVisible()
  await page.getByRole('button', { name: 'Stop writing' }).click()
  await expect(page.getByText('The flows were not written')).toBeVisible()
  await expect(page.getByRole('progressbar')).toHaveCount(0)

  await flows.names.fill('app-00001')
  await expect(flows.count).toHaveText(/, [1-9][\d,]* shown by the filter$/)
  const saved = page.waitForEvent('download')
  await flows.saveAs('CSV')
  expect((await saved).suggestedFilename()).toBe('many-flows.csv')
})
