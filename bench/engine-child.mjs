// One measurement in a process of its own: node engine-child.mjs BUNDLE WHAT FILE [ROUNDS], prints JSON.
import { readFileSync, writeFileSync } from 'node:fs'
import { argv, memoryUsage, resourceUsage, stdout } from 'node:process'
import { pathToFileURL } from 'node:url'
import { deserialize, serialize } from 'node:v8'

const [, , bundle, what, file, rounds = '0'] = argv
const engine = await import(pathToFileURL(bundle).href)

function timed(run) {
  const start = performance.now()
  const result = run()
  return { time: performance.now() - start, result }
}

function median(numbers) {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)]
}

/** Reads the text and leaves the model beside it. */
function parse() {
  const text = readFileSync(file, 'utf8')
  const cold = timed(() => engine.parse(text))
  writeFileSync(`${file}.model`, serialize(cold.result))
  const warm = Array.from({ length: Number(rounds) }, () => timed(() => engine.parse(text)).time)
  return { cold: cold.time, ...(warm.length > 0 ? { warm: median(warm) } : {}) }
}

function cold() {
  const cluster = deserialize(readFileSync(`${file}.model`))
  return { prepare: timed(() => engine.prepareOnly(cluster)).time }
}

/** Once, in a process that has done nothing else; memory above the model. */
function coldPairs() {
  const cluster = deserialize(readFileSync(`${file}.model`))
  globalThis.gc?.()
  const before = memoryUsage.rss()
  const { time, result } = timed(() => engine.allPairs(cluster))
  const explained = timed(() => engine.explain(result.prepared, 1)).time
  const edited = timed(() => engine.afterEdit(result, engine.editPolicy(cluster, 1))).time
  return { time, explained, edited, memory: Math.max(0, resourceUsage().maxRSS * 1024 - before) }
}

/**
 * Each round reads the text before it, as a page or a command does: models that are copied have other shapes in V8, and those
 * that wait for their rounds make the collector slower the more they are. What the step before leaves behind is collected
 * first, before all pairs and before the edits, for else these would pay for it.
 */
function warm() {
  const text = readFileSync(file, 'utf8')
  const times = { prepare: [], pairs: [], explained: [], first: [], edited: [] }
  let last
  for (let round = 0; round < Number(rounds); round += 1) {
    const cluster = engine.parse(text)
    globalThis.gc?.({ type: 'minor' })
    const { time, result } = timed(() => engine.allPairs(cluster))
    times.pairs.push(time)
    times.explained.push(
      median(Array.from({ length: 50 }, (_, turn) => timed(() => engine.explain(result.prepared, turn)).time)),
    )
    let state = result
    let edited = cluster
    globalThis.gc?.({ type: 'minor' })
    for (let turn = 1; turn <= 5; turn += 1) {
      edited = engine.editPolicy(edited, turn)
      const next = timed(() => engine.afterEdit(state, edited))
      state = next.result
      times[turn === 1 ? 'first' : 'edited'].push(next.time)
    }
    times.prepare.push(timed(() => engine.prepareOnly({ ...cluster })).time)
    last = result
  }
  const late = (list) => median(list.slice(list.length / 2))
  return {
    prepare: late(times.prepare),
    pairs: late(times.pairs),
    explained: late(times.explained),
    first: late(times.first),
    edited: late(times.edited),
    endpoints: last.prepared.endpoints.length,
    ports: last.prepared.rows().atoms.count,
    evaluated: last.counts.evaluated,
    checksum: engine.checksum(last.counts),
  }
}

/** So many sources by the naive evaluator, spread over all of them; 0 for every one. */
function naive() {
  const cluster = deserialize(readFileSync(`${file}.model`))
  const state = engine.allPairs(cluster)
  const { allowed } = state.counts
  const every = Number(rounds) === 0 ? 1 : Math.ceil(allowed.length / Number(rounds))
  const { time, result } = timed(() => engine.naiveCounts(state, every))
  const isEqual = [...result].every(([place, count]) => count === allowed[place])
  return { time, sources: result.size, all: allowed.length, isEqual }
}

/** What an answer for all pairs takes merely to write and to count, without finding it. */
function floor() {
  const size = engine.floorSizeOf(engine.allPairs(deserialize(readFileSync(`${file}.model`))))
  const timeOf = (rows) => {
    const times = Array.from({ length: Number(rounds) }, () => timed(() => engine.writeAndCount(size.ends, rows)).time)
    return median(times.slice(Math.floor(times.length / 2)))
  }
  return { ...size, whole: timeOf(size.ends * size.portSets), bySource: timeOf(size.portSetsOfSources) }
}

const measures = { parse, cold, coldPairs, warm, naive, floor }
stdout.write(JSON.stringify(measures[what]()))
