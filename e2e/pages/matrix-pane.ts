import { expect, type Locator, type Page } from '@playwright/test'

/** The matrix: cells and headers by their names; the grid keeps the focus and names its active cell. */
export class MatrixPane {
  private readonly page: Page
  readonly region: Locator
  readonly grid: Locator

  constructor(page: Page) {
    this.page = page
    this.region = page.getByRole('region', { name: 'Matrix', exact: true })
    this.grid = this.region.getByRole('grid')
  }

  /** A cell by its ends, whatever it says: "monitoring to payments". */
  cell(ends: string): Locator {
    return this.grid.getByRole('gridcell', { name: new RegExp(`^${ends}: `) })
  }

  sender(name: string | RegExp): Locator {
    return this.grid.getByRole('rowheader', { name })
  }

  receiver(name: string | RegExp): Locator {
    return this.grid.getByRole('columnheader', { name })
  }

  /** What is behind a cell: "monitoring → payments". */
  card(ends: string): Locator {
    return this.region.getByRole('region', { name: ends, exact: true })
  }

  /** The cell that keys act on, as a screen reader says it. */
  async expectActive(name: string | RegExp): Promise<void> {
    const id = async () => (await this.grid.getAttribute('aria-activedescendant')) ?? ''
    await expect
      .poll(async () => this.page.evaluate((active) => document.getElementById(active)?.ariaLabel ?? '', await id()))
      .toMatch(name)
  }

  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) await this.grid.press(key)
  }
}
