import { loadCore } from './load-core.mjs'

export const { createRandom } = await loadCore('samples/random.ts')
