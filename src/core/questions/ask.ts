import type { Prepared } from '../engine/prepare.ts'
import { notesBeside } from './beside.ts'
import { CONTROLLER } from './from-controller.ts'
import { judgeFromEndpoints, judgeFromIngress } from './judge-target.ts'
import { type Asked, combineAnswers, type Outcome } from './reply.ts'
import { resolveSource } from './resolve-source.ts'
import { resolveTarget } from './target.ts'

/**
 * Answers a question in people's words: resolves both ends, goes through a Service to its backends, judges every part of
 * both ends, and says what a person should know beside the answer.
 */
export function ask(prepared: Prepared, asked: Asked): Outcome {
  const source = resolveSource(prepared, asked.from)
  if (source.kind === 'unresolved') return source
  const target = resolveTarget(prepared, asked, source)
  if (target.kind === 'unresolved') return target
  const judged =
    source.kind === 'endpoints'
      ? judgeFromEndpoints(prepared, source, target)
      : judgeFromIngress(prepared, source, target)
  if (judged.kind === 'unresolved') return judged
  const { to, parts, through, notes } = judged
  return {
    kind: 'reply',
    from: source.kind === 'endpoints' ? source.name : CONTROLLER,
    to,
    port: target.asked.port,
    protocol: target.asked.protocol,
    answer: combineAnswers(parts),
    ...(through ? { through } : {}),
    parts,
    notes: [...notesBeside(prepared, source, target, parts), ...notes],
  }
}
