import { insertEntry } from '../edits/insert-part.ts'
import { fieldAt } from '../model/json.ts'
import { joinPath } from '../model/path.ts'
import { type Draft, editResource, extendDraft, settleDraft } from './draft.ts'
import type { LackingLabel, Obstacle } from './plan.ts'
import { isBroken, standings } from './plan-context.ts'
import { planAddResource } from './structure/plan-add-resource.ts'

/** A draft with labels added, or what stands in the way. */
export type Labelled =
  | { readonly kind: 'labelled'; readonly draft: Draft }
  | { readonly kind: 'refused'; readonly obstacle: Obstacle }

/** Adds labels to Namespaces, declaring those that are only used (END-3). */
export function addNamespaceLabels(draft: Draft, lacking: readonly LackingLabel[]): Labelled {
  return lacking.reduce<Labelled>(
    (current, label) => (current.kind === 'refused' ? current : addLabel(current.draft, label)),
    { kind: 'labelled', draft },
  )
}

/** That a rule would rely on a label that is not there. */
export function labelMissing({ words }: LackingLabel): Obstacle {
  return { code: 'label-missing', words: `${words}: it has to be added for the rule to match` }
}

function addLabel(draft: Draft, { namespace, key, value }: LackingLabel): Labelled {
  const declared = declareNamespace(draft, namespace)
  const standing = findNamespace(declared, namespace)
  if (!standing || isBroken(standing.file))
    return refused('document-broken', `the text that declares namespace ${namespace} cannot be read now`)
  const { path } = standing.resource
  const labelled = editResource(declared, path, joinPath(path, 'metadata', 'labels'), (source, steps) =>
    insertEntry(source, steps, key, value, 'name'),
  )
  if (labelled) return { kind: 'labelled', draft: labelled }
  return refused(
    'not-expressible',
    `the labels of namespace ${namespace} cannot be edited without changing other places`,
  )
}

/** A draft in which a namespace is declared: at the end of `cluster.yaml` when it was only used. */
export function declareNamespace(draft: Draft, namespace: string): Draft {
  if (findNamespace(draft, namespace)) return draft
  const settled = settleDraft(draft)
  return extendDraft(settled, planAddResource({ files: settled.files }, { kind: 'Namespace', name: namespace }).edits)
}

/** The last that declares it is in force (VAL-10). */
function findNamespace({ reading }: Draft, namespace: string) {
  return standings(reading).findLast(
    ({ resource: { kind, apiVersion, value } }) =>
      kind === 'Namespace' && apiVersion === 'v1' && fieldAt(value, 'metadata', 'name') === namespace,
  )
}

function refused(code: Obstacle['code'], words: string): Labelled {
  return { kind: 'refused', obstacle: { code, words } }
}
