import { Fragment } from 'react'
import type { PictureEdge, PictureNode } from '../../core/picture/picture.ts'
import { ANSWER_SIGNS, ANSWER_WORDS, SIGNS } from '../../core/sentences/cause-words.ts'
import type { SaidPolicy } from '../../core/workspace/say-policies.ts'
import type { PolicySummary } from '../../core/workspace/snapshot.ts'
import { useApp, useAppActions } from '../../store/context.tsx'
import { toExpectIntention } from '../../store/expect-intention.ts'
import type { LocatedPath } from '../../store/state.ts'
import { useAnswer } from '../../store/use-answer.ts'
import { Button } from '../../ui/button.tsx'
import { PlaceLink } from '../../ui/place-link.tsx'
import { EdgeEntry } from './edge-entry.tsx'
import { EdgePolicies } from './edge-policies.tsx'
import { EditPolicy } from './edit-policy.tsx'
import { NodeLink } from './node-link.tsx'
import { policiesOfRules, policyOf, toRuleName } from './rule-names.ts'
import { SaidRule } from './said-policy.tsx'
import { WhyButton } from './why-button.tsx'
import './sentences.css'

const NO_POLICIES: readonly PolicySummary[] = []
const NO_PLACES = new Map()

/** The ends of an edge, the rules behind it in words, and the way to delete it. */
export function EdgeDetails({ edge }: { edge: PictureEdge }) {
  const from = useNode(edge.from)
  const to = useNode(edge.to)
  const { startDisconnect } = useAppActions()
  return (
    <div className="inspector">
      <header className="inspector-head">
        <h2>
          {from?.title ?? edge.from} → {to?.title ?? edge.to}
        </h2>
        <span className="chip">{edge.label}</span>
        <span className={`verdict verdict-${edge.answer}`}>
          <span aria-hidden>{SIGNS[ANSWER_SIGNS[edge.answer]]}</span> {ANSWER_WORDS[edge.answer]}
        </span>
        {edge.pairs > 1 && <span className="quiet">stands for {edge.pairs} connections</span>}
        <ExpectEdge edge={edge} />
        {edge.rules.length > 0 && (
          <Button variant="danger" onClick={() => startDisconnect(edge.id)}>
            Delete this edge…
          </Button>
        )}
      </header>
      {from && to && <Ends from={from} to={to} label={edge.label} />}
      {edge.half && <p className="quiet">{edge.half.words}</p>}
      <Rules edge={edge} />
      <EdgePolicies edge={edge} />
      {edge.pairs > 1 && <Opened edge={edge} />}
    </div>
  )
}

/** Writes down that what is between the ends stays as it is. */
function ExpectEdge({ edge }: { edge: PictureEdge }) {
  const snapshot = useApp((state) => state.snapshot)
  const { proposeChange } = useAppActions()
  const intention = snapshot ? toExpectIntention(snapshot, [edge]) : undefined
  return intention ? <Button onClick={() => proposeChange(intention)}>Expect this</Button> : null
}

function useNode(id: string): PictureNode | undefined {
  return useApp((state) => state.snapshot?.picture.nodes.find((node) => node.id === id))
}

function Ends({ from, to, label }: { from: PictureNode; to: PictureNode; label: string }) {
  return (
    <p className="edge-ends">
      <span className="quiet">from</span> <NodeLink node={from} /> <span className="quiet">to</span>{' '}
      <NodeLink node={to} />
      <WhyButton from={from} to={to} label={label}>
        Explain both ends
      </WhyButton>
    </p>
  )
}

function Rules({ edge }: { edge: PictureEdge }) {
  const rules = useApp((state) => state.highlights)
  const policies = useApp((state) => state.snapshot?.policies ?? NO_POLICIES)
  const paths = policiesOfRules(
    rules.map(({ path }) => path),
    policies,
  ).map(({ path }) => path)
  const said = useAnswer('sayPolicies', paths.length > 0 ? { paths } : null) ?? []
  const rest = edge.rules.length - rules.length
  return (
    <section>
      <h3>{edge.rules.length === 1 ? '1 rule' : `${edge.rules.length} rules`}</h3>
      <ul className="inspector-list">
        {rules.map((rule) => (
          <RuleLine key={rule.path} rule={rule} said={said} />
        ))}
        {rules.length > 0 && rest > 0 && <li className="quiet">and {rest} more</li>}
      </ul>
    </section>
  )
}

function RuleLine({ rule, said }: { rule: LocatedPath; said: readonly SaidPolicy[] }) {
  const policies = useApp((state) => state.snapshot?.policies ?? NO_POLICIES)
  const spare = useApp((state) => state.spareRules)
  const { revealLocation } = useAppActions()
  const policy = policyOf(rule.path, policies)
  return (
    <li>
      <span>{toRuleName(rule.path, policies)}</span>
      <PlaceLink file={rule.file} line={rule.line} onShow={() => revealLocation(rule)} />
      {policy && <EditPolicy path={policy.path} name={policy.name} />}
      <InWords rule={rule} said={said} />
      <AlsoAdmitted by={spare.find(({ path }) => path === rule.path)?.by ?? []} />
    </li>
  )
}

/** "from pods app=web of shop, on TCP 80". */
function InWords({ rule, said }: { rule: LocatedPath; said: readonly SaidPolicy[] }) {
  const words = said
    .flatMap((policy) => policy.words.directions.flatMap(({ rules }) => rules))
    .find(({ path }) => path === rule.path)
  if (!words) return null
  return (
    <div className="beneath said-rule">
      <SaidRule words={words} places={NO_PLACES} />
    </div>
  )
}

/** So many of the rules that cover one are named. */
const NAMED_COVERS = 3

/** Which rules admit all that a rule admits: without it nothing would change. */
function AlsoAdmitted({ by }: { by: readonly LocatedPath[] }) {
  const policies = useApp((state) => state.snapshot?.policies ?? NO_POLICIES)
  const { revealLocation } = useAppActions()
  if (by.length === 0) return null
  return (
    <span className="quiet beneath">
      all of it also admitted by{' '}
      {by.slice(0, NAMED_COVERS).map((rule) => (
        <Fragment key={rule.path}>
          {toRuleName(rule.path, policies)}{' '}
          <PlaceLink file={rule.file} line={rule.line} onShow={() => revealLocation(rule)} />{' '}
        </Fragment>
      ))}
      {by.length > NAMED_COVERS && `and ${by.length - NAMED_COVERS} more`}
    </span>
  )
}

/** Of a bundle only so many connections are listed. */
const LISTED = 12

function Opened({ edge }: { edge: PictureEdge }) {
  const opened = useApp((state) => state.openedEdges)
  if (opened.length === 0) return null
  return (
    <section>
      <h3>Connections</h3>
      <ul className="inspector-list" aria-label="Connections of this edge">
        {opened.slice(0, LISTED).map((one) => (
          <EdgeEntry key={one.id} edge={one} />
        ))}
        {opened.length > LISTED && <li className="quiet">and {(edge.pairs - LISTED).toLocaleString('en')} more</li>}
      </ul>
    </section>
  )
}
