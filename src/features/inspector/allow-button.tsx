import type { FlowFix } from '../../core/authoring/fix-flows.ts'
import type { ConnectEnd } from '../../core/authoring/plan.ts'
import type { Question } from '../../core/model/verdict.ts'
import { flowKey } from '../../core/workspace/flow-key.ts'
import type { EndpointSummary } from '../../core/workspace/snapshot.ts'
import { useApp, useAppActions } from '../../store/context.tsx'
import { Button } from '../../ui/button.tsx'

/** Opens the dialog of drawing an edge with what was asked filled in; before it the other repairs of the flow. */
export function AllowButton({ question }: { question: Question }) {
  const from = useApp((state) => state.snapshot?.endpoints.find(({ id }) => id === question.from))
  const to = useApp((state) => state.snapshot?.endpoints.find(({ id }) => id === question.to))
  const fixes = useApp((state) => state.explanation?.fixes?.get(flowKey(question)) ?? NO_FIXES)
  const { proposeChange } = useAppActions()
  const [source, target] = [toEnd(from), toEnd(to)]
  if (!from || !source || !target) return null
  const { port, protocol } = question
  const allow = () => {
    const ports = [{ kind: 'range', protocol, first: port, last: port }] as const
    proposeChange({ kind: 'connect', from: source, to: target, ports })
  }
  return (
    <>
      {fixes.map(
        (fix) =>
          fix.kind === 'change' &&
          fix.intention.kind !== 'connect' && (
            <Button key={fix.title} className="button-allow" onClick={() => proposeChange(fix.intention)}>
              {fix.title}
            </Button>
          ),
      )}
      <Button className="button-allow" onClick={allow}>
        Allow this flow…
      </Button>
    </>
  )
}

const NO_FIXES: readonly FlowFix[] = []

/** The end a person means by an endpoint: all of a workload, not the part that was asked. Addresses are drawn instead. */
function toEnd(endpoint: EndpointSummary | undefined): ConnectEnd | undefined {
  if (!endpoint || endpoint.id.startsWith('outside/')) return undefined
  if (endpoint.implied) return { kind: 'implied', id: endpoint.id }
  return { kind: 'workload', id: endpoint.id.replace(/#.*$/, '') }
}
