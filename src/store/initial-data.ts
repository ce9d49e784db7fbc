import type { EngineSettings } from '../core/model/settings.ts'
import { NOTHING_LOOKED_FOR } from './look-slice.ts'
import type { AppData } from './state.ts'

export const DEFAULT_SETTINGS: EngineSettings = { cni: 'upstream', implied: true }

/** The state before a document is open. */
export const INITIAL_DATA: AppData = {
  documentId: '',
  title: '',
  document: { revision: 0, files: [] },
  openFile: null,
  settings: DEFAULT_SETTINGS,
  positions: {},
  folds: {},
  past: [],
  future: [],
  snapshot: null,
  working: false,
  busy: false,
  progress: null,
  outdated: false,
  engineFailure: null,
  pictureView: 'graph',
  selection: null,
  gathered: [],
  selectionView: null,
  openedEdges: [],
  showDenied: false,
  ...NOTHING_LOOKED_FOR,
  caret: null,
  caretParts: [],
  question: null,
  explanation: null,
  dialog: null,
  askedSetting: null,
  appliesSmall: false,
  applied: null,
  step: null,
  changed: null,
  reveal: null,
  highlights: [],
  spareRules: [],
  details: null,
  policyForm: null,
  formEdits: [],
  formOutcomes: new Map(),
  saved: { kind: 'saving' },
}
