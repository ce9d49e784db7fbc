import { env } from 'node:process'
import fc from 'fast-check'

/**
 * Every run of the tests draws the same random documents and clusters, so that what passes here passes everywhere, and what
 * fails fails again. Others are drawn by `npm run test:laws` and `npm run test:fuzz`, which say their seed.
 */
const EVERY_DAY = 20_261_128

const isLongRun = env.BULKHEAD_LAWS !== undefined
fc.configureGlobal(isLongRun ? {} : { seed: Number(env.BULKHEAD_SEED ?? EVERY_DAY) })
