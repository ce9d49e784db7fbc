import type { Locator, Page } from '@playwright/test'

/** "Allow a → b": ports, the YAML that would be written, what else changes. */
export class ConnectDialog {
  readonly dialog: Locator
  readonly ports: Locator
  readonly allow: Locator
  /** The lines that would be written. */
  readonly change: Locator
  /** The flows it opens and closes. */
  readonly effects: Locator
  readonly strict: Locator
  readonly keepDns: Locator
  readonly exchange: Locator
  private readonly page: Page

  constructor(page: Page) {
    this.page = page
    this.dialog = page.getByRole('dialog', { name: /^Allow / })
    this.strict = this.dialog.getByRole('checkbox', { name: 'isolate both ends' })
    this.keepDns = this.dialog.getByRole('checkbox', { name: /DNS/ })
    this.exchange = this.dialog.getByRole('button', { name: 'Exchange the ends' })
    this.ports = this.dialog.getByRole('textbox', { name: /[Pp]orts/ })
    this.allow = this.dialog.getByRole('button', { name: /^Allow this flow/ })
    this.change = this.dialog.getByRole('region', { name: 'YAML change' })
    this.effects = this.dialog.getByRole('region', { name: 'What changes' })
  }

  /** Puts another end in the place of one: what is typed is found, or stands for itself. */
  async changeEnd(end: 'From' | 'To', typed: string): Promise<void> {
    const field = this.dialog.getByRole('combobox', { name: end, exact: true })
    await field.fill(typed)
    await this.page.getByRole('listbox', { name: end, exact: true }).getByRole('option').first().click()
  }
}

/** "Connect a to…": the search for the other end. */
export class TargetDialog {
  readonly dialog: Locator
  readonly search: Locator

  constructor(page: Page) {
    this.dialog = page.getByRole('dialog', { name: /^Connect .* to…$/ })
    this.search = this.dialog.getByRole('combobox', { name: 'Target' })
  }
}

/** "Close a → b": the rules that admit a flow, and the ways to stop it. */
export class DisconnectDialog {
  readonly dialog: Locator
  readonly remove: Locator
  /** The one button that writes, whatever it does. */
  readonly confirm: Locator
  /** "Stop only ports". */
  readonly ports: Locator
  readonly change: Locator
  readonly effects: Locator
  /** Why nothing stops only this. */
  readonly refusals: Locator

  constructor(page: Page) {
    this.dialog = page.getByRole('dialog', { name: /^Close / })
    this.remove = this.dialog.getByRole('button', { name: /^Remove/ })
    this.confirm = this.dialog.getByRole('button', { name: /^(Remove|Narrow|Isolate)/ })
    this.ports = this.dialog.getByRole('textbox', { name: /^Stop only ports/ })
    this.change = this.dialog.getByRole('region', { name: 'YAML change' })
    this.effects = this.dialog.getByRole('region', { name: 'What changes' })
    this.refusals = this.dialog.getByRole('region', { name: 'Why nothing stops only this' })
  }

  /** A way to stop the flow, by its words. */
  way(words: string | RegExp): Locator {
    return this.dialog.getByRole('radio', { name: words })
  }
}
