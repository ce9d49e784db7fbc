import { expect, it } from 'vitest'
import { sourceOf } from './edit-laws.testing.ts'
import { insertKey } from './insert-key.ts'
import { blankAbove, commentsAbove, lineAbove } from './lines.ts'
import { removeItems } from './remove-items.ts'
import { spliceText } from './splices.ts'

it('looks upward to the top of a text, also where its first lines are empty', () => {
  expect([blankAbove('\n\n\n- a\n', 3), blankAbove('\n- a\n', 1), blankAbove('- a\n', 0)]).toEqual([3, 1, 0])
  expect([lineAbove('\na\n', 1), lineAbove('a\nb\n', 2), lineAbove('\r\na\n', 2)]).toEqual([0, 0, 0])
  expect(commentsAbove('\n# c\na: 1\n', 5, 0)).toBe(1)
})

it('edits what stands below empty first lines', () => {
  const list = '\n\n- a\n- b\n'
  expect(spliceText(list, removeItems(sourceOf(list), [], [0]) ?? [])).toBe('\n\n- b\n')
  const map = '\n# c\nspec: {}\n'
  expect(spliceText(map, insertKey(sourceOf(map), ['kind'], 'Pod') ?? [])).toBe('\nkind: Pod\n# c\nspec: {}\n')
})
