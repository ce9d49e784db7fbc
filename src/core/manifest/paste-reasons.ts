import { isObject } from '../model/json.ts'
import { readYamlTree } from './tree-yaml.ts'

const SEEN: readonly (readonly [RegExp, string])[] = [
  [/^\s*$/, 'there is no text to open'],
  [/^\s*<(?:!doctype|html|\?xml|svg|div|p|span)\b/i, 'this is markup of a web page, not a manifest'],
  [/^\s*(?:NAMESPACE\s+)?NAME\s{2,}[A-Z]/, 'this is a table of kubectl get: add -o yaml'],
  [
    /^\s*Name:\s+\S+[\s\S]*^(?:Namespace|Labels|Annotations):/m,
    'this is what kubectl describe prints: use kubectl get -o yaml',
  ],
  [/^\s*(?:Error from server|error:|No resources found)/i, 'this is an error message of kubectl'],
  [/^\s*(?:\$\s+)?(?:kubectl|helm|oc)\s/, 'these are shell commands without a manifest'],
  [/\{\{-?\s/, 'this is a template, not a manifest: render it first with helm template'],
]

/** Why a text holds nothing that can be opened, in a sentence for people. */
export function whyUnreadable(text: string): string {
  const seen = SEEN.find(([pattern]) => pattern.test(text.slice(0, 5000)))
  if (seen) return seen[1]
  const value = text.length < 30_000 ? readYamlTree(text).tree?.value : undefined
  if (isObject(value)) {
    const missing = ['apiVersion', 'kind'].filter((key) => !Object.hasOwn(value, key)).join(' and ')
    return missing === '' ? 'no Kubernetes manifest was found in the text' : `this has no ${missing}: it is no manifest`
  }
  return 'no Kubernetes manifest was found in the text'
}
