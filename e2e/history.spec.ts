import AxeBuilder from '@axe-core/playwright'
import { expect, test } from './fixtures.ts'

test('any step of the history is a click away, with the caret where it was and the change in sight', async ({
  bulkhead,
  page,
}) => {
  const { canvas, editor, connect, preview } = bulkhead
  await bulkhead.open()
  const opened = await editor.text()

  await test.step('type, connect, isolate', async () => {
    await editor.textbox.focus()
    await page.keyboard.press('ControlOrMeta+Home')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('End')
    await page.keyboard.type(' at all')
    await canvas.draw(canvas.node('frontend'), canvas.node('postgres'))
    await connect.dialog.getByRole('checkbox', { name: /^5432/ }).check()
    await connect.allow.click()
    await expect(canvas.edge(/^allowed: frontend to postgres/)).toBeVisible()
    await canvas.select(canvas.node('rogue-pod'))
    await canvas.actions('rogue-pod').getByRole('button', { name: 'Isolate…' }).click()
    await expect(preview.apply).toBeEnabled()
    await preview.apply.click()
    await expect(canvas.node('rogue-pod')).toHaveAccessibleName(/admits nothing for ingress/)
  })
  const typed = opened.replace('it isolates\n', 'it isolates at all\n')
  const history = await bulkhead.openHistory()

  await test.step('each is one entry, the last one current', async () => {
    await expect(history.entries).toHaveText([
      'Opened',
      /^Edit policies\.yamlline 2/,
      /^Allow frontend → postgres/,
      /^Isolate rogue-pod/,
    ])
    await expect(history.current).toContainText('Isolate rogue-pod')
  })

  await test.step('back to what was typed: the text, the picture, the caret', async () => {
    await history.entry('Edit policies.yaml').click()
    await expect(history.current).toContainText('Edit policies.yaml')
    await expect(canvas.edge(/^allowed: frontend to postgres/)).toHaveCount(0)
    await expect(canvas.node('frontend').locator('.is-changed')).toBeAttached()
    await expect(page.getByText(/^Ln 2, Col \d+$/)).toBeVisible()
    await expect(history.current).toBeFocused()
    await expect.poll(() => editor.text()).toBe(typed)
  })

  await test.step('with the keyboard to the beginning: every byte, and the line that changed is marked', async () => {
    await history.current.focus()
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('Enter')
    await expect(history.current).toHaveText('Opened')
    await expect(editor.line('# or be spoken to')).toBeVisible()
    await expect(page.locator('.written-line, .revealed-line')).toHaveCount(1)
    await expect.poll(() => editor.text()).toBe(opened)
  })

  await test.step('forward to the end', async () => {
    await history.entry('Isolate rogue-pod').click()
    await expect(canvas.edge(/^allowed: frontend to postgres/)).toBeVisible()
    await expect(canvas.node('rogue-pod')).toHaveAccessibleName(/admits nothing for ingress/)
  })

  await test.step('doing something else forgets what was undone', async () => {
    await history.entry('Edit policies.yaml').click()
    await editor.openFile('policies.yaml')
    await editor.scrollToEnd()
    await page.keyboard.type('# the end')
    await expect(history.entries).toHaveCount(3)
    await expect(history.current).toContainText('Edit policies.yaml')
  })
})

test('undo selects again what was selected, and shows what came back', async ({ bulkhead, page }) => {
  const { canvas, disconnect, toolbar } = bulkhead
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await bulkhead.open()
  const scrape = canvas.edge(/^allowed: prometheus to api-server on 9090/)
  await canvas.select(scrape)
  await page.keyboard.press('Delete')
  await expect(disconnect.remove).toBeEnabled()
  await disconnect.remove.click()
  await expect(scrape).toHaveCount(0)
  await canvas.select(canvas.node('kube-dns'))

  await toolbar.undo.click()
  await expect(scrape.locator('.is-selected.is-changed')).toBeAttached()
  await expect(canvas.actions('prometheus → api-server')).toBeVisible()

  await test.step('without motion it stays marked until something else is looked at', async () => {
    await expect(scrape.locator('.line__halo')).toHaveCSS('animation-name', 'none')
    await canvas.select(canvas.node('kube-dns'))
    await expect(canvas.region.locator('.is-changed')).toHaveCount(0)
  })
})

test('undo selects again the text that was typed over', async ({ bulkhead, page }) => {
  const { editor, toolbar } = bulkhead
  await bulkhead.open()
  await editor.retype('it isolates', 'isolates', 'surrounds')
  await expect(editor.line('it surrounds')).toBeVisible()
  await toolbar.undo.click()
  await expect(editor.line('it isolates')).toBeVisible()
  await editor.textbox.focus()
  await page.keyboard.type('shields')
  await expect(editor.line('it shields')).toBeVisible()
})

test('undo stays under the pointer while the document is saved', async ({ bulkhead, page }) => {
  const { editor, toolbar } = bulkhead
  await bulkhead.open()
  const saved = page.locator('.saved')
  const places = await saved.evaluateHandle((element) => {
    const seen = new Map<string, number[]>()
    const undo = document.querySelector('.history button')
    new MutationObserver(() => {
      const words = element.textContent.slice(0, 5)
      seen.set(words, [...(seen.get(words) ?? []), undo?.getBoundingClientRect().x ?? 0])
    }).observe(element, { subtree: true, childList: true, characterData: true })
    return seen
  })
  await editor.retype('it isolates', 'isolates', 'surrounds')
  await expect(toolbar.saved).toBeVisible()
  await expect.poll(() => places.evaluate((seen) => [...seen.keys()])).toEqual(['savin', 'saved'])
  const [first, ...others] = await places.evaluate((seen) => [...seen.values()].flat())
  expect(others.every((x) => x === first)).toBe(true)
})

test('axe finds nothing in the history', async ({ bulkhead, page }) => {
  await bulkhead.open()
  await bulkhead.toolbar.add('Namespace', 'staging')
  const history = await bulkhead.openHistory()
  await history.entry('Opened').click()
  await expect(history.current).toHaveText('Opened')
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html }) => html) }))).toEqual([])
})
