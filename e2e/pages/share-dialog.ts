import { expect, type Locator, type Page } from '@playwright/test'

/** The dialog that makes a link of the document. */
export class ShareDialog {
  private readonly page: Page
  readonly dialog: Locator

  constructor(page: Page) {
    this.page = page
    this.dialog = page.getByRole('dialog', { name: 'Share', exact: true })
  }

  /** Opens it from the menu. */
  async open(): Promise<void> {
    await this.page.getByRole('button', { name: 'Export', exact: true }).click()
    await this.page.getByRole('menuitem', { name: /^Share/ }).click()
    await expect(this.dialog).toBeVisible()
  }

  /** Copies the link as a person would, and gives it. */
  async copyLink(): Promise<string> {
    await this.page.evaluate(() => navigator.clipboard.writeText(''))
    const copy = this.dialog.getByRole('button', { name: 'Copy link' })
    await copy.click()
    await expect(copy).toHaveText('Copied')
    const link = await this.page.evaluate(() => navigator.clipboard.readText())
    expect(link).toMatch(/#v1\.[\w-]+$/)
    return link
  }
}

/** What is said over a document that came by a link. */
export class SharedBanner {
  readonly region: Locator
  readonly keep: Locator
  readonly discard: Locator

  constructor(page: Page) {
    this.region = page.getByRole('region', { name: 'Shared document' })
    this.keep = this.region.getByRole('button', { name: 'Keep' })
    this.discard = this.region.getByRole('button', { name: 'Discard' })
  }
}
