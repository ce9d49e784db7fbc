import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

// The directions of ARCHITECTURE.md, held by Biome on the real tree. Here a copy of its configuration meets one planted
// import for every pair of rooms, so that a direction nobody checks any more is noticed.

const ROOT = resolve(import.meta.dirname, '..')
const LAYERS = ['worker', 'platform', 'store', 'ui', 'app', 'cli']
const CORE_ROOMS = readdirSync(join(ROOT, 'src/core'), { withFileTypes: true }).filter((entry) => entry.isDirectory())
const FEATURES = readdirSync(join(ROOT, 'src/features'))

/** What the files of a folder of src may import from, beside themselves. */
const LAYER_IMPORTS: Readonly<Record<string, readonly string[]>> = {
  core: [],
  worker: ['core'],
  platform: ['core'],
  store: ['core', 'worker', 'platform'],
  ui: ['core', 'worker', 'platform'],
  features: ['core', 'worker', 'platform', 'store', 'ui'],
  app: ['core', 'worker', 'platform', 'store', 'ui', 'features'],
  cli: ['core'],
}

/** What the rooms of the core may import from, beside themselves. */
const ROOM_IMPORTS: Readonly<Record<string, readonly string[]>> = {
  net: [],
  samples: [],
  model: ['net'],
  inventory: ['net', 'model'],
  engine: ['net', 'model'],
  manifest: ['net', 'model'],
  edits: ['net', 'model', 'manifest'],
  authoring: ['net', 'model', 'inventory', 'engine', 'manifest', 'edits'],
  checks: ['net', 'model', 'inventory', 'engine', 'manifest', 'edits', 'authoring', 'questions'],
  picture: ['net', 'model', 'inventory', 'engine', 'manifest', 'edits'],
  questions: ['net', 'model', 'engine'],
  assist: ['net', 'model', 'inventory', 'engine', 'manifest', 'edits', 'authoring'],
  sentences: ['net', 'model', 'engine', 'authoring', 'questions'],
  'flow-table': ['net', 'model', 'engine', 'picture'],
  matrix: ['net', 'model', 'engine', 'picture'],
  workspace: [
    'net',
    'model',
    'inventory',
    'engine',
    'manifest',
    'edits',
    'authoring',
    'checks',
    'picture',
    'questions',
    'sentences',
    'flow-table',
    'matrix',
    'assist',
  ],
  report: [
    'net',
    'model',
    'inventory',
    'engine',
    'manifest',
    'edits',
    'authoring',
    'checks',
    'picture',
    'questions',
    'sentences',
    'flow-table',
    'matrix',
    'assist',
    'workspace',
    'samples',
  ],
}

/** An import as it would stand in a file of `from`. */
interface Planted {
  readonly from: string
  readonly specifier: string
  readonly allowed: boolean
}

function plantedImports(): readonly Planted[] {
  const folderOf = (layer: string) =>
    layer === 'features' ? 'src/features/canvas' : layer === 'core' ? 'src/core/model' : `src/${layer}`
  const layers = Object.keys(LAYER_IMPORTS)
  const between = (from: string, to: string, allowed: boolean): Planted => ({
    from,
    specifier: `${relative(from, to)}/neighbour.ts`,
    allowed,
  })
  const rooms = Object.keys(ROOM_IMPORTS)
  return [
    ...layers.flatMap((from) =>
      layers
        .filter((to) => to !== from)
        .map((to) => between(folderOf(from), folderOf(to), LAYER_IMPORTS[from]?.includes(to) === true)),
    ),
    ...rooms.flatMap((from) =>
      rooms
        .filter((to) => to !== from)
        .map((to) => between(`src/core/${from}`, `src/core/${to}`, ROOM_IMPORTS[from]?.includes(to) === true)),
    ),
    ...rooms.flatMap((room) => LAYERS.map((layer) => between(`src/core/${room}`, `src/${layer}`, false))),
    ...FEATURES.flatMap((from) =>
      FEATURES.filter((to) => to !== from).flatMap((to) => [
        between(`src/features/${from}`, `src/features/${to}`, false),
        between(`src/features/${from}/inner`, `src/features/${to}`, false),
      ]),
    ),
    ...layers.map((layer) => ({ from: folderOf(layer), specifier: '../main.tsx', allowed: false })),
    ...['node:fs', 'fs', 'react', 'zustand', '@xyflow/react'].flatMap((specifier) =>
      rooms.map((room) => ({ from: `src/core/${room}`, specifier, allowed: false })),
    ),
    ...rooms.map((room) => ({
      from: `src/core/${room}`,
      specifier: 'yaml',
      allowed: room === 'manifest' || room === 'edits',
    })),
    { from: 'src/cli', specifier: 'node:fs', allowed: true },
    { from: 'src/features/canvas', specifier: '@xyflow/react', allowed: true },
  ]
}

const planted = plantedImports()
let playground = ''
let complaints: ReadonlyMap<string, readonly string[]> = new Map()

function write(file: string, text: string): void {
  const path = join(playground, file)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text)
}

/** The categories of what Biome says, by file. */
function lintPlayground(): ReadonlyMap<string, readonly string[]> {
  const { stdout } = spawnSync(
    join(ROOT, 'node_modules/.bin/biome'),
    ['lint', '--reporter=json', '--max-diagnostics=none', '.'],
    { cwd: playground, encoding: 'utf8', maxBuffer: 1 << 28 },
  )
  const report: { diagnostics: { category: string; location: { path: string } }[] } = JSON.parse(stdout)
  const found = new Map<string, string[]>()
  for (const { category, location } of report.diagnostics)
    found.set(location.path, [...(found.get(location.path) ?? []), category])
  return found
}

function compileCore(): { code: number | null; output: string } {
  const { status, stdout } = spawnSync(join(ROOT, 'node_modules/.bin/tsc'), ['-p', 'src/core/tsconfig.json'], {
    cwd: playground,
    encoding: 'utf8',
  })
  return { code: status, output: stdout }
}

beforeAll(() => {
  playground = mkdtempSync(join(tmpdir(), 'bulkhead-architecture-'))
  mkdirSync(join(playground, 'src/core'), { recursive: true })
  for (const file of ['.biome.json', '.gitignore', 'tsconfig.json', 'src/core/tsconfig.json'])
    copyFileSync(join(ROOT, file), join(playground, file))
  planted.forEach(({ from, specifier }, index) => {
    write(`${from}/planted-${index}.ts`, `import { a } from '${specifier}'\n\nexport const b = a\n`)
  })
  write('src/store/one.ts', `import { two } from './two.ts'\n\nexport const one = () => two\n`)
  write('src/store/two.ts', `import { one } from './one.ts'\n\nexport const two = () => one\n`)
  write('src/store/three.ts', `import { four } from './four.ts'\n\nexport const three = () => four\n`)
  write('src/store/four.ts', 'export const four = 4\n')
  complaints = lintPlayground()
}, 60_000)

afterAll(() => rmSync(playground, { recursive: true, force: true }))

describe('import directions', () => {
  test.each(planted.map((plan, index) => ({ ...plan, index })))('$from imports $specifier: $allowed', (plan) => {
    const said = complaints.get(`${plan.from}/planted-${plan.index}.ts`) ?? []
    expect(said.includes('lint/style/noRestrictedImports')).toBe(!plan.allowed)
  })

  test('every room of the tree is in the table', () => {
    const folders = readdirSync(join(ROOT, 'src'), { withFileTypes: true }).filter((entry) => entry.isDirectory())
    expect(folders.map(({ name }) => name).filter((name) => !(name in LAYER_IMPORTS))).toEqual([])
    expect(CORE_ROOMS.map(({ name }) => name).filter((name) => !(name in ROOM_IMPORTS))).toEqual([])
  })
})

describe('import cycles', () => {
  test('two files that import each other are caught, a chain is not', () => {
    const cycles = (file: string) => complaints.get(file)?.filter((rule) => rule.endsWith('noImportCycles')).length ?? 0
    expect([cycles('src/store/one.ts'), cycles('src/store/two.ts')]).toEqual([1, 1])
    expect([cycles('src/store/three.ts'), cycles('src/store/four.ts')]).toEqual([0, 0])
  })
})

describe('the core compiles without a browser and without Node', () => {
  test.each([
    ['document.title', 'document'],
    ['process.argv', 'process'],
  ])(
    '%s does not compile',
    (expression, name) => {
      rmSync(join(playground, 'src/core'), { recursive: true })
      mkdirSync(join(playground, 'src/core'))
      copyFileSync(join(ROOT, 'src/core/tsconfig.json'), join(playground, 'src/core/tsconfig.json'))
      write('src/core/clean.ts', 'export const now = new Map([[1, 2n]])\n')
      expect(compileCore()).toEqual({ code: 0, output: '' })
      write('src/core/planted.ts', `export const planted = ${expression}\n`)
      const { code, output } = compileCore()
      expect(code).not.toBe(0)
      expect(output).toContain(`Cannot find name '${name}'`)
    },
    60_000,
  )
})
