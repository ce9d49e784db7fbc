import { describe, expect, it } from 'vitest'
import { finish } from '../core/model/work.ts'
import { buildPicture } from '../core/picture/build-picture.ts'
import { analysing } from '../core/workspace/analyse.ts'
import { rehearsing, typeInLabel } from './rehearse.ts'
import { createSession } from './session.ts'

const settings = { cni: 'upstream', implied: true } as const

const pods = (count: number) =>
  Array.from(
    { length: count },
    (_, index) =>
      `apiVersion: v1\nkind: Pod\nmetadata: { name: p${index}, namespace: shop, labels: { app: p${index} } }\n`,
  ).join('---\n')

const policy = (podSelector: string) =>
  `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { name: a, namespace: shop }\nspec:\n  podSelector: ${podSelector}\n`

const filesOf = (...documents: readonly string[]) => [
  { name: 'notes.yaml', text: '# nothing\n' },
  { name: 'all.yaml', text: documents.join('---\n') },
]

const open = (...documents: readonly string[]) => {
  const files = filesOf(...documents)
  const analysis = finish(analysing(files, settings))
  return { files, analysis, picture: buildPicture(analysis.prepared, { folds: {} }), look: { folds: {} } }
}

const rehearse = (...documents: readonly string[]) => finish(rehearsing(open(...documents)))

describe('a rehearsal', () => {
  it('types into a label that a policy selects, also one in quotes or of an expression', () => {
    const typed = (podSelector: string) => {
      const { files, analysis } = open(policy('{}'), policy(podSelector))
      return typeInLabel(files, analysis)?.map(({ text }) => text)
    }
    const [notes, all] = filesOf(policy('{}'), policy('{ matchLabels: { app: p1x } }')).map(({ text }) => text)
    expect(typed('{ matchLabels: { app: p1 } }')).toEqual([notes, all])
    expect(typed('{ matchLabels: { app: "p1" } }')).toEqual([notes, all?.replace('p1x', '"p1x"')])
    expect(typed('{}')).toBeUndefined()
  })

  it('takes a few keys in a large document, and none where nothing is slow', () => {
    expect(rehearse(policy('{ matchLabels: { app: p1 } }'), pods(220))).toBe(4)
    expect(rehearse(policy('{ matchLabels: { app: p1 } }'), pods(2000))).toBe(2)
    expect(rehearse(policy('{ matchLabels: { app: p1 } }'), pods(20))).toBe(0)
    expect(rehearse(policy('{ matchLabels: { app: p1 } }'), pods(5100))).toBe(0)
    expect(rehearse(policy('{}'), pods(220))).toBe(0)
  })

  it('leaves no trace', () => {
    const request = {
      revision: 1,
      files: open(policy('{ matchLabels: { app: p1 } }'), pods(220)).files,
      settings,
      folds: {},
    }
    const [rehearsed, other] = [createSession(), createSession()]
    for (const session of [rehearsed, other]) finish(session.update(request))
    finish(rehearsed.rehearse())
    const question = { from: 'shop/pod/p2', to: 'shop/pod/p1', protocol: 'TCP', port: 80 } as const
    expect(rehearsed.explain(question)).toEqual(other.explain(question))
    const files = filesOf(policy('{ matchLabels: { app: p2 } }'), pods(220))
    const [after, expected] = [rehearsed, other].map((session) =>
      finish(session.update({ ...request, revision: 2, files })),
    )
    expect(after).toEqual(expected)
  })
})
