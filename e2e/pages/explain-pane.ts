import type { Locator, Page } from '@playwright/test'

/** "From, to, port, protocol", answered with reasons. */
export class ExplainPane {
  readonly panel: Locator

  constructor(page: Page) {
    this.panel = page.getByRole('tabpanel', { name: /^Explain/ })
  }
}
