import { assertNever } from '../model/assert-never.ts'
import type { MatrixCell, MatrixEnd } from './matrix.ts'

/** A sign that goes with the colour of a cell: all pairs, some, none, nobody knows, nobody there. */
export function signOfCell({ answer, open, pairs }: MatrixCell): string {
  switch (answer) {
    case 'any':
      return '✓'
    case 'some':
      return open === pairs ? '✓' : '~'
    case 'none':
      return '✕'
    case 'depends':
      return '?'
    case 'no-pairs':
      return '–'
    default:
      return assertNever(answer)
  }
}

/** Ports that are longer in words than this are cut. */
const MOST_PORTS = 18

/** The ports of a cell, as far as it has room for them: "8080", "443, 8080 +3", "mixed". */
export function portsInCell({ answer, ports, agree }: MatrixCell): string {
  if (answer === 'none' || answer === 'no-pairs') return ''
  if (!agree) return 'mixed'
  if (ports.length <= MOST_PORTS) return ports
  const [first = ports, ...others] = ports.split(', ')
  return others.length > 0 ? `${first} +${others.length}` : ports
}

/** "3 of 12" where not all pairs stand alike, else empty. */
export function countInCell({ answer, open, maybe, pairs }: MatrixCell): string {
  const alike = answer === 'depends' ? maybe : open
  return alike === 0 || alike === pairs ? '' : `${alike}/${pairs}`
}

/** "some: 8080 in 3 of 12 pairs, depends in 1": a cell in words, for whoever does not see its sign. */
export function describeCell(cell: MatrixCell): string {
  const { answer, pairs, open, maybe, doubtful, ports } = cell
  const doubt = answer === 'some' && doubtful > 0 ? `, depends in ${doubtful}` : ''
  switch (answer) {
    case 'any':
      return 'any: every port'
    case 'some':
      return `some: ${cell.agree ? ports : `mixed, ${ports}`}${inPairs(open, pairs)}${doubt}`
    case 'depends':
      return `depends: ${ports}${inPairs(maybe, pairs)}`
    case 'none':
      return 'none'
    case 'no-pairs':
      return 'no pairs'
    default:
      return assertNever(answer)
  }
}

function inPairs(count: number, pairs: number): string {
  return pairs === 1 ? '' : count === pairs ? ` in all ${pairs} pairs` : ` in ${count} of ${pairs} pairs`
}

/** "payments", "payments/api-server", "internet": what an end is called outside the page. */
export function nameEnd(end: MatrixEnd): string {
  return end.kind === 'workload' ? `${end.namespace}/${end.title}` : end.title
}
