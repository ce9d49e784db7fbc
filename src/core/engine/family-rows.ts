import type { Direction } from '../model/policy.ts'
import {
  type BitSet,
  EMPTY_BITS,
  intersectBits,
  intersectsBits,
  isEmptyBits,
  subtractBits,
  toBits,
  unionBits,
} from '../net/bit-set.ts'
import type { Basis, PortClass } from './basis.ts'
import type { Passing, Piece } from './decide.ts'
import { type EndRow, makeEndRow } from './end-rows.ts'
import { type ClassRow, createFacingRows, type Extras, type FacingRow, type FacingRows } from './facing-rows.ts'
import { type FlowCell, joinExtras, meetEnds, toCell } from './flow-cell.ts'
import type { Profile } from './profile.ts'
import { remember, rememberSome } from './remember.ts'
import type { TierPolicy } from './tiers.ts'

/** The rows of one family. */
export interface FamilyRows {
  readonly endRow: (direction: Direction, place: number, profile?: Profile<TierPolicy>) => EndRow
  /**
   * What passes both ends of the flows that leave a place (`egress`) or reach it (`ingress`).
   */
  readonly meet: (place: number, direction: Direction, options?: MeetOptions) => readonly FlowCell[]
}

export interface MeetOptions {
  /** As if these policies spoke for the place. */
  readonly profile?: Profile<TierPolicy>
  /** Whether only few places will be asked for. */
  readonly isOneOfFew?: boolean
}

/** How many rows of single ends are kept. */
const KEPT_ROWS = 2000

const OTHER: Readonly<Record<Direction, Direction>> = { ingress: 'egress', egress: 'ingress' }

export function createFamilyRows(bases: Readonly<Record<Direction, Basis>>): FamilyRows {
  const { stage, sets, anyone } = bases.ingress
  const everyone = sets.everyone
  const neighbours = createNeighbours(bases.ingress)
  const facingRows: Partial<Record<Direction, FacingRows>> = {}
  const pairsOf = createPairs()
  /** A part of the policies says what it says, whatever the plugin does with it. */
  const undoubted = { ingress: withoutDoubts(bases.ingress), egress: withoutDoubts(bases.egress) }
  /** Traffic from the node of a pod reaches it, whatever policies say (END-5). */
  const withNode = (direction: Direction, nodes: BitSet | undefined, passing: Passing): Passing =>
    direction === 'egress' || !nodes ? passing : addPlaces(passing, nodes)
  const { classes } = bases.ingress.divide([])
  const open: EndRow = { classes, passing: classes.map(() => anyone) }
  const makeRow = (direction: Direction, place: number, profile = stage.profiles(place, direction)): EndRow => {
    if (profile.tiers.length === 0) return open
    const row = makeEndRow(bases[direction], place, profile)
    const hosts = neighbours.hostsOf(place)
    return hosts ? { ...row, passing: row.passing.map((one) => withNode(direction, hosts, one)) } : row
  }
  const rowAt = {
    ingress: rememberSome((place: number) => makeRow('ingress', place), KEPT_ROWS),
    egress: rememberSome((place: number) => makeRow('egress', place), KEPT_ROWS),
  }
  const endRow = (direction: Direction, place: number, profile?: Profile<TierPolicy>): EndRow =>
    profile ? makeEndRow(undoubted[direction], place, profile) : rowAt[direction](place)
  const faceEnds = (direction: Direction): FacingRows => {
    const rows = facingRows[direction] ?? createFacingRows(bases[direction])
    facingRows[direction] = rows
    return rows
  }
  const openCells = rememberSome(faceOpenEnd, KEPT_ROWS)
  /** An open end meets whatever the others let pass. */
  const meetOpen = ({ broad, extras }: FacingRow): readonly FlowCell[] => {
    const { all, passing } = openCells(broad)
    if (!extras) return passing
    const cells: FlowCell[] = []
    for (const cell of all) {
      if (intersectsBits(cell.ports, extras.mask)) addWithExtras(cells, cell.ports, anyone, cell, extras, everyone)
      else if (!isEmptyBits(cell.possible)) cells.push(cell)
    }
    return cells
  }
  const meet = (
    place: number,
    direction: Direction,
    { profile, isOneOfFew }: MeetOptions = {},
  ): readonly FlowCell[] => {
    const own = makeRow(direction, place, profile)
    const others = faceEnds(OTHER[direction])
    const facing = isOneOfFew ? others.lookAt(place) : others.rowOf(place)
    const guests = neighbours.guestsOf(place)
    if (own === open && !guests) return meetOpen(facing)
    const { broad, extras } = facing
    const cells: FlowCell[] = []
    const pairs = pairsOf.each(own.classes)(broad.classes)
    for (let index = 0; index < own.classes.length; index += 1) {
      const leaving = own.passing[index] as Passing
      if (isEmptyBits(leaving.possible)) continue
      const known = pairs[index] as readonly ClassPair[]
      const isCrowded = known.length > FEW_PAIRS
      const row = isCrowded ? broad.near(leaving.possible) : broad
      const met = isCrowded ? pairsOf.one(own.classes[index] as PortClass)(row.classes) : known
      for (let at = 0; at < met.length; at += 1) {
        const { theirs, ports } = met[at] as ClassPair
        const reaching = withNode(OTHER[direction], guests, row.at(theirs))
        if (extras && intersectsBits(ports, extras.mask))
          addWithExtras(cells, ports, leaving, reaching, extras, everyone)
        else addMeeting(cells, ports, leaving, reaching, everyone)
      }
    }
    return cells
  }
  return { endRow, meet }
}

function withoutDoubts(basis: Basis): Basis {
  return { ...basis, doubts: { mask: EMPTY_BITS, isDropped: false } }
}

function addPlaces({ certain, possible }: Passing, places: BitSet): Passing {
  const added = unionBits(certain, places)
  return { certain: added, possible: possible === certain ? added : unionBits(possible, places) }
}

/** A class of ports of the other side, and what it has in common with one of this. */
interface ClassPair {
  readonly theirs: number
  readonly ports: BitSet
}

function listPairs({ mask }: PortClass, others: readonly PortClass[]): readonly ClassPair[] {
  const pairs: ClassPair[] = []
  others.forEach((other, theirs) => {
    const ports = intersectBits(mask, other.mask)
    if (!isEmptyBits(ports)) pairs.push({ theirs, ports })
  })
  return pairs
}

/** The cells of an open end, one per class of ports of the others. */
interface OpenCells {
  readonly all: readonly FlowCell[]
  /** Those on which something passes. */
  readonly passing: readonly FlowCell[]
}

function faceOpenEnd({ classes, at }: ClassRow): OpenCells {
  const all = classes.map(({ mask }, index) => toCell(mask, at(index)))
  return { all, passing: all.filter(({ possible }) => !isEmptyBits(possible)) }
}

/** A class of ports of an end that more classes of the others meet is met by those alone that concern whom it lets pass. */
const FEW_PAIRS = 4

function addMeeting(cells: FlowCell[], ports: BitSet, leaving: Passing, reaching: Passing, everyone: BitSet): void {
  const cell = meetEnds(ports, leaving, reaching, everyone)
  if (cell) cells.push(cell)
}

/** The cells of a pair of classes, cut where more is allowed on some of their ports. */
function addWithExtras(
  cells: FlowCell[],
  ports: BitSet,
  leaving: Passing,
  reaching: Passing,
  { mask, classes, pieces }: Extras,
  everyone: BitSet,
): void {
  for (let index = 0; index < classes.length; index += 1) {
    const more = pieces[index] as readonly Piece[]
    const part = more.length > 0 ? intersectBits(ports, (classes[index] as PortClass).mask) : EMPTY_BITS
    if (isEmptyBits(part)) continue
    const cell = joinExtras(part, leaving, reaching, more, everyone)
    if (cell) cells.push(cell)
  }
  const rest = subtractBits(ports, mask)
  if (!isEmptyBits(rest)) addMeeting(cells, rest, leaving, reaching, everyone)
}

/** Finds the pairs that one class makes with others, or each of some; remembered as long as the rows are. */
function createPairs() {
  const one = remember((mine: PortClass) => remember((others: readonly PortClass[]) => listPairs(mine, others)))
  const each = remember((classes: readonly PortClass[]) =>
    remember((others: readonly PortClass[]) => classes.map((mine) => one(mine)(others))),
  )
  return { one, each }
}

/** Who shares a node with whom, where that matters (END-5). */
interface Neighbours {
  /** The pods on the host network of the node of a pod. */
  readonly hostsOf: (place: number) => BitSet | undefined
  /** The pods on the node of a pod on the host network. */
  readonly guestsOf: (place: number) => BitSet | undefined
}

const NO_NEIGHBOURS: Neighbours = { hostsOf: () => undefined, guestsOf: () => undefined }

function createNeighbours({ stage: { members } }: Basis): Neighbours {
  const hosts = new Map<string, number[]>()
  const guests = new Map<string, number[]>()
  for (const [place, { endpoint, node }] of members.entries()) {
    if (node === undefined || endpoint.kind === 'outside') continue
    const lists = endpoint.hostNetwork ? hosts : guests
    const list = lists.get(node)
    if (list) list.push(place)
    else lists.set(node, [place])
  }
  if (hosts.size + guests.size === 0) return NO_NEIGHBOURS
  const toSets = (lists: ReadonlyMap<string, number[]>) =>
    new Map([...lists].map(([node, list]) => [node, toBits(list)]))
  const [hostSets, guestSets] = [toSets(hosts), toSets(guests)]
  const isOnHost = (place: number) => {
    const endpoint = members[place]?.endpoint
    return endpoint?.kind === 'pods' && endpoint.hostNetwork
  }
  const find = (sets: ReadonlyMap<string, BitSet>, place: number) => sets.get(members[place]?.node ?? '')
  return {
    hostsOf: (place) => (isOnHost(place) ? undefined : find(hostSets, place)),
    guestsOf: (place) => (isOnHost(place) ? find(guestSets, place) : undefined),
  }
}
