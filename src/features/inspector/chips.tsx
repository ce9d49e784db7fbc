import type { ReactNode } from 'react'

interface ChipsProps {
  readonly title: ReactNode
  readonly words: readonly string[]
  /** Said where there are none. */
  readonly none: string
}

/** Short words side by side under a title. */
export function Chips({ title, words, none }: ChipsProps) {
  return (
    <section>
      <h3>{title}</h3>
      <ul className="chips">
        {words.map((word) => (
          <li key={word} className="chip">
            {word}
          </li>
        ))}
        {words.length === 0 && <li className="quiet">{none}</li>}
      </ul>
    </section>
  )
}
