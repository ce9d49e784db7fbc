import { readFile } from 'node:fs/promises'
import { expect, type Page } from '@playwright/test'
import { CanvasPane } from './canvas-pane.ts'
import { ChecksPane } from './checks-pane.ts'
import { ConnectDialog, DisconnectDialog, TargetDialog } from './connect-dialog.ts'
import { DocumentsDialog } from './documents-dialog.ts'
import { EditorPane } from './editor-pane.ts'
import { ExpectationsPane } from './expectations-pane.ts'
import { ExplainPane } from './explain-pane.ts'
import { FlowsPane } from './flows-pane.ts'
import { HistoryPane } from './history-pane.ts'
import { InspectorPane } from './inspector-pane.ts'
import { MatrixPane } from './matrix-pane.ts'
import { PalettePane } from './palette-pane.ts'
import { PolicyForm } from './policy-form.ts'
import { PreviewDialog } from './preview-dialog.ts'
import { ProblemsPane } from './problems-pane.ts'
import { ReviewPane } from './review-pane.ts'
import { SearchPane } from './search-pane.ts'
import { TemplatesDialog } from './templates-dialog.ts'
import { ToolbarPane } from './toolbar-pane.ts'
import { VersionsDialog } from './versions-dialog.ts'
import { WorkPane } from './work-pane.ts'

/** The whole page, pane by pane. */
export class BulkheadPage {
  readonly page: Page
  readonly canvas: CanvasPane
  readonly toolbar: ToolbarPane
  readonly editor: EditorPane
  readonly explain: ExplainPane
  readonly connect: ConnectDialog
  readonly flows: FlowsPane
  readonly target: TargetDialog
  readonly disconnect: DisconnectDialog
  readonly inspector: InspectorPane
  readonly palette: PalettePane
  readonly policyForm: PolicyForm
  readonly preview: PreviewDialog
  readonly search: SearchPane
  readonly templates: TemplatesDialog
  readonly work: WorkPane
  private readonly matrix: MatrixPane
  private readonly problems: ProblemsPane
  private readonly history: HistoryPane

  constructor(page: Page) {
    this.page = page
    this.canvas = new CanvasPane(page)
    this.toolbar = new ToolbarPane(page)
    this.editor = new EditorPane(page)
    this.explain = new ExplainPane(page)
    this.connect = new ConnectDialog(page)
    this.flows = new FlowsPane(page)
    this.target = new TargetDialog(page)
    this.disconnect = new DisconnectDialog(page)
    this.inspector = new InspectorPane(page)
    this.palette = new PalettePane(page)
    this.policyForm = new PolicyForm(page)
    this.preview = new PreviewDialog(page)
    this.search = new SearchPane(page)
    this.templates = new TemplatesDialog(page)
    this.work = new WorkPane(page)
    this.matrix = new MatrixPane(page)
    this.problems = new ProblemsPane(page)
    this.history = new HistoryPane(page)
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

  /** The reader finds nothing wrong with the text as it stands. */
  async expectNoProblems(): Promise<void> {
    const { panel } = await this.openProblems()
    await expect(panel).toContainText('No problems in these files.')
  }

  async openChecks(): Promise<ChecksPane> {
    await this.page.getByRole('tab', { name: /^Checks/ }).click()
    return new ChecksPane(this.page)
  }

  async openCompare(): Promise<ReviewPane> {
    await this.page.getByRole('tab', { name: /^Compare/ }).click()
    return new ReviewPane(this.page)
  }

  async openExpectations(): Promise<ExpectationsPane> {
    const pane = new ExpectationsPane(this.page)
    await pane.tab.click()
    return pane
  }

  async openHistory(): Promise<HistoryPane> {
    await this.page.getByRole('tab', { name: 'History' }).click()
    return this.history
  }

  async openMatrix(): Promise<MatrixPane> {
    await this.page.getByRole('tab', { name: 'Matrix' }).click()
    return this.matrix
  }

  async openExplain(): Promise<ExplainPane> {
    await this.page.getByRole('tab', { name: /^Explain/ }).click()
    return this.explain
  }

  /** All documents of the browser. */
  async openDocuments(current: string): Promise<DocumentsDialog> {
    await this.toolbar.chooseDocument(current, 'All documents…')
    return this.documents()
  }

  /** The list of documents, once it is open. */
  async documents(): Promise<DocumentsDialog> {
    const documents = new DocumentsDialog(this.page)
    await expect(documents.dialog).toBeVisible()
    return documents
  }

  async openVersions(current: string): Promise<VersionsDialog> {
    await this.toolbar.chooseDocument(current, 'Versions…')
    const versions = new VersionsDialog(this.page)
    await expect(versions.dialog).toBeVisible()
    return versions
  }

  /** A toast, by some of its words. */
  toast(words: string | RegExp) {
    return this.page
      .getByRole('listitem')
      .filter({ hasText: words })
      .filter({ has: this.page.locator('[data-title]') })
  }

  /** Drops a file of the disk onto the page, under a name. */
  async drop(name: string, path: string): Promise<void> {
    const content = (await readFile(path)).toString('base64')
    const transfer = await this.page.evaluateHandle(
      ([file, base64]) => {
        const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
        const given = new DataTransfer()
        given.items.add(new File([bytes], file))
        return given
      },
      [name, content] as const,
    )
    await this.page.locator('body').dispatchEvent('drop', { dataTransfer: transfer })
  }

  /** Opens files through the picker. */
  async pick(files: readonly { name: string; text: string }[] | string): Promise<void> {
    const chooser = this.page.waitForEvent('filechooser')
    await this.toolbar.open('Files…')
    await (await chooser).setFiles(
      typeof files === 'string'
        ? files
        : files.map(({ name, text }) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(text) })),
    )
  }
}
