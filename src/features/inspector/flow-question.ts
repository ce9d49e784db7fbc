import type { Question } from '../../core/model/verdict.ts'
import type { Protocol } from '../../core/net/ports.ts'
import type { PictureNode } from '../../core/picture/picture.ts'

/** What is asked where nothing tells which port is meant. */
const USUAL_PORT = 80

/**
 * The question that two nodes of the picture raise: on the first port that a label names (`8080`, `53 UDP`, `443-445`),
 * else on the first that the target declares. Undefined where an end stands for no endpoint, such as a whole namespace.
 */
export function toQuestion(from: PictureNode, to: PictureNode, label = ''): Question | undefined {
  const [source, target] = [toEnd(from), toEnd(to)]
  if (source === undefined || target === undefined) return undefined
  const declared = to.kind === 'workload' ? to.ports : []
  const port = [label, ...declared].flatMap((words) => readFirstPort(words) ?? [])[0]
  return { from: source, to: target, ...(port ?? { port: USUAL_PORT, protocol: 'TCP' }) }
}

/** A workload as a whole, even when its pods are told apart; of addresses the first class. */
function toEnd(node: PictureNode): string | undefined {
  if (node.kind === 'namespace') return undefined
  const [only, ...others] = node.endpoints
  return node.kind === 'workload' && others.length > 0 ? node.id : only
}

/** The first port in the words of the picture. */
function readFirstPort(words: string): { readonly port: number; readonly protocol: Protocol } | undefined {
  const found = /^(\d+)(?:-\d+)?(?: [^,\d]*?)?(?: ?(TCP|UDP|SCTP))?(?:,|$)/.exec(words)
  const port = Number(found?.[1])
  if (!(port >= 1 && port <= 65535)) return undefined
  return { port, protocol: (found?.[2] as Protocol | undefined) ?? 'TCP' }
}
