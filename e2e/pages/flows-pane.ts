import type { Locator, Page } from '@playwright/test'

/** Every allowed flow as a row, with its filter. */
export class FlowsPane {
  private readonly page: Page
  readonly grid: Locator
  readonly count: Locator
  readonly names: Locator
  readonly ports: Locator
  readonly chosen: Locator

  constructor(page: Page) {
    this.page = page
    const table = page.getByRole('region', { name: 'Table of flows' })
    this.grid = table.getByRole('grid', { name: 'Flows' })
    this.count = table.getByRole('status')
    this.names = table.getByRole('searchbox', { name: 'Names' })
    this.ports = table.getByRole('textbox', { name: 'Ports' })
    this.chosen = table.getByRole('region', { name: 'Chosen flow' })
  }

  async open(): Promise<void> {
    await this.page.getByRole('tab', { name: 'Flows' }).click()
  }

  /** A row, by the beginning of what its cells say. */
  row(from: string, to: string): Locator {
    return this.grid.getByRole('row', { name: `${from} ${to}` })
  }

  header(name: string): Locator {
    return this.grid.getByRole('columnheader', { name })
  }

  async sortBy(name: string): Promise<void> {
    await this.header(name).getByRole('button').click()
  }

  async copyAs(format: 'Markdown' | 'CSV'): Promise<void> {
    await this.page.getByRole('button', { name: 'Copy or download flows' }).click()
    await this.page.getByRole('menuitem', { name: `Copy as ${format}` }).click()
  }

  async saveAs(format: 'Markdown' | 'CSV'): Promise<void> {
    await this.page.getByRole('button', { name: 'Copy or download flows' }).click()
    await this.page.getByRole('menuitem', { name: `Download as ${format}` }).click()
  }
}
