import type { WrittenSelector } from '../../core/authoring/planned-change.ts'

const SHOWN = 4

/** The selectors a plan writes, each with the workloads it matches now. */
export function WrittenSelectors({ selectors }: { selectors: readonly WrittenSelector[] }) {
  return (
    <ul className="written-selectors">
      {selectors.map(({ words, matches }) => (
        <li key={words}>
          <code>{words}</code> {toMatchWords(matches)}
        </li>
      ))}
    </ul>
  )
}

function toMatchWords(matches: readonly string[]): string {
  if (matches.length === 0) return 'matches nothing known yet'
  const more = matches.length > SHOWN ? ` and ${matches.length - SHOWN} more` : ''
  return `selects ${matches.slice(0, SHOWN).join(', ')}${more}`
}
