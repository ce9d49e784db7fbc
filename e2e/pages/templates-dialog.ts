import type { Locator, Page } from '@playwright/test'

/** The gallery of templates. */
export class TemplatesDialog {
  readonly dialog: Locator
  readonly cards: Locator

  constructor(page: Page) {
    this.dialog = page.getByRole('dialog', { name: 'Templates' })
    this.cards = this.dialog.getByRole('listitem').getByRole('button')
  }

  card(title: string): Locator {
    return this.cards.filter({ hasText: title })
  }
}
