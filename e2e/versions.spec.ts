import AxeBuilder from '@axe-core/playwright'
import { expect, test } from './fixtures.ts'
import { SHOP } from './texts.ts'

const CHANGED = SHOP.replace('customers', 'buyers')

test('a version is named, the text is edited, compared with it, brought back, and that is undone', async ({
  bulkhead,
}) => {
  const { canvas, editor, toolbar } = bulkhead
  await bulkhead.open()
  await canvas.paste(SHOP)
  await expect(canvas.node('basket')).toBeVisible()

  await test.step('name the text as it is', async () => {
    const versions = await bulkhead.openVersions('pasted')
    await expect(versions.dialog).toContainText('There is none yet')
    await versions.keep('before the sale')
    await expect(versions.dialog).toContainText('The text is as it was then.')
    await versions.close()
  })

  await test.step('edit, and see what changed since', async () => {
    await editor.retype('# Keeps what customers want', 'customers', 'buyers')
    await expect(editor.line('# Keeps what buyers want')).toBeVisible()
    const versions = await bulkhead.openVersions('pasted')
    await expect(versions.dialog).toContainText('Since then: +1 −1 lines')
    await expect(versions.change).toContainText('# Keeps what customers want')
    await expect(versions.change).toContainText('# Keeps what buyers want')
    await versions.press('Restore')
    await expect(versions.dialog).toBeHidden()
  })

  await test.step('the text is back, byte for byte, as one step that is undone', async () => {
    await expect(editor.line('# Keeps what customers want')).toBeVisible()
    await expect.poll(() => editor.text()).toBe(SHOP)
    await expect(toolbar.undo).toHaveAccessibleName(/^Undo restore 'before the sale'/)
    await toolbar.undo.click()
    await expect(editor.line('# Keeps what buyers want')).toBeVisible()
    await expect.poll(() => editor.text()).toBe(CHANGED)
  })

  await test.step('what was there before is a version of its own, and opens beside the document', async () => {
    const versions = await bulkhead.openVersions('pasted')
    await versions.version('Before another version was restored').click()
    await expect(versions.dialog).toContainText('The text is as it was then.')
    await versions.version('before the sale').click()
    await expect(versions.change).toBeVisible()
    await versions.press('Open as a document')
    await expect(toolbar.document('pasted (before the sale)')).toBeVisible()
    await expect.poll(() => editor.text()).toBe(SHOP)
  })
})

test('documents are found, copied, deleted, and brought back', async ({ bulkhead }) => {
  const { canvas, editor, toolbar } = bulkhead
  await bulkhead.open()
  await canvas.paste(SHOP)
  await expect(canvas.node('basket')).toBeVisible()
  await expect(toolbar.saved).toBeVisible()

  const documents = await bulkhead.openDocuments('pasted')
  await expect(documents.row('pasted')).toContainText('open now')
  await expect(documents.row('pasted')).toContainText(/1 file · \d+ workloads/)
  await documents.choose('pasted', 'Duplicate')
  await expect(documents.row('pasted (copy)')).toBeVisible()
  await documents.dialog.getByRole('searchbox').fill('copy')
  await expect(documents.row('pasted')).toHaveCount(0)
  await documents.choose('pasted (copy)', 'Delete')
  await expect(documents.dialog).toContainText('No document is called so.')
  await documents.press('Restore pasted (copy)')
  await documents.press('pasted (copy)')
  await expect(documents.dialog).toBeHidden()
  await expect(toolbar.document('pasted (copy)')).toBeVisible()
  await expect.poll(() => editor.text()).toBe(SHOP)
})

for (const colorScheme of ['light', 'dark'] as const)
  test(`axe finds nothing on the dialogs about documents (${colorScheme})`, async ({ bulkhead, page }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await bulkhead.open()
    await bulkhead.editor.retype('it isolates', 'isolates', 'surrounds')
    await expect(bulkhead.editor.line('it surrounds')).toBeVisible()
    const found = async () => {
      const { violations } = await new AxeBuilder({ page }).analyze()
      return violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html }) => html) }))
    }
    const versions = await bulkhead.openVersions('payments')
    await expect(versions.change).toBeVisible()
    expect(await found()).toEqual([])
    await versions.close()
    const documents = await bulkhead.openDocuments('payments')
    await documents.choose('payments', 'Duplicate')
    await documents.choose('payments (copy)', 'Delete')
    await expect(documents.dialog.getByRole('button', { name: 'Restore payments (copy)' })).toBeVisible()
    expect(await found()).toEqual([])
  })
