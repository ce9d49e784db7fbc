/** A point of a path of steps, and what is known there. Looking a path up makes no string of it. */
export interface Branch<Step, Value> {
  value?: Value
  next?: Map<Step, Branch<Step, Value>>
}

/** The branch that a step leads to; it grows where nobody has gone yet. */
export function follow<Step, Value>(branch: Branch<Step, Value>, step: Step): Branch<Step, Value> {
  branch.next ??= new Map()
  const known = branch.next.get(step)
  if (known) return known
  const grown: Branch<Step, Value> = {}
  branch.next.set(step, grown)
  return grown
}
