import type { Locator, Page } from '@playwright/test'

/** What is wrong with the text, and where. */
export class ProblemsPane {
  readonly panel: Locator

  constructor(page: Page) {
    this.panel = page.getByRole('tabpanel', { name: /^Problems/ })
  }

  /** Problems of a rule of docs/semantics.md. */
  problem(code: string): Locator {
    return this.panel.getByRole('listitem').filter({ hasText: code })
  }
}
