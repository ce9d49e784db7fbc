import type { Answer, Question } from '../../core/model/verdict.ts'
import type { Part, Reply } from '../../core/questions/reply.ts'
import { useAppActions } from '../../store/context.tsx'
import { Button } from '../../ui/button.tsx'
import { AllowButton } from './allow-button.tsx'

/** What can be done about one connection: allow it, settle it, stop it. Nothing where no policy can. */
export function FlowActions({ part, reply }: { part: Part; reply: Reply }) {
  if (part.kind === 'unjudged') return null
  const question: Question = { from: part.from, to: part.to, protocol: reply.protocol, port: part.port }
  return (
    <span className="flow-actions">
      {part.answer !== 'allowed' && <AllowButton question={question} answer={part.answer} />}
      {part.answer !== 'denied' && <StopButton question={question} />}
      <ExpectButton question={question} answer={part.answer} />
    </span>
  )
}

/** Writes down that the answer shall stay so; of one that depends, that it shall be allowed. */
function ExpectButton({ question, answer }: { question: Question; answer: Answer }) {
  const { proposeChange } = useAppActions()
  const { from, to, protocol, port } = question
  const ports = { [protocol]: [{ first: port, last: port }] }
  const expected = answer === 'denied' ? 'denied' : 'allowed'
  const flow = { kind: 'between', from: [from], to: [to], ports, expected } as const
  return <Button onClick={() => proposeChange({ kind: 'expect', flows: [flow] })}>Expect this</Button>
}

/** Opens the dialog of deleting an edge for what was asked, whatever lets it pass: rules, or that nothing isolates. */
function StopButton({ question: { from, to, protocol, port } }: { question: Question }) {
  const { proposeChange } = useAppActions()
  const stop = () => {
    const ports = [{ kind: 'range', protocol, first: port, last: port }] as const
    proposeChange({ kind: 'disconnect', rules: [], from: [from], to: [to], ports })
  }
  return <Button onClick={stop}>Stop this flow…</Button>
}
