import type { Locator, Page } from '@playwright/test'

/** The search field and the filter of the graph. */
export class SearchPane {
  readonly field: Locator
  readonly results: Locator
  readonly filterButton: Locator
  readonly filter: Locator

  constructor(page: Page) {
    this.field = page.getByRole('combobox', { name: 'Search', exact: true })
    this.results = page.getByRole('listbox', { name: 'Found' })
    this.filterButton = page.getByRole('button', { name: /^Filter/ })
    this.filter = page.getByRole('dialog', { name: 'Filter of the graph' })
  }

  /** What is found under this name. */
  result(name: string | RegExp): Locator {
    return this.results.getByRole('option', { name })
  }

  namespace(name: string): Locator {
    return this.filter.getByRole('checkbox', { name, exact: true })
  }
}
