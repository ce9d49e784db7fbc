import { expect, type Page } from '@playwright/test'
import { CanvasPane } from './canvas-pane.ts'
import { ConnectDialog, DisconnectDialog, TargetDialog } from './connect-dialog.ts'
import { EditorPane } from './editor-pane.ts'
import { ExplainPane } from './explain-pane.ts'
import { ProblemsPane } from './problems-pane.ts'
import { ToolbarPane } from './toolbar-pane.ts'

/** A text as a file of a folder on somebody's disk. */
export interface DroppedFile {
  readonly name: string
  readonly text: string
}

/** The whole page, pane by pane. */
export class BulkheadPage {
  readonly page: Page
  readonly canvas: CanvasPane
  readonly toolbar: ToolbarPane
  readonly editor: EditorPane
  readonly explain: ExplainPane
  readonly connect: ConnectDialog
  readonly target: TargetDialog
  readonly disconnect: DisconnectDialog
  private readonly problems: ProblemsPane

  constructor(page: Page) {
    this.page = page
    this.canvas = new CanvasPane(page)
    this.toolbar = new ToolbarPane(page)
    this.editor = new EditorPane(page)
    this.explain = new ExplainPane(page)
    this.connect = new ConnectDialog(page)
    this.target = new TargetDialog(page)
    this.disconnect = new DisconnectDialog(page)
    this.problems = new ProblemsPane(page)
  }

  /** Opens the page as somebody new: with the sample. */
  async open(): Promise<void> {
    await this.page.goto('./')
    await expect(this.canvas.node('api-server')).toBeVisible()
    await expect(this.editor.line('apiVersion').first()).toBeVisible()
  }

  async openProblems(): Promise<ProblemsPane> {
    await this.page.getByRole('tab', { name: /^Problems/ }).click()
    return this.problems
  }

  async openExplain(): Promise<ExplainPane> {
    await this.page.getByRole('tab', { name: /^Explain/ }).click()
    return this.explain
  }

  /** A toast, by some of its words. */
  toast(words: string | RegExp) {
    return this.page
      .getByRole('listitem')
      .filter({ hasText: words })
      .filter({ has: this.page.locator('[data-title]') })
  }

  /** Drops files on the page, as from a file manager. */
  async drop(...files: readonly DroppedFile[]): Promise<void> {
    const transfer = await this.page.evaluateHandle((given) => {
      const data = new DataTransfer()
      for (const { name, text } of given) data.items.add(new File([text], name))
      return data
    }, files)
    await this.page.dispatchEvent('body', 'dragover', { dataTransfer: transfer })
    await this.page.dispatchEvent('body', 'drop', { dataTransfer: transfer })
  }
}
