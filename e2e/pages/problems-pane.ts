import type { Locator, Page } from '@playwright/test'

/** What is wrong with the text, and where. */
export class ProblemsPane {
  readonly panel: Locator
  /** The one that was shown in the text last. */
  readonly current: Locator

  constructor(page: Page) {
    this.panel = page.getByRole('tabpanel', { name: /^Problems/ })
    this.current = this.panel.locator('li[aria-current="true"]')
  }

  /** Problems of a rule of docs/semantics.md. */
  problem(code: string): Locator {
    return this.panel.getByRole('listitem').filter({ hasText: code })
  }
}
