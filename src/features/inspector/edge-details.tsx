import { Fragment } from 'react'
import { isWithin, splitPath } from '../../core/model/path.ts'
import type { PictureEdge } from '../../core/picture/picture.ts'
import { ANSWER_SIGNS, ANSWER_WORDS, SIGNS } from '../../core/sentences/cause-words.ts'
import type { PolicySummary } from '../../core/workspace/snapshot.ts'
import { useApp, useAppActions } from '../../store/context.tsx'
import type { LocatedPath } from '../../store/state.ts'
import { Button } from '../../ui/button.tsx'
import { PlaceLink } from '../../ui/place-link.tsx'
import { EditPolicy } from './edit-policy.tsx'

const NO_POLICIES: readonly PolicySummary[] = []

/** The rules behind an edge, and the way to delete it. */
export function EdgeDetails({ edge }: { edge: PictureEdge }) {
  const rules = useApp((state) => state.highlights)
  const spare = useApp((state) => state.spareRules)
  const policies = useApp((state) => state.snapshot?.policies ?? NO_POLICIES)
  const from = useNodeTitle(edge.from)
  const to = useNodeTitle(edge.to)
  const { startDisconnect, revealLocation } = useAppActions()
  const rest = edge.rules.length - rules.length
  return (
    <div className="inspector">
      <header className="inspector-head">
        <h2>
          {from} → {to}
        </h2>
        <span className="chip">{edge.label}</span>
        <span className={`verdict verdict-${edge.answer}`}>
          <span aria-hidden>{SIGNS[ANSWER_SIGNS[edge.answer]]}</span> {ANSWER_WORDS[edge.answer]}
        </span>
        {edge.pairs > 1 && <span className="quiet">stands for {edge.pairs} connections</span>}
        {edge.rules.length > 0 && (
          <Button variant="danger" onClick={() => startDisconnect(edge.id)}>
            Delete this edge…
          </Button>
        )}
      </header>
      {edge.half && <p className="quiet">{edge.half.words}</p>}
      <section>
        <h3>{edge.rules.length === 1 ? '1 rule' : `${edge.rules.length} rules`}</h3>
        <ul className="inspector-list">
          {rules.map((rule) => (
            <li key={rule.path}>
              <span>{toRuleName(rule, policies)}</span>
              <PlaceLink file={rule.file} line={rule.line} onShow={() => revealLocation(rule)} />
              <EditRule rule={rule} policies={policies} />
              <AlsoAdmitted by={spare.find(({ path }) => path === rule.path)?.by ?? []} />
            </li>
          ))}
          {rules.length > 0 && rest > 0 && <li className="quiet">and {rest} more</li>}
        </ul>
      </section>
    </div>
  )
}

/** Opens the form of a rule's policy. */
function EditRule({ rule, policies }: { rule: LocatedPath; policies: readonly PolicySummary[] }) {
  const policy = policyOf(rule, policies)
  return policy && <EditPolicy path={policy.path} name={policy.name} />
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
          {toRuleName(rule, policies)}{' '}
          <PlaceLink file={rule.file} line={rule.line} onShow={() => revealLocation(rule)} />{' '}
        </Fragment>
      ))}
      {by.length > NAMED_COVERS && `and ${by.length - NAMED_COVERS} more`}
    </span>
  )
}

function useNodeTitle(id: string): string {
  return useApp((state) => state.snapshot?.picture.nodes.find((node) => node.id === id)?.title ?? id)
}

/** "api-server, ingress rule 1". */
function toRuleName({ path }: LocatedPath, policies: readonly PolicySummary[]): string {
  const policy = policyOf({ path }, policies)
  if (!policy) return path
  const [, direction = '', index = '0'] = splitPath(path).steps.slice(splitPath(policy.path).steps.length)
  return direction === '' ? policy.name : `${policy.name}, ${direction} rule ${Number(index) + 1}`
}

function policyOf({ path }: Pick<LocatedPath, 'path'>, policies: readonly PolicySummary[]): PolicySummary | undefined {
  return policies.find((candidate) => isWithin(path, candidate.path))
}
