/** A point of a path of steps, and what is known there. Looking a path up makes no string of it. */
export interface Branch<Step, Value> {
  value: Value | undefined
  /** The step that was gone first, and where it leads: from most points there is no other. */
  first: { readonly step: Step; readonly to: Branch<Step, Value> } | undefined
  others: Map<Step, Branch<Step, Value>> | undefined
}

/** Where all paths start. */
export function startBranch<Step, Value>(value?: Value): Branch<Step, Value> {
  return { value, first: undefined, others: undefined }
}

/** The branch that a step leads to; it grows where nobody has gone yet. */
export function follow<Step, Value>(branch: Branch<Step, Value>, step: Step): Branch<Step, Value> {
  const { first, others } = branch
  if (first?.step === step) return first.to
  return others?.get(step) ?? grow(branch, step)
}

function grow<Step, Value>(branch: Branch<Step, Value>, step: Step): Branch<Step, Value> {
  const grown = startBranch<Step, Value>()
  if (!branch.first) branch.first = { step, to: grown }
  else {
    branch.others ??= new Map()
    branch.others.set(step, grown)
  }
  return grown
}
