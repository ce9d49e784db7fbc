/** Why rules cannot stop a flow and nothing else (V13). */
export function Refusals({ refusals }: { refusals: readonly string[] }) {
  if (refusals.length === 0) return null
  return (
    <section className="refusals" aria-label="Why nothing stops only this">
      <h3>Why nothing stops only this</h3>
      <ul className="plan-notes">
        {refusals.map((words) => (
          <li key={words}>{words}</li>
        ))}
      </ul>
    </section>
  )
}
