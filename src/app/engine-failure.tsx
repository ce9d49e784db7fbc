import { DownloadButton } from '../features/documents/download-button.tsx'
import { useApp, useAppActions } from '../store/context.tsx'
import { Button } from '../ui/button.tsx'

/** Stands where the picture would be, when the engine never drew one. */
export function EngineFailure() {
  const failure = useApp((state) => (state.snapshot === null ? state.engineFailure : null))
  const { readAgain } = useAppActions()
  if (failure === null) return null
  return (
    <section className="engine-failure" role="alert">
      <h2>The picture cannot be drawn</h2>
      <p>The engine did not start or stopped. Your text is safe, and the editor goes on.</p>
      <div className="pane-failure-actions">
        <DownloadButton />
        <Button onClick={readAgain}>Start the engine again</Button>
      </div>
      <pre>{failure.split('\n')[0]}</pre>
    </section>
  )
}
