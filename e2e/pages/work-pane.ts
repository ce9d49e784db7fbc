import type { Locator, Page } from '@playwright/test'

/** What the engine is at work on, once that takes a while. */
export class WorkPane {
  readonly cancel: Locator
  /** Shown when the work was cancelled. */
  readonly update: Locator
  private readonly page: Page

  constructor(page: Page) {
    this.page = page
    this.cancel = page.getByRole('button', { name: 'Cancel', exact: true })
    this.update = page.getByRole('button', { name: 'Update', exact: true })
  }

  /** What stands over the picture about it. */
  words(words: string | RegExp): Locator {
    return this.page.getByRole('region', { name: 'Picture' }).getByText(words, { exact: true })
  }

  /** The bar of what is being done: "reading cluster.yaml", "drawing". */
  bar(doing: string | RegExp): Locator {
    return this.page.getByRole('progressbar', { name: doing })
  }
}
