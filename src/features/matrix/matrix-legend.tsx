/** What the signs and colours of cells mean; always visible. */
export function MatrixLegend() {
  return (
    <ul className="matrix-legend" aria-label="Legend">
      <Key kind="is-any is-whole" sign="✓" words="any: every port" />
      <Key kind="is-some is-whole" sign="✓" words="some ports, all pairs" />
      <Key kind="is-some" sign="~" words="some pairs" />
      <Key kind="is-none" sign="✕" words="none" />
      <Key kind="is-depends" sign="?" words="depends" />
      <Key kind="is-no-pairs" sign="–" words="no pairs" />
    </ul>
  )
}

function Key({ kind, sign, words }: { kind: string; sign: string; words: string }) {
  return (
    <li>
      <span className={`matrix-key ${kind}`} aria-hidden>
        {sign}
      </span>
      {words}
    </li>
  )
}
