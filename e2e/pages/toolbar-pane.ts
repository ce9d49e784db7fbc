import { readFile } from 'node:fs/promises'
import { expect, type Locator, type Page } from '@playwright/test'
import { PluginsDialog } from './plugins-dialog.ts'
import { PreviewDialog } from './preview-dialog.ts'

/** What a change does to a large document takes its time to say. */
const PLANNED = { timeout: 60_000 }

/** The bar at the top: documents, opening, undo and redo, export. */
export class ToolbarPane {
  private readonly page: Page
  readonly undo: Locator
  readonly redo: Locator
  /** Shown while everything is saved. */
  readonly saved: Locator

  constructor(page: Page) {
    this.page = page
    this.undo = page.locator('.history').getByRole('button', { name: /^Undo/ })
    this.redo = page.locator('.history').getByRole('button', { name: /^Redo/ })
    this.saved = page.getByText(/^saved in this browser/)
  }

  /** Back to the beginning of the history. */
  async undoAll(): Promise<void> {
    while (await this.undo.isEnabled()) await this.undo.click()
    await expect(this.undo).toBeDisabled()
  }

  /** The button that names the open document. */
  document(title: string): Locator {
    return this.page.getByRole('button', { name: `Document ${title}`, exact: true })
  }

  async chooseDocument(current: string, item: string | RegExp): Promise<void> {
    await this.document(current).click()
    await this.page.getByRole('menuitem', { name: item }).click()
  }

  async open(item: string): Promise<void> {
    await this.page.getByRole('button', { name: 'Open…' }).click()
    await this.page.getByRole('menuitem', { name: item }).click()
  }

  /** The button that names the network plugin in use. */
  plugin(inUse: string): Locator {
    return this.page.getByRole('button', { name: `CNI: ${inUse}`, exact: true })
  }

  async openPlugins(inUse: string): Promise<PluginsDialog> {
    await this.plugin(inUse).click()
    await this.page.getByRole('menuitem', { name: /^What is known of network plugins/ }).click()
    return new PluginsDialog(this.page)
  }

  /** Writes a small new manifest into the document. */
  async add(kind: 'Namespace' | 'Deployment' | 'Pod' | 'NetworkPolicy', name: string, ports = ''): Promise<void> {
    await this.page.getByRole('button', { name: 'Add', exact: true }).click()
    await this.page.getByRole('menuitem', { name: `${kind}…` }).click()
    const { dialog, apply } = new PreviewDialog(this.page)
    await dialog.getByRole('textbox', { name: 'Name', exact: true }).fill(name)
    if (ports !== '') await dialog.getByRole('textbox', { name: 'Ports' }).fill(ports)
    await expect(dialog).toHaveAccessibleName(`Add ${kind} ${name}`, PLANNED)
    await apply.click()
    await dialog.waitFor({ state: 'detached' })
  }

  /** The text of a downloaded export. */
  async download(item: string | RegExp): Promise<{ name: string; content: Buffer }> {
    await this.page.getByRole('button', { name: 'Export', exact: true }).click()
    const [download] = await Promise.all([
      this.page.waitForEvent('download'),
      this.page.getByRole('menuitem', { name: item }).click(),
    ])
    return { name: download.suggestedFilename(), content: await readFile(await download.path()) }
  }
}
