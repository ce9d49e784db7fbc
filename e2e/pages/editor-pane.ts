import { expect, type Locator, type Page } from '@playwright/test'

const NOTHING_COPIED = 'nothing was copied yet'

/** The files and their text. */
export class EditorPane {
  private readonly page: Page
  readonly textbox: Locator
  /** Where the caret is: "Ln 5, Col 1". */
  readonly caret: Locator

  constructor(page: Page) {
    this.page = page
    this.textbox = page.getByRole('textbox', { name: /YAML|Editor content/ }).first()
    this.caret = page.getByText(/^Ln \d+, Col \d+$/)
  }

  tab(file: string): Locator {
    return this.page.getByRole('tab', { name: new RegExp(`^${file.replaceAll('.', '\\.')}`) })
  }

  async openFile(file: string): Promise<void> {
    await this.tab(file).click()
    await expect(this.tab(file)).toHaveAttribute('aria-selected', 'true')
  }

  /** The whole text of the open file as it stands now, copied as a person would. */
  async text(): Promise<string> {
    await this.textbox.focus()
    await this.page.keyboard.press('ControlOrMeta+A')
    return this.selected()
  }

  /** What is selected, copied as a person would. */
  private async selected(): Promise<string> {
    // What was copied before must not pass for it.
    await this.page.evaluate((nothing) => navigator.clipboard.writeText(nothing), NOTHING_COPIED)
    await this.page.keyboard.press('ControlOrMeta+C')
    const copied = () => this.page.evaluate(() => navigator.clipboard.readText())
    await expect.poll(copied).not.toBe(NOTHING_COPIED)
    return copied()
  }

  async scrollToEnd(): Promise<void> {
    await this.textbox.focus()
    await this.page.keyboard.press('ControlOrMeta+End')
  }

  /** A line that is on the screen, by some of its text. */
  line(words: string | RegExp): Locator {
    return this.page.locator('.view-line').filter({ hasText: words })
  }

  /** Replaces one word of a line that is on the screen by typing over it. */
  async retype(line: string | RegExp, word: string, replacement: string): Promise<void> {
    // A line that comes in above moves the word away from under the mouse.
    await expect(async () => {
      const place = await this.line(line).first().evaluate(centreOf, word)
      await this.page.mouse.dblclick(place.x, place.y)
      expect(await this.selected()).toBe(word)
    }).toPass()
    await this.page.keyboard.type(replacement)
  }

  /** Replaces a word in every such line; so many are on the screen. */
  async retypeAll(count: number, line: RegExp, word: string, replacement: string): Promise<void> {
    await expect(this.line(line)).toHaveCount(count)
    for (let left = count; left > 0; left -= 1) {
      await this.retype(line, word, replacement)
      await expect(this.line(line)).toHaveCount(left - 1)
    }
  }

  /** What can be written at the caret, the likeliest first. */
  get suggestions(): Locator {
    return this.page.locator('.suggest-widget').getByRole('option')
  }

  /** Types the beginning of a word and takes the first suggestion, once that is the one. */
  async complete(typed: string, label: string): Promise<void> {
    await this.page.keyboard.type(typed)
    await expect(this.suggestions.first()).toContainText(label)
    await this.page.keyboard.press('Tab')
    await expect(this.line(label).last()).toBeVisible()
  }

  /** A new line, this many levels further out than the one before. */
  async newLine(out = 0): Promise<void> {
    await this.page.keyboard.press('Enter')
    for (let level = 0; level < out; level += 1) await this.page.keyboard.press('Shift+Tab')
  }

  /** The line over a policy that says whom it selects. */
  lens(words: string | RegExp): Locator {
    return this.page.locator('.codelens-decoration').filter({ hasText: words })
  }

  /** Rests the mouse on a word of a line that is on the screen. */
  async hover(line: string | RegExp, word: string): Promise<void> {
    let place = { x: 0, y: 0 }
    await expect(async () => {
      place = await this.line(line).first().evaluate(centreOf, word)
    }).toPass()
    await this.page.mouse.move(place.x, place.y)
  }

  /** What is said about the word under the mouse. */
  get tooltip(): Locator {
    return this.page.locator('.monaco-hover').filter({ visible: true })
  }

  /** Opens the quick fixes at the caret and takes one. */
  async fix(title: string): Promise<void> {
    await this.page.keyboard.press('ControlOrMeta+.')
    await this.page.getByRole('option', { name: title }).click()
  }

  /** Replaces everything by a pasted text. */
  async replaceAll(text: string): Promise<void> {
    await this.page.evaluate((content) => navigator.clipboard.writeText(content), text)
    await this.textbox.focus()
    await this.page.keyboard.press('ControlOrMeta+A')
    await this.page.keyboard.press('ControlOrMeta+V')
  }
}

/**
 * Where a word stands on the screen, once the editor has stopped drawing it anew; runs in the page. The editor draws a
 * long comment in pieces, so a word may stand in two of them.
 */
async function centreOf(line: Element, word: string): Promise<{ x: number; y: number }> {
  for (let frame = 0; frame < 3; frame += 1) await new Promise((painted) => requestAnimationFrame(painted))
  if (!line.isConnected) throw new Error('the line was drawn anew')
  const start = (line.textContent ?? '').replaceAll('\u00a0', ' ').indexOf(word)
  if (start < 0) throw new Error(`no ${word} in ${line.textContent}`)
  const range = document.createRange()
  const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT)
  let before = 0
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const length = node.nodeValue?.length ?? 0
    const end = start + word.length
    if (before <= start && start < before + length) range.setStart(node, start - before)
    if (before < end && end <= before + length) range.setEnd(node, end - before)
    before += length
  }
  const { x, y, width, height } = range.getBoundingClientRect()
  return { x: x + width / 2, y: y + height / 2 }
}
