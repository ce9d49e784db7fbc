import { isWithin } from '../../core/model/path.ts'
import type { Answer, Question } from '../../core/model/verdict.ts'
import type { OutsideNode, Picture, PictureEdge, PictureNode, SelectionView } from '../../core/picture/picture.ts'
import type { JudgedPart, Part } from '../../core/questions/reply.ts'
import type { DrawnEffects } from '../../core/workspace/preview.ts'
import { selectEffects } from '../../store/select-effects.ts'
import type { AppData, AppState } from '../../store/state.ts'

type DrawnFrom = Pick<
  AppData,
  'selection' | 'selectionView' | 'openedEdges' | 'question' | 'explanation' | 'focus' | 'lookedEdges'
> & {
  readonly effects: DrawnEffects | null
}

/**
 * The edges on the canvas: those at rest; while a node's view is open its own edges instead of those at rest that touch
 * it; for a selected bundle also what it stands for; what is searched or pointed at past the budget; and the question
 * asked, unless its answer is drawn already. A preview draws what it opens and closes over those at rest.
 */
export function drawnEdges(picture: Picture, state: DrawnFrom): readonly PictureEdge[] {
  if (state.effects) return edgesOfPreview(picture, state.effects)
  const selected = edgesOfSelection(picture, state)
  const base = state.lookedEdges.length === 0 ? selected : distinct([...selected, ...state.lookedEdges])
  const asked = questionEdge(picture, state)
  if (asked === undefined) return base
  const isDrawn = base.some((edge) => edge.from === asked.from && edge.to === asked.to && edge.answer === asked.answer)
  return isDrawn ? base : [...base, asked]
}

/** An edge that is closed as a whole is drawn once, as closed. */
function edgesOfPreview(picture: Picture, { edges }: DrawnEffects): readonly PictureEdge[] {
  const closed = new Set(edges.filter(({ change }) => change === 'closes').map(keyOf))
  return [...picture.edges.filter((edge) => !closed.has(keyOf(edge))), ...edges]
}

function keyOf({ from, to, label }: PictureEdge): string {
  return JSON.stringify([from, to, label])
}

function edgesOfSelection(picture: Picture, { selection, selectionView, openedEdges, focus }: DrawnFrom) {
  if (selection === null) return picture.edges
  const view = selectionView
  if (view === null) return distinct([...picture.edges, ...openedEdges])
  if (focus !== null) return edgesInFocus(picture, view, focus)
  const opened = standingFor(picture, view.node)
  const rest = picture.edges.filter((edge) => !opened.has(edge.from) && !opened.has(edge.to))
  return distinct([...rest, ...view.edges])
}

/** Only what leads to the selection, or only what leads away from it. */
function edgesInFocus(picture: Picture, { node, edges }: SelectionView, focus: 'in' | 'out'): readonly PictureEdge[] {
  const own = ownNodes(picture, node)
  return edges.filter(({ from, to }) => own.has(focus === 'in' ? to : from))
}

/** The node with what is drawn in it, or of a group its members. */
function ownNodes({ nodes }: Picture, id: string): ReadonlySet<string> {
  const inside = nodes.filter((each) => each.kind === 'workload' && each.parent === id)
  const members = nodes.flatMap((each) => (each.id === id && each.kind === 'group' ? each.members : []))
  return new Set([id, ...inside.map((each) => each.id), ...members])
}

/** The node itself, its frame and its groups: the part of their edges that is its own is drawn at the node. */
function standingFor({ nodes }: Picture, id: string): ReadonlySet<string> {
  const node = nodes.find((each) => each.id === id)
  const frame = node?.kind === 'workload' ? node.parent : id
  const groups = nodes.filter(
    (each) => each.kind === 'group' && (each.members.includes(id) || each.members.includes(frame)),
  )
  return new Set([id, frame, ...groups.map((group) => group.id)])
}

function distinct(edges: readonly PictureEdge[]): readonly PictureEdge[] {
  return [...new Map(edges.map((edge) => [edge.id, edge])).values()]
}

/** The answer to the question asked, as an edge: only denied and depends, for what is allowed is drawn at rest. */
function questionEdge(picture: Picture, { question, explanation }: DrawnFrom): PictureEdge | undefined {
  if (question === null || explanation === null || !isSameQuestion(explanation.question, question)) return undefined
  const { outcome } = explanation
  const part = outcome.kind === 'reply' ? openPart(outcome.parts) : undefined
  if (!part) return undefined
  const { answer, verdict, port } = part
  const { egress, ingress } = verdict
  const from = nodeOfEndpoint(picture.nodes, part.from)
  const to = nodeOfEndpoint(picture.nodes, part.to)
  if (from === undefined || to === undefined || from === to) return undefined
  const label = question.protocol === 'TCP' ? `${port}` : `${port} ${question.protocol}`
  const blockedAt = blockingEnd(egress.answer, ingress.answer)
  const end = { source: `${from.title} (egress)`, target: `${to.title} (ingress)`, both: 'both ends' }[blockedAt]
  const blocking = answer === 'denied' ? `, blocked at ${end}` : ''
  return {
    id: 'question',
    from: from.id,
    to: to.id,
    answer,
    label,
    ...(answer === 'denied' ? { blockedAt } : {}),
    rules: [],
    pairs: 1,
    stale: false,
    accessibleName: `${answer}: ${from.title} to ${to.title} on ${label}${blocking}`,
  }
}

/** The part to look at: one that is denied, else one that depends. */
function openPart(parts: readonly Part[]): JudgedPart | undefined {
  const judged = parts.filter((part): part is JudgedPart => part.kind === 'judged')
  return judged.find(({ answer }) => answer === 'denied') ?? judged.find(({ answer }) => answer === 'depends')
}

/** On one port an end blocks by itself; where neither does, the two disagree. */
function blockingEnd(egress: Answer, ingress: Answer): 'source' | 'target' | 'both' {
  if ((egress === 'denied') === (ingress === 'denied')) return 'both'
  return egress === 'denied' ? 'source' : 'target'
}

function isSameQuestion(one: Question, other: Question): boolean {
  return one.from === other.from && one.to === other.to && one.protocol === other.protocol && one.port === other.port
}

/** Its card, else the frame it is folded into, else the addresses it lies in. "Anyone" stands for nobody in particular. */
function nodeOfEndpoint(nodes: readonly PictureNode[], endpoint: string): PictureNode | undefined {
  const isInside = (node: PictureNode) =>
    node.kind === 'namespace' && node.folded && endpoint.startsWith(`${node.namespace}/`)
  return (
    nodes.find((node) => node.kind === 'workload' && node.endpoints.includes(endpoint)) ??
    nodes.find((node) => isInside(node)) ??
    nodes.find((node) => node.kind === 'outside' && isAddresses(node.role) && node.endpoints.includes(endpoint))
  )
}

function isAddresses(role: OutsideNode['role']): boolean {
  return role === 'block' || role === 'internet'
}

type Looked = Pick<AppData, 'selection' | 'openedEdges' | 'found' | 'pointedPolicy' | 'lookedEdges'>

/**
 * Whether an edge stays in the foreground: of a policy that is pointed at its own, of a selection what it touches, of a
 * search what it found. With nothing looked for, or a policy selected, which the caret marks, all do.
 */
export function isRelated(edge: PictureEdge, looked: Looked): boolean {
  const { selection, openedEdges: opened, found, pointedPolicy, lookedEdges } = looked
  if (pointedPolicy !== null) return edge.rules.some((rule) => isWithin(rule, pointedPolicy.path))
  if (selection === null && found.size > 0) return found.has(edge.from) || found.has(edge.to)
  if (selection === null || selection.kind === 'policy' || lookedEdges.includes(edge)) return true
  if (selection.kind === 'node') return edge.from === selection.id || edge.to === selection.id
  return edge.id === selection.id || opened.some((each) => each.id === edge.id)
}

/** Whether an edge is drawn in front: in a preview only what changes is. */
export function isForemost(edge: PictureEdge, state: AppState): boolean {
  if (selectEffects(state)) return edge.change !== undefined
  return isRelated(edge, state)
}

/**
 * Whether an edge is in front because something is looked at: it touches what is selected, is of what is pointed at or
 * found, or changes. Its label then has a place before those of other edges.
 */
export function isLookedAt(edge: PictureEdge, state: AppState): boolean {
  const { selection, found, pointedPolicy, lookedEdges } = state
  const isNothing = (selection === null || selection.kind === 'policy') && found.size === 0 && pointedPolicy === null
  if (isNothing && !selectEffects(state)) return lookedEdges.includes(edge)
  return isForemost(edge, state)
}

export function isSelectedEdge(id: string, { selection, gathered }: Pick<AppData, 'selection' | 'gathered'>): boolean {
  return (selection?.kind === 'edge' && selection.id === id) || gathered.includes(id)
}
