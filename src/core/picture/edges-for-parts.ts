import { isWithin, type Path } from '../model/path.ts'
import type { Picture } from './picture.ts'

/**
 * The ids of the edges behind a place in the text: `paths` are the parts around it, innermost first. The innermost
 * part that any edge rests on decides, so that a caret in a rule marks that rule's edges and one in the metadata of a
 * policy marks all of the policy's.
 */
export function edgesForParts({ edges }: Pick<Picture, 'edges'>, paths: readonly Path[]): readonly string[] {
  for (const path of paths) {
    const found = edges.filter(({ rules }) => rules.some((rule) => isWithin(path, rule) || isWithin(rule, path)))
    if (found.length > 0) return found.map(({ id }) => id)
  }
  return []
}
