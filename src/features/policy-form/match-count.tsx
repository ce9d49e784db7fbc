import type {
  MatchedWorkload,
  NamespaceMatches,
  PodMatches,
} from '../../core/authoring/policy-form/policy-form-matches.ts'

import { toMatchWords } from './form-words.ts'

interface MatchCountProps {
  readonly matches: PodMatches
  /** Of the selector that is being typed; null while it is as it is written. */
  readonly typed?: PodMatches | null
  /** Names of other namespaces are written out. */
  readonly namespace: string
}

/** "2 of 5 pods", which opens to their names; and, while a selector is typed, whom it would match. */
export function MatchCount({ matches, typed = null, namespace }: MatchCountProps) {
  const shown = typed ?? matches
  return (
    <div className={`match-count ${shown.pods === 0 ? 'is-none' : ''}`}>
      <details>
        <summary>
          {typed && <span className="match-count-typed">as typed: </span>}
          <strong>{toMatchWords(shown)}</strong>
        </summary>
        <ul className="match-names">
          {shown.workloads.map((workload) => (
            <li key={workload.id}>
              <code>{toName(workload, namespace)}</code> <span className="quiet">{toKind(workload)}</span>
            </li>
          ))}
          {shown.more > 0 && <li className="quiet">and {shown.more.toLocaleString('en')} more</li>}
          {shown.workloads.length === 0 && <li className="quiet">It matches no pod that is known.</li>}
        </ul>
      </details>
      <span className="visually-hidden" role="status">
        {typed && `as typed: ${toMatchWords(typed)}`}
      </span>
    </div>
  )
}

function toName({ namespace, name }: MatchedWorkload, own: string): string {
  return namespace === own ? name : `${namespace} / ${name}`
}

/** `Deployment, 3 pods`; pods of the input by their names. */
function toKind({ kind, name, pods, names }: MatchedWorkload): string {
  const others = names.filter((pod) => pod !== name)
  const count = pods === 1 ? '1 pod' : `${pods.toLocaleString('en')} pods`
  return others.length > 0 ? `${kind}: ${others.join(', ')}` : kind === 'Pod' ? kind : `${kind}, ${count}`
}

/** "2 of 3 namespaces", which opens to their names. */
export function NamespaceCount({ names, of }: NamespaceMatches) {
  return (
    <div className={`match-count ${names.length === 0 ? 'is-none' : ''}`}>
      <details>
        <summary>
          <strong>
            {names.length} of {of} {of === 1 ? 'namespace' : 'namespaces'}
          </strong>
        </summary>
        <ul className="match-names">
          {names.map((name) => (
            <li key={name}>
              <code>{name}</code>
            </li>
          ))}
          {names.length === 0 && <li className="quiet">It matches no namespace of the document.</li>}
        </ul>
      </details>
    </div>
  )
}
