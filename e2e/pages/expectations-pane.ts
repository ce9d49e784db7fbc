import { expect, type Locator, type Page } from '@playwright/test'

/** What must be allowed or denied, and whether it is. */
export class ExpectationsPane {
  readonly panel: Locator
  readonly tab: Locator

  constructor(page: Page) {
    this.panel = page.getByRole('tabpanel', { name: /^Expectations/ })
    this.tab = page.getByRole('tab', { name: /^Expectations/ })
  }

  /** One expectation, by its name. */
  row(name: string): Locator {
    return this.panel.getByRole('listitem', { name, exact: true })
  }

  async expectState(name: string, state: 'holds' | 'fails' | 'depends' | 'mixed' | 'error'): Promise<void> {
    await expect(this.row(name)).toContainText(state)
  }
}
