import type { Problem } from './snapshot.ts'

const known = new WeakMap<readonly Problem[], ReadonlyMap<string, readonly Problem[]>>()

/** The problems that mark a node, worst first; found once per list. */
export function problemsOfNode(problems: readonly Problem[], node: string): readonly Problem[] {
  const byNode = known.get(problems) ?? groupByNode(problems)
  known.set(problems, byNode)
  return byNode.get(node) ?? NONE
}

const NONE: readonly Problem[] = []

function groupByNode(problems: readonly Problem[]): ReadonlyMap<string, readonly Problem[]> {
  const byNode = new Map<string, Problem[]>()
  for (const problem of problems) {
    for (const node of problem.nodes ?? []) {
      const own = byNode.get(node)
      if (own) own.push(problem)
      else byNode.set(node, [problem])
    }
  }
  return byNode
}
