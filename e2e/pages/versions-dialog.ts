import { expect, type Locator, type Page } from '@playwright/test'

/** Earlier texts of the open document. */
export class VersionsDialog {
  readonly dialog: Locator
  readonly list: Locator
  /** What changed since the chosen version. */
  readonly change: Locator

  constructor(page: Page) {
    this.dialog = page.getByRole('dialog', { name: /^Versions of / })
    this.list = this.dialog.getByRole('list', { name: 'Versions' })
    this.change = this.dialog.getByRole('region', { name: 'YAML change' })
  }

  version(title: string): Locator {
    return this.list.getByRole('button', { name: new RegExp(`^${title}`) })
  }

  async keep(name: string): Promise<void> {
    await this.dialog.getByRole('textbox', { name: 'Name of the text as it is now' }).fill(name)
    await this.dialog.getByRole('button', { name: 'Keep as a version' }).click()
    await expect(this.version(name)).toBeVisible()
  }

  /** Presses a button that does something with the chosen version. */
  async press(name: string): Promise<void> {
    await this.dialog.getByRole('button', { name, exact: true }).click()
  }

  async close(): Promise<void> {
    await this.press('Close')
    await this.dialog.waitFor({ state: 'detached' })
  }
}
