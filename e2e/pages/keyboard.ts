import { expect, type Locator, type Page } from '@playwright/test'

/** More stops than any way over the page has. */
const MOST_STOPS = 120

/** Someone who has no mouse: goes from place to place with Tab, and never focuses anything by other means. */
export class Keyboard {
  private readonly page: Page

  constructor(page: Page) {
    this.page = page
  }

  /** Goes on with Tab, or back with Shift and Tab, until something has the focus. */
  async reach(target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
    await expect(target).toBeVisible()
    for (let stop = 0; stop < MOST_STOPS; stop += 1) {
      if (await isFocused(target)) return
      await this.page.keyboard.press(key)
    }
    await expect(target).toBeFocused()
  }

  /** Goes to the graph, which is one stop, and in it from node to node. */
  async reachInGraph(node: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
    await expect(node).toBeVisible()
    await this.reach(this.page.getByRole('application', { name: /^Nodes and edges/ }), key)
    for (let stop = 0; stop < MOST_STOPS; stop += 1) {
      if (await isFocused(node)) return
      await this.page.keyboard.press('n')
    }
    await expect(node).toBeFocused()
  }

  /** Goes to a button and presses it. */
  async press(target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
    await this.reach(target, key)
    await this.page.keyboard.press('Enter')
  }

  /** Goes through an open menu to an item and takes it. */
  async take(item: Locator): Promise<void> {
    const menu = this.page.getByRole('menu')
    await expect(item).toBeVisible()
    await expect(menu.locator(':focus')).toHaveCount(1)
    for (let stop = 0; stop < MOST_STOPS; stop += 1) {
      if (await isFocused(item)) break
      const left = await menu.locator(':focus').textContent()
      await this.page.keyboard.press('ArrowDown')
      // The menu moves the focus after the key was answered: a look too early would still find it where it was.
      await expect(menu.locator(':focus')).not.toHaveText(left ?? '')
    }
    await expect(item).toBeFocused()
    await this.page.keyboard.press('Enter')
  }

  /** Types into what has the focus. */
  async type(words: string): Promise<void> {
    await this.page.keyboard.type(words)
  }
}

function isFocused(target: Locator): Promise<boolean> {
  return target.evaluate((element) => element === document.activeElement)
}
