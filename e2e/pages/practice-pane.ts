import type { Locator, Page } from '@playwright/test'

/** The list of practice tasks, and the task beside the picture. */
export class PracticePane {
  private readonly page: Page
  readonly dialog: Locator
  readonly panel: Locator
  readonly claims: Locator
  readonly passed: Locator

  constructor(page: Page) {
    this.page = page
    this.dialog = page.getByRole('dialog', { name: 'Practice' })
    this.panel = page.getByRole('complementary', { name: 'Practice' })
    this.claims = this.panel.getByRole('list', { name: 'What has to hold' }).getByRole('listitem')
    this.passed = this.panel.getByText('✓ Passed.')
  }

  /** By the menu of the ways in. */
  async openList(): Promise<void> {
    await this.page.getByRole('button', { name: 'Open…' }).click()
    await this.page.getByRole('menuitem', { name: /^Practice/ }).click()
  }

  async begin(title: string): Promise<void> {
    await this.dialog.getByRole('button', { name: `Begin: ${title}` }).click()
  }

  claim(words: string): Locator {
    return this.claims.filter({ hasText: words })
  }
}
