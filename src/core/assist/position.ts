import { NETWORK_POLICY, type ObjectShape, type Shape } from '../manifest/policy-shape.ts'
import { type LooseNode, looseAt, looseText, type Steps } from './loose-tree.ts'

/** Which object a place of a text belongs to, and where in it. */
export interface Position {
  /** The object as it is written. */
  readonly object: LooseNode | undefined
  readonly kind: string
  readonly namespace: string
  /** From the object to the place. */
  readonly steps: Steps
  /** What must stand there, as far as it is known. */
  readonly shape: Shape | undefined
}

/** The position of a place of a document; an item of a `List`, however it is cut out, is an object of its own. */
export function toPosition(root: LooseNode | undefined, steps: Steps): Position {
  const depth = depthOfObject(steps)
  const object = looseAt(root, steps.slice(0, depth))
  const listKind = looseText(root, 'kind') ?? ''
  const kind = looseText(object, 'kind') ?? (depth > 0 ? listKind.replace(/List$/, '') : '')
  const below = steps.slice(depth)
  return {
    object,
    kind,
    namespace: looseText(object, 'metadata', 'namespace') || 'default',
    steps: below,
    shape: shapeAt(kind === 'NetworkPolicy' || kind === '' ? NETWORK_POLICY : ANY_KIND, below),
  }
}

/** The shape of what stands at `steps` below a shape. */
export function shapeAt(shape: Shape, steps: Steps): Shape | undefined {
  let at: Shape | undefined = shape
  for (const step of steps) at = childShape(at, step)
  return at
}

/** What every object has; the rest of it is not ours. */
const ANY_KIND: ObjectShape = {
  kind: 'object',
  fields: {
    apiVersion: { kind: 'string' },
    kind: { kind: 'string' },
    metadata: NETWORK_POLICY.fields.metadata ?? { kind: 'ignored' },
    spec: { kind: 'ignored' },
  },
}

function childShape(shape: Shape | undefined, step: string | number): Shape | undefined {
  if (shape?.kind === 'list') return typeof step === 'number' ? shape.of : undefined
  if (shape?.kind === 'labels') return { kind: 'string' }
  if (shape?.kind !== 'object' || typeof step === 'number') return undefined
  return Object.hasOwn(shape.fields, step) ? shape.fields[step] : undefined
}

function depthOfObject(steps: Steps): number {
  let depth = 0
  for (;;) {
    const isItem = steps[depth] === 'items' && typeof steps[depth + 1] === 'number'
    if (isItem) depth += 2
    else if (typeof steps[depth] === 'number') depth += 1
    else return depth
  }
}
