import { expect, test } from './fixtures.ts'

test('everything is found by a few letters; what was used last comes first, what cannot be done says why', async ({
  bulkhead,
  page,
}) => {
  const { canvas, palette } = bulkhead
  await bulkhead.open()

  await test.step('go to a workload', async () => {
    await palette.find('postg', /^postgres/)
    await page.keyboard.press('Enter')
    await expect(canvas.actions('postgres')).toBeVisible()
    await expect(canvas.node('postgres')).toBeFocused()
  })

  await test.step('go to a view, and find the way back offered first', async () => {
    await palette.run('go matrix', /^Go to the matrix/)
    await expect(page.getByRole('tab', { name: 'Matrix' })).toHaveAttribute('aria-selected', 'true')
    await expect(page.getByRole('tab', { name: 'Matrix' })).toBeFocused()
    await palette.run('go graph', /^Go to the graph/)
    await palette.open()
    await expect(palette.options.first()).toHaveAccessibleName(/^Go to the graph/)
    await expect(palette.options.nth(1)).toHaveAccessibleName(/^Go to the matrix/)
    await page.keyboard.press('Escape')
    await expect(palette.dialog).toBeHidden()
  })

  await test.step('what cannot be done stays in the list, with the reason', async () => {
    await palette.open()
    await page.keyboard.type('redo')
    await expect(palette.option(/^Redo\s*there is nothing to redo/)).toHaveAttribute('aria-selected', 'true')
    await page.keyboard.press('Enter')
    await expect(palette.dialog).toBeVisible()
    await page.keyboard.press('Escape')
  })
})

test('the sheet of all keys is searched, and single keys are heard only in the graph', async ({ bulkhead, page }) => {
  const { canvas, palette, target } = bulkhead
  await bulkhead.open()
  await page.keyboard.press('?')
  await expect(palette.help).toBeVisible()
  await expect(palette.help.getByRole('region', { name: 'Graph' })).toContainText('Zoom in')
  await palette.help.getByRole('searchbox', { name: 'Search shortcuts' }).fill('ctrl+z')
  await expect(palette.help.locator('.help-line')).toHaveText([/^Undo/, /^Redo/].slice(0, 1))
  await page.keyboard.press('Escape')
  await expect(palette.help).toBeHidden()

  await bulkhead.toolbar.document('payments').focus()
  await page.keyboard.press('c')
  await expect(target.search).toBeHidden()
  await canvas.node('api-server').focus()
  await page.keyboard.press('c')
  await expect(target.search).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(target.search).toBeHidden()

  await page.keyboard.press('ControlOrMeta+S')
  await expect(bulkhead.toast('Saved in this browser')).toBeVisible()
})

test('the graph is one stop of Tab: arrows go from node to node, E along edges, Esc leaves', async ({
  bulkhead,
  page,
}) => {
  const { canvas } = bulkhead
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await bulkhead.open()
  const graph = page.getByRole('application', { name: /^Nodes and edges/ })
  await graph.focus()
  await page.keyboard.press('ArrowRight')
  await expect(canvas.region.locator('.react-flow__node:focus')).toHaveCount(1)

  await test.step('arrows', async () => {
    await canvas.node('frontend').focus()
    await page.keyboard.press('ArrowRight')
    await expect(canvas.node('api-server')).toBeFocused()
    await page.keyboard.press('ArrowLeft')
    await expect(canvas.node('frontend')).toBeFocused()
  })

  await test.step('edges, and from an edge to its end', async () => {
    await page.keyboard.press('e')
    await expect(canvas.region.locator('.react-flow__edge:focus')).toHaveCount(1)
    await canvas.edge('allowed: frontend to api-server on 8080, 2 rules').focus()
    await page.keyboard.press('ArrowRight')
    await expect(canvas.node('api-server')).toBeFocused()
  })

  await test.step('Enter inspects, Esc clears, Esc leaves, Tab goes on', async () => {
    await page.keyboard.press('Enter')
    await expect(canvas.actions('api-server')).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(canvas.actions('api-server')).toBeHidden()
    await expect(canvas.node('api-server')).toBeFocused()
    await page.keyboard.press('Escape')
    await expect(graph).toBeFocused()
    await page.keyboard.press('Tab')
    await expect(canvas.region.locator('.react-flow__node:focus, .react-flow__edge:focus')).toHaveCount(0)
  })
})

test('the editor lets the keyboard out again: Esc, then Tab', async ({ bulkhead, page }) => {
  await bulkhead.open()
  await bulkhead.palette.run('go to the text', /^Go to the text/)
  const { textbox } = bulkhead.editor
  await expect(textbox).toBeFocused()
  await expect(page.getByText(/^Tab indents here: Esc, then Tab leaves/)).toBeVisible()
  const text = await bulkhead.editor.text()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Tab')
  await expect(textbox).not.toBeFocused()
  await expect.poll(() => bulkhead.editor.text()).toBe(text)
})
