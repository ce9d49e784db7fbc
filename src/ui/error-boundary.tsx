import { Component, type ReactNode } from 'react'
import { Button } from './button.tsx'
import './error-boundary.css'

interface ErrorBoundaryProps {
  /** "The graph". */
  readonly what: string
  /** What can still be done, shown first. */
  readonly rescue?: ReactNode
  /** Of what lies over the page: it can be sent away. */
  readonly onClose?: (() => void) | undefined
  readonly children: ReactNode
}

/** Keeps a failure inside its pane. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, { error: Error | null }> {
  override state: { error: Error | null } = { error: null }

  static getDerivedStateFromError(error: unknown) {
    return { error: error instanceof Error ? error : new Error(String(error)) }
  }

  override render() {
    const { error } = this.state
    if (!error) return this.props.children
    const { onClose } = this.props
    const close = () => {
      onClose?.()
      this.setState({ error: null })
    }
    return (
      <section className={`pane-failure ${onClose ? 'pane-failure-over' : ''}`} role="alert">
        <h2>{this.props.what} stopped working</h2>
        <p>Your text is safe: the other panes go on. Nothing you did caused this.</p>
        <div className="pane-failure-actions">
          {this.props.rescue}
          <Button onClick={() => this.setState({ error: null })}>Try again</Button>
          {onClose && <Button onClick={close}>Close</Button>}
        </div>
        <pre>{error.message}</pre>
      </section>
    )
  }
}
