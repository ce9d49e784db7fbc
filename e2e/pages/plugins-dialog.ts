import type { Locator, Page } from '@playwright/test'

/** The table of network plugins. */
export class PluginsDialog {
  private readonly page: Page
  readonly dialog: Locator

  constructor(page: Page) {
    this.page = page
    this.dialog = page.getByRole('dialog', { name: 'What is known of network plugins' })
  }

  /** The row of a plugin in the table of all. */
  row(plugin: string): Locator {
    return this.dialog.getByRole('row').filter({ has: this.page.getByRole('button', { name: plugin, exact: true }) })
  }

  /** The button that opens and closes the sources of a plugin. */
  name(plugin: string): Locator {
    return this.dialog.getByRole('button', { name: plugin, exact: true })
  }

  sources(plugin: string): Locator {
    return this.dialog.getByRole('table', { name: `Sources for ${plugin}` })
  }
}
