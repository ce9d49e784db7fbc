/** What a template does, as a drawing of a few boxes and arrows on a grid: data for a tiny SVG. */
export interface SmallPicture {
  readonly nodes: readonly SmallNode[]
  readonly edges: readonly SmallEdge[]
}

export interface SmallNode {
  readonly id: string
  readonly label: string
  /** `namespace` is a frame around the nodes that lie `within` it. */
  readonly kind: 'namespace' | 'pods' | 'outside'
  /** From the left, from 0; of a frame its first. */
  readonly column: number
  /** From the top, from 0; of a frame its first. */
  readonly row: number
  readonly within?: string
}

export interface SmallEdge {
  readonly from: string
  readonly to: string
  readonly kind: 'allowed' | 'denied'
  readonly label?: string
}

/** A box for pods. */
export function pods(label: string, column: number, row = 0, within?: string): SmallNode {
  return { id: label, label, kind: 'pods', column, row, ...(within === undefined ? {} : { within }) }
}

/** A frame. */
export function frame(label: string, column: number, row = 0): SmallNode {
  return { id: label, label, kind: 'namespace', column, row }
}

/** A box for what lies outside the cluster. */
export function outside(label: string, column: number, row = 0): SmallNode {
  return { id: label, label, kind: 'outside', column, row }
}

/** An arrow that passes. */
export function passes(from: string, to: string, label?: string): SmallEdge {
  return { from, to, kind: 'allowed', ...(label === undefined ? {} : { label }) }
}

/** An arrow that is blocked. */
export function blocked(from: string, to: string): SmallEdge {
  return { from, to, kind: 'denied' }
}
