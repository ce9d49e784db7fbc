import type { Question } from '../model/verdict.ts'
import type { Work } from '../model/work.ts'
import { intersectBits, listBits, unionBits } from '../net/bit-set.ts'
import { type PortsByProtocol, PROTOCOLS } from '../net/ports.ts'
import type { MatrixDetail, MatrixEnd, MatrixPair } from './matrix.ts'
import { createMatrixRows } from './matrix-cells.ts'
import type { MatrixGround } from './matrix-ground.ts'
import { addTallies, NO_PAIRS, type Tally, tallyRow, toCell } from './tally.ts'

/** Pairs that are told one by one. */
const MOST_PAIRS = 50

/** What is behind the cell of two ends, in steps; undefined when one of them is gone. */
export function* matrixDetail(ground: MatrixGround, row: string, column: string): Work<MatrixDetail | undefined> {
  const [from, to] = [endOf(ground, row), endOf(ground, column)]
  if (!from || !to) return undefined
  const tally = yield* tallyEnds(ground, row, column)
  const isPair = from.kind !== 'namespace' && to.kind !== 'namespace'
  const pairs = isPair ? NO_LIST : yield* listPairs(ground, row, column, tally)
  return {
    from,
    to,
    cell: toCell(ground, tally),
    allowed: tally.open > 0 ? ground.labelOf(tally.ports) : '',
    depends: tally.doubtful > 0 ? ground.labelOf(tally.unsure) : '',
    passing: ground.prepared.rows().atoms.portsOf(unionBits(tally.ports, tally.unsure)),
    ...pairs,
    questions: isPair && tally.pairs > 0 ? questionsOf(ground, row, column, tally) : [],
  }
}

type PairList = Pick<MatrixDetail, 'pairs' | 'morePairs'>

const NO_LIST: PairList = { pairs: [], morePairs: 0 }

function endOf({ ends, partsOf }: MatrixGround, id: string): MatrixEnd | undefined {
  return ends(new Set()).find((end) => end.id === id) ?? partsOf(id)[0]
}

function* tallyEnds(ground: MatrixGround, row: string, column: string): Work<Tally> {
  const group = ground.placesOf(column)
  let sum = NO_PAIRS
  for (const place of listBits(ground.placesOf(row))) {
    sum = addTallies(sum, tallyRow(ground.rowFrom(place), ground.partners(place, group)))
    yield undefined
  }
  return sum
}

/** Those with anything open or depending, workload by workload. */
function* listPairs(ground: MatrixGround, row: string, column: string, { open, maybe }: Tally): Work<PairList> {
  if (open + maybe === 0) return NO_LIST
  const columns = ground.partsOf(column)
  const rowOf = createMatrixRows(
    ground,
    columns.map(({ id }) => id),
  )
  const pairs: MatrixPair[] = []
  let count = 0
  for (const from of ground.partsOf(row)) {
    const cells = yield* rowOf(from.id)
    for (const [at, to] of columns.entries()) {
      const cell = cells[at]
      if (!cell || cell.open + cell.maybe === 0) continue
      count += 1
      if (pairs.length < MOST_PAIRS) pairs.push({ from, to, cell })
    }
  }
  return { pairs, morePairs: count - pairs.length }
}

/** Ports that are offered to ask about. */
const MOST_PORTS = 8

/** Asked when nobody says which ports there are. */
const ANY_PORT: PortsByProtocol = { TCP: [{ first: 80, last: 80 }] }

/** About what is open, what depends, and what the containers of the target declare. */
function questionsOf(ground: MatrixGround, row: string, column: string, tally: Tally): readonly Question[] {
  const { atoms } = ground.prepared.rows()
  const pair = findPair(ground, row, column)
  if (!pair) return []
  const [from, to] = [sayEnd(ground, row, pair.from), sayEnd(ground, column, pair.to)]
  const known = [atoms.portsOf(tally.ports), atoms.portsOf(tally.unsure), ...declaredPorts(ground, column)]
  const asked = known.flatMap(firstPorts)
  const offered = asked.length > 0 ? asked : firstPorts(ANY_PORT)
  const distinct = new Map(offered.map((one) => [`${one.port}/${one.protocol}`, one]))
  return [...distinct.values()].slice(0, MOST_PORTS).map((one) => ({ from, to, ...one }))
}

interface Places {
  readonly from: number
  readonly to: number
}

/** The pair that shows most: an open one, else one that depends, else any. */
function findPair({ placesOf, partners, rowFrom }: MatrixGround, row: string, column: string): Places | undefined {
  const group = placesOf(column)
  let next: (Places & { readonly isDoubtful: boolean }) | undefined
  for (const from of listBits(placesOf(row))) {
    const others = partners(from, group)
    const { certain, possible } = rowFrom(from)
    const [open] = listBits(intersectBits(certain, others))
    if (open !== undefined) return { from, to: open }
    const [maybe] = listBits(intersectBits(possible, others))
    const [any] = listBits(others)
    if (maybe !== undefined && !next?.isDoubtful) next = { from, to: maybe, isDoubtful: true }
    else if (any !== undefined) next ??= { from, to: any, isDoubtful: false }
  }
  return next
}

/** A workload as a whole, however rules split it; of an outside peer the part that was found. */
function sayEnd({ prepared }: MatrixGround, id: string, place: number): string {
  const endpoint = prepared.endpoints[place]
  if (!endpoint) return id
  return endpoint.kind === 'pods' && endpoint.workload?.id === id ? id : endpoint.id
}

function declaredPorts({ placesOf, prepared }: MatrixGround, id: string): readonly PortsByProtocol[] {
  return listBits(placesOf(id)).flatMap((place) => {
    const endpoint = prepared.endpoints[place]
    const ports = endpoint?.kind === 'pods' ? (endpoint.pods[0]?.ports ?? []) : []
    return ports.map(({ protocol, port }) => ({ [protocol]: [{ first: port, last: port }] }))
  })
}

/** The first port of each range; where every port is open no port says more than another. */
function firstPorts(ports: PortsByProtocol): readonly Pick<Question, 'protocol' | 'port'>[] {
  return PROTOCOLS.flatMap((protocol) =>
    (ports[protocol] ?? []).flatMap(({ first, last }) =>
      first === 1 && last === 65535 ? [] : [{ protocol, port: first }],
    ),
  )
}
