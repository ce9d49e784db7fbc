import { ShieldCheck } from 'lucide-react'
import { useApp, useAppActions } from '../store/context.tsx'

/** "5 policies · 2 warnings · Ln 54, Col 17 · nothing leaves this browser". */
export function StatusLine() {
  const policies = useApp((state) => state.snapshot?.counts.policies)
  const errors = useApp((state) => countOf(state.snapshot?.files.map((file) => file.errors)))
  const warnings = useApp((state) => countOf(state.snapshot?.files.map((file) => file.warnings)))
  const caret = useApp((state) => (state.caret?.file === state.openFile ? state.caret : null))
  const failure = useApp((state) => state.engineFailure)
  return (
    <footer className="status-line">
      {policies !== undefined && <span>{toCount(policies, 'policy', 'policies')}</span>}
      {errors > 0 && <span className="status-errors">{toCount(errors, 'error', 'errors')}</span>}
      {warnings > 0 && <span>{toCount(warnings, 'warning', 'warnings')}</span>}
      {caret && (
        <span>
          Ln {caret.line}, Col {caret.column}
        </span>
      )}
      {caret && <FormOffer />}
      {caret && <NodeOffer />}
      {failure && (
        <span className="status-errors" title={failure}>
          the engine failed: your text is safe, the picture may be old
        </span>
      )}
      <span className="status-privacy" title="No request is made after the page has loaded">
        <span className="status-privacy-words">nothing leaves this browser</span> <ShieldCheck size={13} aria-hidden />
      </span>
    </footer>
  )
}

/** The caret is in a policy: its form is one step away. */
function FormOffer() {
  const { select } = useAppActions()
  const policy = useApp(({ snapshot, caretParts, selection }) =>
    selection?.kind === 'policy' && caretParts.includes(selection.id)
      ? undefined
      : snapshot?.policies.find(({ path }) => caretParts.includes(path)),
  )
  if (!policy) return null
  return (
    <button
      type="button"
      className="link-button status-form"
      aria-label={`Edit in a form: ${policy.name}`}
      title={`Edit ${policy.name} in a form`}
      onClick={() => select({ kind: 'policy', id: policy.path })}
    >
      Edit in a form
    </button>
  )
}

/** The caret is in the manifest of a workload: it is selected in one step. */
function NodeOffer() {
  const { select } = useAppActions()
  const node = useApp(({ snapshot, caretParts, selection }) =>
    snapshot?.picture.nodes.find(
      (one) => one.kind === 'workload' && one.path && caretParts.includes(one.path) && one.id !== selection?.id,
    ),
  )
  if (!node) return null
  return (
    <button
      type="button"
      className="link-button status-form"
      title={`Select ${node.title} and inspect it`}
      onClick={() => select({ kind: 'node', id: node.id })}
    >
      Inspect {node.title}
    </button>
  )
}

function countOf(counts: readonly number[] | undefined): number {
  return counts?.reduce((sum, count) => sum + count, 0) ?? 0
}

function toCount(count: number, one: string, several: string): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : several}`
}
