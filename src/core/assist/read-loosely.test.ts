import { describe, expect, it } from 'vitest'
import { withCaret } from './assist.testing.ts'
import { toLooseJson } from './loose-tree.ts'
import { readLoosely } from './read-loosely.ts'

/** Role and way of the caret's place with what is typed there: `key spec/ingress/0 "fr"`. */
function placeOf(marked: string): string {
  const { text, offset } = withCaret(marked)
  const { place } = readLoosely(text, offset)
  if (!place) return 'nothing'
  const marks = [place.needsDash ? 'dash' : [], place.needsSpace ? 'space' : [], place.hasColon ? 'colon' : []].flat()
  return [place.role, place.steps.join('/'), `"${text.slice(place.start, place.end)}"`, ...marks].join(' ')
}

const HEAD = 'kind: NetworkPolicy\nspec:\n'

describe('[YML-1] the caret in block style', () => {
  it.each<readonly [string, string, string]>([
    ['an empty text', '|', 'open  ""'],
    ['the beginning of a document', 'ki|', 'open  "ki"'],
    ['the second key', 'kind: NetworkPolicy\n|', 'key  ""'],
    ['below a key', `${HEAD}  |`, 'open spec ""'],
    ['below a key, typed', `${HEAD}  pod|`, 'open spec "pod"'],
    ['beside a key', `${HEAD}  podSelector: {}\n  |`, 'key spec ""'],
    ['before other keys', `${HEAD}  |\n  podSelector: {}`, 'key spec ""'],
    ['between keys of two levels', `${HEAD}  podSelector:\n    matchLabels:\n      app: web\n  in|`, 'key spec "in"'],
    ['inside a key that has a colon', `${HEAD}  pod|Sel: {}`, 'key spec "podSel" colon'],
    ['below a list', `${HEAD}  ingress:\n    |`, 'open spec/ingress ""'],
    ['behind a dash', `${HEAD}  ingress:\n    - |`, 'open spec/ingress/0 ""'],
    ['right behind a dash', `${HEAD}  ingress:\n    -|`, 'open spec/ingress/0 "" space'],
    ['behind a dash below its key', `${HEAD}  ingress:\n  - fr|`, 'open spec/ingress/0 "fr"'],
    ['the second key of an item', `${HEAD}  ingress:\n  - ports: []\n    |`, 'key spec/ingress/0 ""'],
    ['the second item', `${HEAD}  ingress:\n    - ports: []\n    |`, 'open spec/ingress/1 "" dash'],
    ['after items below their key', `${HEAD}  ingress:\n  - ports: []\n  |`, 'key spec ""'],
    ['a value', `${HEAD}  ingress:\n  - ports:\n    - port: 80|`, 'value spec/ingress/0/ports/0/port "80"'],
    ['no value yet', `${HEAD}  podSelector: |`, 'value spec/podSelector ""'],
    ['right behind the colon', `${HEAD}  podSelector:|`, 'value spec/podSelector "" space'],
    ['a value in quotes', `metadata:\n  namespace: "sh|"`, 'value metadata/namespace ""sh""'],
    ['a word of a list', `${HEAD}  policyTypes:\n    - In|`, 'open spec/policyTypes/0 "In"'],
    ['an item of a List', `items:\n- kind: NetworkPolicy\n  spec:\n    |`, 'open items/0/spec ""'],
    ['the second document', `kind: Pod\n---\nkind: NetworkPolicy\nspec:\n  |`, 'open spec ""'],
    ['below a line nobody understands', `${HEAD}  podSelector\n  ingress:\n    - |`, 'open spec/ingress/0 ""'],
    ['a comment', `${HEAD}  # pod|`, 'nothing'],
    ['a comment behind a value', `${HEAD}  podSelector: {} # he|re`, 'nothing'],
    ['a text of several lines', `data:\n  a: |-\n    x`.replace('|-', '>-').replace('x', 'po|d'), 'nothing'],
    ['a column that fits nothing', `${HEAD}  podSelector: {}\n      |`, 'nothing'],
  ])('%s', (_, marked, place) => {
    expect(placeOf(marked)).toBe(place)
  })
})

describe('[YML-1] the caret in brackets', () => {
  it.each<readonly [string, string, string]>([
    ['an empty mapping', `${HEAD}  podSelector: {|}`, 'key spec/podSelector ""'],
    ['an empty list', `${HEAD}  policyTypes: [|]`, 'value spec/policyTypes/0 ""'],
    ['the second word', `${HEAD}  policyTypes: [Ingress, E|`, 'value spec/policyTypes/1 "E"'],
    ['a value', `${HEAD}  podSelector: { matchLabels: { app: we| } }`, 'value spec/podSelector/matchLabels/app "we"'],
    ['no value yet', `${HEAD}  podSelector: { matchLabels: { app: | } }`, 'value spec/podSelector/matchLabels/app ""'],
    ['a key', `${HEAD}  podSelector: { match| }`, 'key spec/podSelector "match"'],
    ['a key behind others', `{kind: NetworkPolicy, |}`, 'key  ""'],
    ['brackets nobody closed', `${HEAD}  policyTypes: [Ingress,\n  ingress:\n    - |`, 'open spec/ingress/0 ""'],
    ['brackets nobody closed in the document before', `{"kind": "Pod", [\n---\nkind: |`, 'value kind ""'],
    ['JSON', `{\n  "kind": "NetworkPolicy",\n  "spec": {\n    "pod|"\n  }\n}`, 'key spec ""pod""'],
    ['a value of JSON', `{"spec": {"policyTypes": ["|"]}}`, 'value spec/policyTypes/0 """"'],
    ['JSON nobody closed', `{"spec": {"policyTypes": [], |`, 'key spec ""'],
  ])('%s', (_, marked, place) => {
    expect(placeOf(marked)).toBe(place)
  })
})

describe('[YML-1] what is written around the caret', () => {
  it('holds what comes before and after, and not what is being typed', () => {
    const { text, offset } = withCaret(
      `metadata: { namespace: shop }\nspec:\n  podSelector:\n    matchLabels: {app: web}\n  ing|\n  policyTypes:\n  - Egress\n`,
    )
    expect(toLooseJson(readLoosely(text, offset).root)).toEqual({
      metadata: { namespace: 'shop' },
      spec: { podSelector: { matchLabels: { app: 'web' } }, policyTypes: ['Egress'] },
    })
  })

  it('is of the document of the caret only', () => {
    const { text, offset } = withCaret('kind: Pod\n---\nkind: |\n---\nkind: Service\n')
    expect(toLooseJson(readLoosely(text, offset).root)).toEqual({ kind: null })
  })

  it('shows how the author indents, in the documents before as well', () => {
    const { text, offset } = withCaret('spec:\n    ingress:\n    - from: []\n---\nkind: NetworkPolicy\n|')
    expect(readLoosely(text, offset)).toMatchObject({ keyStep: 4, dashStep: 0 })
  })

  it('says nothing of indentation that nothing shows', () => {
    expect(readLoosely('kind: NetworkPolicy\n', 0)).toMatchObject({ keyStep: undefined, dashStep: undefined })
  })

  it('never fails, wherever a text is cut', () => {
    const whole = '{"a": [1, {b: "x]y", c: }\n - d: {e\n  f:: [g, - h]\n"unclosed\n- - - i: >\n   t\n}'
    const roles = new Set<string | undefined>()
    for (let end = 0; end <= whole.length; end += 1)
      for (let caret = 0; caret <= end; caret += 3) roles.add(readLoosely(whole.slice(0, end), caret).place?.role)
    expect(roles).toEqual(new Set(['key', 'value', 'open', undefined]))
  })
})
