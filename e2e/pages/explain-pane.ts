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

  /** Types a whole question, and takes what the ends are read as first. */
  async ask(from: string, to: string, port: string): Promise<void> {
    for (const [end, words] of [
      ['From', from],
      ['To', to],
    ] as const) {
      const field = this.panel.getByRole('combobox', { name: end, exact: true })
      await field.fill(words)
      await field.press('Enter')
    }
    await this.port.fill(port)
  }

  /** The reasons of one end: "Leaving web". */
  end(title: string): Locator {
    return this.panel.getByRole('heading', { name: new RegExp(`^${title} `) })
  }

  /** The place of a policy's cause. */
  place(policy: string): Locator {
    return this.panel.getByRole('listitem').filter({ hasText: policy }).getByRole('button')
  }
}
