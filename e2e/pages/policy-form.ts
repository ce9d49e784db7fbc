import { expect, type Locator, type Page } from '@playwright/test'

/** The selected policy as a form, in the inspector. */
export class PolicyForm {
  private readonly page: Page
  readonly form: Locator
  readonly name: Locator
  readonly subject: Locator

  constructor(page: Page) {
    this.page = page
    this.form = page.getByRole('form', { name: /^Policy/ })
    this.name = this.form.getByRole('textbox', { name: 'Name', exact: true })
    this.subject = this.form.getByRole('region', { name: 'Pods it is about' })
  }

  /** Opens a policy from the list of all of them. */
  async open(policy: string): Promise<void> {
    await this.page.getByRole('tab', { name: 'Inspector' }).click()
    await this.page.getByRole('button', { name: `Edit policy ${policy}`, exact: true }).click()
    await expect(this.name).toHaveValue(policy)
  }

  rule(title: string): Locator {
    return this.form.getByRole('region', { name: title, exact: true })
  }

  field(name: string): Locator {
    return this.form.getByLabel(name, { exact: true })
  }

  button(name: string | RegExp): Locator {
    return this.form.getByRole('button', typeof name === 'string' ? { name, exact: true } : { name })
  }

  /** Types into a field and makes the change. */
  async enter(name: string, text: string): Promise<void> {
    await this.field(name).fill(text)
    await this.field(name).press('Enter')
  }
}
