/** Namespaces by namespaces, opening into workloads. */
export function MatrixView() {
  return (
    <section className="view-empty" aria-label="Matrix">
      <p>There is no matrix yet.</p>
    </section>
  )
}
