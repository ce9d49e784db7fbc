import type { Locator, Page } from '@playwright/test'

/** What is selected, in words. */
export class InspectorPane {
  readonly panel: Locator
  /** The selected policy as sentences. */
  readonly words: Locator
  /** Rules that name the selected workload as a target. */
  readonly targetOf: Locator
  readonly sourceOf: Locator
  /** Whoever reaches the selected workload. */
  readonly passesFrom: Locator
  /** What is wrong with the selected node. */
  readonly problems: Locator

  constructor(page: Page) {
    this.panel = page.getByRole('tabpanel', { name: 'Inspector' })
    this.words = this.panel.getByRole('group').filter({ hasText: 'In words' })
    this.targetOf = this.panel.getByRole('list', { name: 'Named as a target by' })
    this.sourceOf = this.panel.getByRole('list', { name: 'Named as a source by' })
    this.passesFrom = this.panel.getByRole('list', { name: 'Passes from' })
    this.problems = this.panel.getByRole('list', { name: 'Problems of this node' })
  }

  button(name: string): Locator {
    return this.panel.getByRole('button', { name, exact: true })
  }

  /** Opens the list of those that are blocked from, or to, the selection. */
  async openBlocked(words: string | RegExp): Promise<void> {
    await this.panel.getByText(words).click()
  }
}
