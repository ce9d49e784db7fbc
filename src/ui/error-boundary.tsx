import { Component, type ReactNode } from 'react'
import { Button } from './button.tsx'
import './error-boundary.css'

interface ErrorBoundaryProps {
  /** "The graph". */
  readonly what: string
  /** What can still be done, shown first. */
  readonly rescue?: ReactNode
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
    return (
      <section className="pane-failure" role="alert">
        <h2>{this.props.what} stopped working</h2>
        <p>Your text is safe: the other panes go on. This is a fault of Bulkhead.</p>
        <div className="pane-failure-actions">
          {this.props.rescue}
          <Button onClick={() => this.setState({ error: null })}>Try again</Button>
        </div>
        <pre>{error.message}</pre>
      </section>
    )
  }
}
