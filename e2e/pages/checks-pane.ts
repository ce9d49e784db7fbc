import type { Locator, Page } from '@playwright/test'

/** What the rules find in the policies. */
export class ChecksPane {
  readonly panel: Locator

  constructor(page: Page) {
    this.panel = page.getByRole('tabpanel', { name: /^Checks/ })
  }

  /** A rule with what it finds, by its title. */
  rule(title: string): Locator {
    return this.panel.getByRole('region', { name: new RegExp(title) })
  }
}
