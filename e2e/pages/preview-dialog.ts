import type { Locator, Page } from '@playwright/test'

/** What a change would write, open, close and isolate, before it is made: in its dialog and on the canvas. */
export class PreviewDialog {
  readonly dialog: Locator
  readonly apply: Locator
  /** The lines that would be written. */
  readonly change: Locator
  /** The flows it opens and closes, and what becomes isolated. */
  readonly effects: Locator
  readonly selectors: Locator
  /** Edges on the canvas that would open, and that would close. */
  readonly opened: Locator
  readonly closed: Locator
  /** Marks of nodes that would become isolated. */
  readonly isolated: Locator

  constructor(page: Page) {
    this.dialog = page.getByRole('dialog').filter({ has: page.getByRole('button', { name: /^Apply/ }) })
    this.apply = this.dialog.getByRole('button', { name: /^Apply/ })
    this.change = this.dialog.getByRole('region', { name: 'YAML change' })
    this.effects = this.dialog.getByRole('region', { name: 'What changes' })
    this.selectors = this.dialog.getByRole('region', { name: 'Selectors' })
    const graph = page.getByRole('region', { name: 'Graph' })
    this.opened = graph.locator('.line.is-opens')
    this.closed = graph.locator('.line.is-closes')
    this.isolated = graph.getByTitle(/^becomes isolated/)
  }
}
