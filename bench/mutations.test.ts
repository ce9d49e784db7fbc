import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { MUTATIONS } from './mutations.mjs'

it('every breakage of npm run test:mutation finds its text exactly once', () => {
  const places = MUTATIONS.map(({ name, file, find }) => [name, readFileSync(file, 'utf8').split(find).length - 1])
  expect(Object.fromEntries(places)).toEqual(Object.fromEntries(MUTATIONS.map(({ name }) => [name, 1])))
})
