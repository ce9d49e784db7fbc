import { expect, type Locator, type Page } from '@playwright/test'

/** The graph: found as a screen reader finds it, by the names of its nodes and edges. */
export class CanvasPane {
  private readonly page: Page
  readonly region: Locator

  constructor(page: Page) {
    this.page = page
    this.region = page.getByRole('region', { name: 'Graph' })
  }

  /** A card, pill or group by its title; the rest of its accessible name is free. */
  node(title: string): Locator {
    return this.region.getByRole('group', { name: new RegExp(`^${quote(title)}(,|$)`) })
  }

  /** A node by its whole accessible name. */
  named(accessibleName: string): Locator {
    return this.region.getByRole('group', { name: accessibleName, exact: true })
  }

  frame(namespace: string): Locator {
    return this.region.getByRole('group', { name: new RegExp(`^namespace ${quote(namespace)},`) })
  }

  /** An edge by its accessible name, such as "allowed: frontend to api-server on 8080". */
  edge(name: string | RegExp): Locator {
    return this.region.getByRole('button', typeof name === 'string' ? { name, exact: true } : { name })
  }

  /** All edges. */
  get edges(): Locator {
    return this.edge(/^(allowed|denied|depends|admitted here)/)
  }

  /** The accessible names of all edges there are. */
  async edgeNames(): Promise<readonly string[]> {
    const names = await this.edges.evaluateAll((edges) => edges.map((edge) => edge.getAttribute('aria-label') ?? ''))
    return names
  }

  /** Selects by keyboard, which needs no free spot to click on. */
  async select(thing: Locator): Promise<void> {
    await thing.focus()
    await thing.press('Enter')
  }

  /** Takes a workload to those that are selected already, or out of them. */
  async gather(node: Locator): Promise<void> {
    await node.click({ modifiers: ['Shift'] })
  }

  /** Draws an edge from the handle of one node to another node. */
  async draw(from: Locator, to: Locator): Promise<void> {
    await from.locator('.react-flow__handle.source').dragTo(to)
  }

  /** What can be done with the selection. */
  actions(title: string): Locator {
    return this.region.getByRole('toolbar', { name: `Actions for ${title}` })
  }

  /** Pastes a text while the graph has the focus. */
  async paste(text: string): Promise<void> {
    await this.page.evaluate((content) => navigator.clipboard.writeText(content), text)
    await this.region.focus()
    await this.page.keyboard.press('ControlOrMeta+V')
  }

  /** What nobody has to look for: whole, within the pane. */
  async expectInSight(...titles: readonly string[]): Promise<void> {
    for (const title of titles) await expect(this.node(title)).toBeInViewport({ ratio: 0.99 })
  }

  async expectTitles(...titles: readonly string[]): Promise<void> {
    for (const title of titles) await expect(this.node(title)).toBeVisible()
  }
}

function quote(words: string): string {
  return words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
