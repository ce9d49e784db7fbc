import type { Locator, Page } from '@playwright/test'

/** All documents: found, opened, deleted, brought back. */
export class DocumentsDialog {
  readonly dialog: Locator
  /** Why the open document is not saved, and the ways out. */
  readonly trouble: Locator
  readonly damaged: Locator
  private readonly page: Page

  constructor(page: Page) {
    this.page = page
    this.dialog = page.getByRole('dialog', { name: 'All documents' })
    this.trouble = this.dialog.getByRole('alert')
    this.damaged = this.dialog.getByRole('region', { name: 'Cannot be read whole' })
  }

  row(title: string): Locator {
    return this.dialog.getByRole('row').filter({ has: this.page.getByRole('button', { name: title, exact: true }) })
  }

  async choose(title: string, item: string): Promise<void> {
    await this.dialog.getByRole('button', { name: `More for ${title}`, exact: true }).click()
    await this.page.getByRole('menuitem', { name: item, exact: true }).click()
  }

  /** Presses a button by its name. */
  async press(name: string): Promise<void> {
    await this.dialog.getByRole('button', { name, exact: true }).click()
  }

  async close(): Promise<void> {
    await this.dialog.getByRole('button', { name: 'Close', exact: true }).click()
    await this.dialog.waitFor({ state: 'detached' })
  }
}
