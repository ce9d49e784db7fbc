import { expect, type Locator, type Page } from '@playwright/test'

/** The files and their text. */
export class EditorPane {
  private readonly page: Page
  readonly textbox: Locator

  constructor(page: Page) {
    this.page = page
    this.textbox = page.getByRole('textbox', { name: /YAML|Editor content/ }).first()
  }

  tab(file: string): Locator {
    return this.page.getByRole('tab', { name: new RegExp(`^${file.replaceAll('.', '\\.')}`) })
  }

  async openFile(file: string): Promise<void> {
    await this.tab(file).click()
    await expect(this.tab(file)).toHaveAttribute('aria-selected', 'true')
  }

  /** The whole text of the open file, copied as a person would. */
  async text(): Promise<string> {
    await this.textbox.focus()
    await this.page.keyboard.press('ControlOrMeta+A')
    await this.page.keyboard.press('ControlOrMeta+C')
    return this.page.evaluate(() => navigator.clipboard.readText())
  }

  /** A line that is on the screen, by some of its text. */
  line(words: string | RegExp): Locator {
    return this.page.locator('.view-line').filter({ hasText: words })
  }

  /** Replaces one word of a line that is on the screen by typing over it. */
  async retype(line: string | RegExp, word: string, replacement: string): Promise<void> {
    const place = await this.line(line).first().evaluate(centreOf, word)
    await this.page.mouse.dblclick(place.x, place.y)
    await this.page.keyboard.type(replacement)
  }

  /** Types over every place of a text that is on the screen. */
  async retypeAll(old: string, replacement: string): Promise<void> {
    const [word = '', newWord = ''] = [old, replacement].map((line) => line.split(' ').at(-1))
    for (let left = await this.line(old).count(); left > 0; left -= 1) {
      await this.retype(old, word, newWord)
      await expect(this.line(old)).toHaveCount(left - 1)
    }
  }

  /** Replaces everything by a pasted text. */
  async replaceAll(text: string): Promise<void> {
    await this.page.evaluate((content) => navigator.clipboard.writeText(content), text)
    await this.textbox.focus()
    await this.page.keyboard.press('ControlOrMeta+A')
    await this.page.keyboard.press('ControlOrMeta+V')
  }
}

/** Where a word stands on the screen; runs in the page. */
function centreOf(line: Element, word: string): { x: number; y: number } {
  const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const start = (node.nodeValue ?? '').indexOf(word)
    if (start < 0) continue
    const range = document.createRange()
    range.setStart(node, start)
    range.setEnd(node, start + word.length)
    const { x, y, width, height } = range.getBoundingClientRect()
    return { x: x + width / 2, y: y + height / 2 }
  }
  throw new Error(`no ${word} in ${line.textContent}`)
}
