import { type Shortcut, writeShortcut } from './shortcut.ts'
import './keys.css'

/** Keys as they are printed on the person's keyboard. */
export function Keys({ keys }: { keys: readonly Shortcut[] }) {
  return (
    <span className="keys">
      {keys.map((key) => (
        <kbd key={key} className="key">
          {writeShortcut(key)}
        </kbd>
      ))}
    </span>
  )
}
