import type { TextFile } from '../model/edit.ts'
import { field, type JsonValue } from '../model/json.ts'
import { isKustomizationName } from './kustomization-name.ts'
import { readYamlTree } from './tree-yaml.ts'

/** What the kustomizations among the files say (YML-7). */
export interface Kustomizations {
  /** Names of the kustomization files. */
  readonly files: ReadonlySet<string>
  /** Files that are patches: pieces of objects, not objects. */
  readonly patches: ReadonlySet<string>
}

/** Finds kustomization files by name and collects the patches they list. */
export function findKustomizations(files: readonly TextFile[]): Kustomizations {
  const found = files.filter(({ name }) => isKustomizationName(name))
  const patches = new Set<string>()
  for (const { name, text } of found) {
    const value = readYamlTree(text).tree?.value
    for (const patch of patchesOf(value)) patches.add(resolvePath(name, patch))
  }
  return { files: new Set(found.map(({ name }) => name)), patches }
}

function patchesOf(kustomization: JsonValue | undefined): readonly string[] {
  return ['patches', 'patchesStrategicMerge', 'patchesJson6902'].flatMap((key) => {
    const list = field(kustomization, key)
    if (!Array.isArray(list)) return []
    return list.flatMap((entry) => {
      const path = typeof entry === 'string' ? entry : field(entry, 'path')
      // A strategic merge patch may also stand in the list itself, as text.
      return typeof path === 'string' && !path.includes('\n') ? [path] : []
    })
  })
}

/** `path` as written in `file`, as a name of the document. */
function resolvePath(file: string, path: string): string {
  const steps = file.split('/').slice(0, -1)
  for (const step of path.split('/')) {
    if (step === '..') steps.pop()
    else if (step !== '.' && step !== '') steps.push(step)
  }
  return steps.join('/')
}
