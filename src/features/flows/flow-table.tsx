/** Every allowed flow as a row. */
export function FlowTable() {
  return (
    <section className="view-empty" aria-label="Flows">
      <p>There is no table of flows yet.</p>
    </section>
  )
}
