/**
 * Names of places in a document that stay valid while offsets move.
 *
 * A resource is `file#index` (the index counts YAML documents or JSON values of the file from 0) followed by
 * `/items/n` for each `List` it lies in: `policies.yaml#2`, `dump.json#0/items/17`. A part of a resource adds a JSON
 * Pointer (RFC 6901): `policies.yaml#2/spec/ingress/0/from/1`. `%` and `#` in file names are percent-encoded, so the
 * first `#` always ends the file.
 */
export type Path = string

/** The path of a whole resource; see {@link Path}. */
export type ResourcePath = string

/** The path of the n-th YAML document or JSON value of a file. */
export function documentPath(file: string, index: number): ResourcePath {
  return `${file.replace(/[%#]/g, encodeURIComponent)}#${index}`
}

/** `path` extended by mapping keys and sequence indices. */
export function joinPath(path: Path, ...steps: readonly (string | number)[]): Path {
  let joined = path
  for (const step of steps) joined += typeof step === 'number' ? `/${step}` : `/${escapeStep(step)}`
  return joined
}

/** The file of a path and the steps after it; the first step is the document index. */
export function splitPath(path: Path): { readonly file: string; readonly document: number; readonly steps: string[] } {
  const hash = path.indexOf('#')
  const [document = '', ...steps] = path.slice(hash + 1).split('/')
  return { file: decodeURIComponent(path.slice(0, hash)), document: Number(document), steps: steps.map(unescapeStep) }
}

/** The steps from a resource to a place in it. */
export function stepsBelow(resource: ResourcePath, path: Path): readonly string[] {
  return path === resource
    ? []
    : path
        .slice(resource.length + 1)
        .split('/')
        .map(unescapeStep)
}

/** Whether `path` is `ancestor` or lies inside it. */
export function isWithin(path: Path, ancestor: Path): boolean {
  return path === ancestor || path.startsWith(`${ancestor}/`)
}

/**
 * The steps below `resource` in the notation of `kubectl`: `spec.ingress[0].from[1].ipBlock.cidr`. Label keys that are
 * not plain words are put in brackets: `spec.podSelector.matchLabels[app.kubernetes.io/name]`.
 */
export function toFieldPath(resource: ResourcePath, path: Path): string {
  return stepsBelow(resource, path).reduce((field, step) => {
    if (/^\d+$/.test(step)) return `${field}[${step}]`
    if (!/^[A-Za-z_][\w-]*$/.test(step)) return `${field}[${step}]`
    return field === '' ? step : `${field}.${step}`
  }, '')
}

function escapeStep(step: string): string {
  return /[~/]/.test(step) ? step.replaceAll('~', '~0').replaceAll('/', '~1') : step
}

function unescapeStep(step: string): string {
  return step.replaceAll('~1', '/').replaceAll('~0', '~')
}
