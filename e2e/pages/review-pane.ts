import type { Locator, Page } from '@playwright/test'

/** The comparison with other manifests. */
export class ReviewPane {
  readonly panel: Locator
  readonly summary: Locator
  private readonly page: Page

  constructor(page: Page) {
    this.page = page
    this.panel = page.getByRole('tabpanel', { name: /^Compare/ })
    this.summary = this.panel.getByText(/ opened · /)
  }

  /** The flows that changed in one way: "Opened", "Closed", "Other ports". */
  group(title: string): Locator {
    return this.panel.getByRole('region', { name: new RegExp(title) })
  }

  /** A flow of the comparison, by words of its cells. */
  flow(group: string, words: RegExp): Locator {
    return this.group(group).getByRole('row', { name: words })
  }

  /** Compares with files that are picked. */
  async compareWithFiles(files: readonly { name: string; text: string }[]): Promise<void> {
    const chooser = this.page.waitForEvent('filechooser')
    await this.panel.getByRole('button', { name: 'Files…' }).click()
    await (await chooser).setFiles(
      files.map(({ name, text }) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(text) })),
    )
  }
}
