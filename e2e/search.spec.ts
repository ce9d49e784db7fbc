import AxeBuilder from '@axe-core/playwright'
import { expect, test } from './fixtures.ts'

test.use({ contextOptions: { reducedMotion: 'reduce' } })

test('find the database by its label, filter to its port, see who can reach it, and show all again', async ({
  bulkhead,
  page,
}) => {
  const { canvas, search } = bulkhead
  await bulkhead.open()
  const text = await bulkhead.editor.text()

  await test.step('what is folded is found, opened and gone to by keyboard', async () => {
    await canvas.region.getByRole('button', { name: 'Fold payments' }).click()
    await expect(canvas.node('postgres')).toHaveCount(0)
    await canvas.region.focus()
    await page.keyboard.press('/')
    await expect(search.field).toBeFocused()
    await page.keyboard.type('tier=data')
    // Until the whole text is answered, what its beginning found is listed.
    await expect(search.results.getByRole('option')).toHaveCount(1)
    await expect(search.result(/^postgres/)).toContainText('label tier=data')
    await expect(search.result(/^postgres/)).toContainText('folded')
    await page.keyboard.press('Enter')
    await expect(canvas.actions('postgres')).toBeVisible()
    await expect(canvas.node('postgres')).toBeFocused()
  })

  await test.step('one namespace and one port are left, and it is said what is not', async () => {
    await search.filterButton.click()
    await search.namespace('payments').check()
    await search.filter.getByRole('textbox', { name: 'Port' }).fill('5432')
    await expect(canvas.node('frontend')).toHaveCount(0)
    await page.keyboard.press('Escape')
    await expect(canvas.region).toContainText(/\d+ workloads and \d+ edges hidden by the filter/)
    await expect(search.filterButton).toHaveAccessibleName('Filter, 2 set')
    await canvas.expectTitles('api-server', 'postgres')
  })

  await test.step('who can reach it, and who cannot', async () => {
    await canvas.select(canvas.node('postgres'))
    await canvas.actions('postgres').getByRole('button', { name: 'Who can reach this' }).click()
    await expect(canvas.edge(/^allowed: api-server to postgres/)).toBeAttached()
    await expect(canvas.edge(/^(allowed|denied): postgres to/)).toHaveCount(0)
    await canvas.region.getByRole('button', { name: 'Show all' }).click()
    await expect(canvas.edge(/^denied: frontend to postgres/)).toBeAttached()
    await canvas.actions('postgres').getByRole('button', { name: 'Who can reach this' }).click()
    await expect(canvas.edge(/^denied: frontend to postgres/)).toHaveCount(0)
  })

  await test.step('nothing of it is in the text', async () => {
    await canvas.expectTitles('frontend', 'kube-dns')
    expect(await bulkhead.editor.text()).toBe(text)
  })
})

test('a filter belongs to the document, and going to what it hides clears it', async ({ bulkhead, page }) => {
  const { canvas, search, toolbar } = bulkhead
  await bulkhead.open()
  await search.filterButton.click()
  await search.namespace('monitoring').check()
  await expect(canvas.node('frontend')).toHaveCount(0)
  await page.keyboard.press('Escape')
  await expect(toolbar.saved).toBeVisible()
  await page.reload()
  await expect(search.filterButton).toHaveAccessibleName('Filter, 1 set')
  await expect(canvas.node('prometheus')).toBeVisible()
  await expect(canvas.node('frontend')).toHaveCount(0)

  await search.field.fill('frontend')
  await expect(search.result(/^frontend.*Deployment/)).toContainText('hidden by the filter')
  await search.field.press('Enter')
  await expect(canvas.actions('frontend')).toBeVisible()
  await expect(search.filterButton).toHaveAccessibleName('Filter')
})

for (const colorScheme of ['light', 'dark'] as const)
  test(`axe finds nothing in the search and the filter (${colorScheme})`, async ({ bulkhead, page }) => {
    const { canvas, search } = bulkhead
    await page.emulateMedia({ colorScheme })
    await bulkhead.open()
    const violations = async () =>
      (await new AxeBuilder({ page }).analyze()).violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])
    await search.field.fill('p')
    await expect(search.result(/^postgres/).first()).toBeVisible()
    expect(await violations()).toEqual([])
    await search.filterButton.click()
    await search.filter.getByRole('textbox', { name: 'Port' }).fill('no port')
    await expect(search.filter).toContainText('not a port')
    expect(await violations()).toEqual([])
    await page.keyboard.press('Escape')
    await canvas.select(canvas.node('postgres'))
    await canvas.actions('postgres').getByRole('button', { name: 'Who can reach this' }).click()
    await expect(canvas.edge(/^denied: frontend to postgres/)).toBeAttached()
    expect(await violations()).toEqual([])
  })
