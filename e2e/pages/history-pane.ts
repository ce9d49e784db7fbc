import type { Locator, Page } from '@playwright/test'

/** What was done, step by step. */
export class HistoryPane {
  readonly entries: Locator
  /** Where one is. */
  readonly current: Locator
  private readonly list: Locator

  constructor(page: Page) {
    this.list = page.getByRole('list', { name: 'History' })
    this.entries = this.list.getByRole('button')
    this.current = this.list.locator('[aria-current="step"]')
  }

  entry(label: string | RegExp): Locator {
    return this.entries.filter({ hasText: label })
  }
}
