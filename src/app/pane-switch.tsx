import { PANES, type PaneName } from './use-shown-pane.ts'
import './pane-switch.css'

const WORDS: Readonly<Record<PaneName, string>> = { picture: 'Picture', text: 'Text', panel: 'Panel' }

/** Where there is room for one pane only: which one. */
export function PaneSwitch({ shown, onShow }: { shown: PaneName; onShow: (pane: PaneName) => void }) {
  return (
    <fieldset className="pane-switch">
      <legend className="visually-hidden">Pane</legend>
      {PANES.map((pane) => (
        <button
          key={pane}
          type="button"
          className="pane-choice"
          aria-pressed={pane === shown}
          onClick={() => onShow(pane)}
        >
          {WORDS[pane]}
        </button>
      ))}
    </fieldset>
  )
}
