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

  constructor(page: Page) {
    this.dialog = page.getByRole('dialog', { name: /^Allow / })
    this.ports = this.dialog.getByRole('textbox', { name: /[Pp]orts/ })
    this.allow = this.dialog.getByRole('button', { name: /^Allow this flow/ })
    this.change = this.dialog.getByRole('region', { name: 'YAML change' })
    this.effects = this.dialog.getByRole('region', { name: 'What changes' })
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

/** "Close a → b": the rules that admit a flow, and which of them go. */
export class DisconnectDialog {
  readonly dialog: Locator
  readonly remove: Locator

  constructor(page: Page) {
    this.dialog = page.getByRole('dialog').filter({ has: page.getByRole('button', { name: /^Remove/ }) })
    this.remove = this.dialog.getByRole('button', { name: /^Remove/ })
  }
}
