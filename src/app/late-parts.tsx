import { type ComponentType, lazy, Suspense } from 'react'

const loads: (() => Promise<unknown>)[] = []

/** A part that the first picture does not need: fetched when it is shown, or once that picture stands. */
function late<Props extends object>(load: () => Promise<ComponentType<Props>>): ComponentType<Props> {
  loads.push(load)
  const begin = () =>
    lazy(async () => {
      try {
        return { default: await load() }
      } catch (error) {
        // What failed stays so: who tries again gets another one.
        Part = begin()
        throw new Error('a part of the page could not be fetched', { cause: error })
      }
    })
  let Part = begin()
  return (props: Props) => (
    <Suspense fallback={null}>
      <Part {...props} />
    </Suspense>
  )
}

/** Fetches all of them, so that no request is made once the page stands. */
export function loadLateParts(): Promise<unknown> {
  return Promise.all(loads.map((load) => load()))
}

export const MatrixView = late(async () => (await import('../features/matrix/matrix-view.tsx')).MatrixView)
export const FlowTable = late(async () => (await import('../features/flows/flow-table.tsx')).FlowTable)
export const PolicyForm = late(async () => (await import('../features/policy-form/policy-form.tsx')).PolicyForm)
export const HistoryPanel = late(async () => (await import('../features/history/history-panel.tsx')).HistoryPanel)
export const ChecksPanel = late(async () => (await import('../features/checks/checks-panel.tsx')).ChecksPanel)
export const ReviewPanel = late(async () => (await import('../features/review/review-panel.tsx')).ReviewPanel)
export const ExpectationsPanel = late(
  async () => (await import('../features/expectations/expectations-panel.tsx')).ExpectationsPanel,
)
export const ProblemsPanel = late(async () => (await import('../features/problems/problems-panel.tsx')).ProblemsPanel)
export const InspectorPanel = late(
  async () => (await import('../features/inspector/inspector-panel.tsx')).InspectorPanel,
)
export const PolicyInWords = late(async () => (await import('../features/inspector/policy-in-words.tsx')).PolicyInWords)
export const FilterMenu = late(async () => (await import('../features/search/filter-menu.tsx')).FilterMenu)
export const ChangeDialogs = late(async () => (await import('./change-dialogs.tsx')).ChangeDialogs)
export const FirstHint = late(async () => (await import('../features/documents/first-hint.tsx')).FirstHint)
export const PracticeDialog = late(
  async () => (await import('../features/practice/practice-dialog.tsx')).PracticeDialog,
)
export const PracticePanel = late(async () => (await import('../features/practice/practice-panel.tsx')).PracticePanel)
export const TemplatesDialog = late(
  async () => (await import('../features/templates/templates-dialog.tsx')).TemplatesDialog,
)
export const Toasts = late(async () => (await import('../ui/toasts.tsx')).Toasts)
export const Palette = late(async () => (await import('./commands/palette.tsx')).Palette)
export const HelpSheet = late(async () => (await import('./commands/help-sheet.tsx')).HelpSheet)
export const PluginsDialog = late(async () => (await import('./plugins-dialog.tsx')).PluginsDialog)
export const PodRangesDialog = late(async () => (await import('./pod-ranges-dialog.tsx')).PodRangesDialog)
export const DocumentDialogs = late(
  async () => (await import('../features/documents/document-dialogs.tsx')).DocumentDialogs,
)
export const ExplainPanel = late(async () => (await import('../features/inspector/explain-panel.tsx')).ExplainPanel)
export const CellExplanation = late(async () => (await import('./cell-explanation.tsx')).CellExplanation)
export const ShareDialog = late(async () => (await import('../features/documents/share-dialog.tsx')).ShareDialog)
export const UnkeptBanner = late(async () => (await import('../features/documents/unkept-banner.tsx')).UnkeptBanner)
