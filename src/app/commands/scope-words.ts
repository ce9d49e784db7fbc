import type { Scope } from '../../ui/commands/command.ts'

/** Where keys are heard, where that is not everywhere. */
export const SCOPE_WORDS: Readonly<Record<Scope, string>> = {
  anywhere: '',
  page: '',
  views: '',
  graph: 'in the graph',
  matrix: 'in the matrix',
  flows: 'in the table of flows',
  editor: 'in the text',
}
