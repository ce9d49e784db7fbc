import type { Locator, Page } from '@playwright/test'

/** "From, to, port, protocol", answered with reasons. */
export class ExplainPane {
  private readonly page: Page
  readonly panel: Locator
  /** Allowed, denied or depends. */
  readonly answer: Locator
  readonly port: Locator

  constructor(page: Page) {
    this.page = page
    this.panel = page.getByRole('tabpanel', { name: /^Explain/ })
    this.answer = this.panel.getByRole('status')
    this.port = this.panel.getByRole('textbox', { name: 'Port' })
  }

  /** Chooses one end of the question. */
  async choose(end: 'From' | 'To', endpoint: string): Promise<void> {
    await this.panel.getByRole('combobox', { name: end, exact: true }).fill(endpoint)
    await this.page.getByRole('option', { name: endpoint }).click()
  }

  /** The place of a policy's cause. */
  place(policy: string): Locator {
    return this.panel.getByRole('listitem').filter({ hasText: policy }).getByRole('button')
  }
}
