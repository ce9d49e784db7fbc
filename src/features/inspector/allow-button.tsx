import type { FlowFix } from '../../core/authoring/fix/fix-flows.ts'
import type { ConnectEnd, ConnectIntention } from '../../core/authoring/plan.ts'
import type { Answer, Question } from '../../core/model/verdict.ts'
import { flowKey } from '../../core/workspace/flow-key.ts'
import type { EndpointSummary } from '../../core/workspace/snapshot.ts'
import { useApp, useAppActions } from '../../store/context.tsx'
import { Button } from '../../ui/button.tsx'
import { useEndpoint } from './use-endpoint.ts'

interface AllowButtonProps {
  readonly question: Question
  /** What is to be done about: a flow that is denied, or one that depends. */
  readonly answer: Answer
}

/** What can be done about a flow: other repairs first, then the dialog of drawing an edge with what was asked filled in. */
export function AllowButton({ question, answer }: AllowButtonProps) {
  const fixes = useApp((state) => state.explanation?.fixes?.get(flowKey(question)) ?? NO_FIXES)
  const allowing = useAllowing(question, fixes)
  const { proposeChange } = useAppActions()
  return (
    <>
      {fixes.map((fix) => (
        <OtherFix key={fix.title} fix={fix} />
      ))}
      {allowing && (
        <Button className="button-allow" onClick={() => proposeChange(allowing)}>
          {answer === 'denied' ? 'Allow this flow…' : 'Allow this flow for certain…'}
        </Button>
      )}
    </>
  )
}

const NO_FIXES: readonly FlowFix[] = []

/** A repair other than a connection: a change of the text, or a setting that decides. */
function OtherFix({ fix }: { fix: FlowFix }) {
  const { proposeChange, askSetting } = useAppActions()
  if (fix.kind === 'change' && fix.intention.kind === 'connect') return null
  const act = () => (fix.kind === 'setting' ? askSetting(fix.setting) : proposeChange(fix.intention))
  return (
    <Button className="button-allow" onClick={act}>
      {fix.kind === 'setting' ? `${fix.title}…` : fix.title}
    </Button>
  )
}

/** The connection that the planner offers; while there is none, the one between two workloads that were asked for. */
function useAllowing(question: Question, fixes: readonly FlowFix[]): ConnectIntention | undefined {
  const from = toEnd(useEndpoint(question.from))
  const to = toEnd(useEndpoint(question.to))
  const offered = fixes.flatMap((fix) =>
    fix.kind === 'change' && fix.intention.kind === 'connect' ? [fix.intention] : [],
  )[0]
  if (offered || !from || !to) return offered
  const { port, protocol } = question
  return { kind: 'connect', from, to, ports: [{ kind: 'range', protocol, first: port, last: port }] }
}

/** The end a person means by an endpoint: all of a workload, not the part that was asked. Addresses are drawn instead. */
function toEnd(endpoint: EndpointSummary | undefined): ConnectEnd | undefined {
  if (!endpoint || endpoint.id.startsWith('outside/')) return undefined
  if (endpoint.implied) return { kind: 'implied', id: endpoint.id }
  return { kind: 'workload', id: endpoint.id.replace(/#.*$/, '') }
}
