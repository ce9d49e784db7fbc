import type { Locator, Page } from '@playwright/test'

/** The doors over the sample of the first visit, and the hints after it. */
export class FirstVisitPane {
  readonly region: Locator
  readonly manifests: Locator
  readonly template: Locator
  readonly sample: Locator
  readonly dismiss: Locator
  readonly hint: Locator
  /** Where manifests are pasted. */
  readonly paste: Locator

  constructor(page: Page) {
    this.region = page.getByRole('region', { name: 'Getting started' })
    this.manifests = this.region.getByRole('button', { name: /^Your manifests/ })
    this.template = this.region.getByRole('button', { name: /^A template/ })
    this.sample = this.region.getByRole('button', { name: /^A sample/ })
    this.dismiss = this.region.getByRole('button', { name: 'Dismiss getting started' })
    this.hint = page.getByRole('complementary', { name: 'Hint' })
    this.paste = page.getByRole('dialog', { name: 'Your manifests' }).getByRole('textbox')
  }
}
