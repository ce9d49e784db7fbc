import { type Admitted, type FlowEnd, type FlowRow, titleOf } from '../../core/flow-table/flow-table.ts'
import { sayAdmitted } from '../../core/flow-table/flow-words.ts'

/** A row's cells in the order of the columns. */
export function FlowCells({ row }: { row: FlowRow }) {
  return (
    <>
      <EndCell end={row.from} />
      <EndCell end={row.to} />
      <td className="flow-ports" title={row.label}>
        {row.label}
      </td>
      <AnswerCell row={row} />
      <AdmittedCell admitted={row.admitted.egress} />
      <AdmittedCell admitted={row.admitted.ingress} />
    </>
  )
}

function EndCell({ end }: { end: FlowEnd }) {
  const { kind, namespace, name, pods, kindName } = end
  const title = kind === 'implied' ? `${titleOf(end)}, implied` : titleOf(end)
  return (
    <td className={`flow-end flow-end-${kind}`} aria-label={title} title={`${title}${toKind(kindName)}`}>
      {namespace !== undefined && <span className="flow-namespace">{namespace}/</span>}
      <span className="flow-name">
        <bdi>{name}</bdi>
      </span>
      {kind === 'implied' && <span className="flow-note"> implied</span>}
      {pods && <span className="flow-note"> {pods.length === 1 ? pods[0] : `${pods.length} pods`}</span>}
    </td>
  )
}

function toKind(kindName: string | undefined): string {
  return kindName === undefined ? '' : `, ${kindName}`
}

function AnswerCell({ row: { answer, question } }: { row: FlowRow }) {
  const words = question === undefined ? answer : `depends: ${question}`
  return (
    <td className={`flow-answer flow-answer-${answer}`} title={words}>
      <span aria-hidden>{answer === 'allowed' ? '✓' : '?'}</span> <span className="flow-answer-words">{words}</span>
    </td>
  )
}

function AdmittedCell({ admitted }: { admitted: Admitted }) {
  const words = sayAdmitted(admitted)
  return (
    <td className={admitted.kind === 'rules' ? 'flow-rules' : 'flow-no-rule'} title={words}>
      {words}
    </td>
  )
}
