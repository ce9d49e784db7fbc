import { expect, type Locator, type Page } from '@playwright/test'

/** All commands, found by a few letters; and the sheet of all keys. */
export class PalettePane {
  private readonly page: Page
  readonly dialog: Locator
  readonly field: Locator
  readonly options: Locator
  readonly help: Locator

  constructor(page: Page) {
    this.page = page
    this.dialog = page.getByRole('dialog', { name: 'Commands' })
    this.field = this.dialog.getByRole('combobox', { name: 'Commands' })
    this.options = this.dialog.getByRole('option')
    this.help = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
  }

  async open(): Promise<void> {
    await this.page.keyboard.press('ControlOrMeta+K')
    await expect(this.field).toBeFocused()
  }

  /** An option by the beginning of what it says. */
  option(words: string | RegExp): Locator {
    return this.dialog.getByRole('option', { name: words })
  }

  /** Types until what is meant is the chosen option. */
  async find(typed: string, option: string | RegExp): Promise<void> {
    await this.open()
    await this.page.keyboard.type(typed)
    await expect(this.option(option).first()).toHaveAttribute('aria-selected', 'true')
  }

  /** Does something by its name, and nothing but the keyboard. */
  async run(typed: string, option: string | RegExp): Promise<void> {
    await this.find(typed, option)
    await this.page.keyboard.press('Enter')
    await expect(this.dialog).toBeHidden()
  }
}
