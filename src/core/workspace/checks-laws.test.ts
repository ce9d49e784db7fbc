import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { PATIENCE, rounds } from '../authoring/laws.testing.ts'
import { afterEdits } from '../authoring/plan.testing.ts'
import { planChange } from '../authoring/plan-change.ts'
import type { PlanContext } from '../authoring/plan-context.ts'
import { randomDocuments, randomFiles } from '../checks/lint/random-documents.testing.ts'
import { takingPosture } from '../checks/posture/take-posture.ts'
import type { TextFile } from '../model/edit.ts'
import { finish } from '../model/work.ts'
import { analyse } from './analyse.ts'
import { checkingDocument } from './check-document.ts'
import { lintingDocument } from './lint-problems.ts'

/** What somebody in the middle of typing leaves, or a tool that writes nonsense. */
const SCRAPS = [
  '',
  '{',
  ']',
  '\t',
  '- ',
  ': ',
  '\n',
  '---\n',
  '#',
  '"',
  '&a ',
  '*a',
  'null',
  '{{',
  '0',
  '/',
  '# bulkhead-ignore: NP029 x\n',
]

const damages = fc.array(fc.record({ at: fc.nat(4000), gone: fc.nat(6), put: fc.constantFrom(...SCRAPS) }), {
  maxLength: 4,
})

function damage(files: readonly TextFile[], all: readonly { at: number; gone: number; put: string }[]) {
  return files.map(({ name, text }) => {
    const broken = all.reduce((now, { at, gone, put }) => {
      const place = at % (now.length + 1)
      return now.slice(0, place) + put + now.slice(place + gone)
    }, text)
    return { name, text: broken }
  })
}

const under = { cni: 'upstream', implied: true } as const

/** How often something is found and not silenced. */
function countLoud({ document: { files } }: PlanContext, rule: string, message: string): number {
  const { problems } = finish(lintingDocument(analyse(files, under), files))
  return problems.filter(({ diagnostic }) => diagnostic.rule === rule && diagnostic.message === message).length
}

describe('laws of checks', () => {
  it(
    'law: whatever the text is, nothing throws, and the page and the command line name the same idle comments',
    () => {
      fc.assert(
        fc.property(randomFiles, damages, (whole, all) => {
          const files = damage(whole, all)
          const analysis = analyse(files, under)
          const { problems } = finish(lintingDocument(analysis, files))
          const checks = finish(checkingDocument(analysis, { revision: 1, files }, 'info'))
          expect(checks.idle).toHaveLength(problems.filter(({ diagnostic }) => diagnostic.rule === 'NP000').length)
          finish(takingPosture(analysis.reading, analysis.prepared))
        }),
        rounds(60),
      )
    },
    PATIENCE,
  )

  it(
    'law: what is ignored at its place stays ignored, whatever else is fixed',
    () => {
      fc.assert(
        fc.property(randomDocuments, fc.nat(), (context, pick) => {
          const checks = (at: PlanContext) =>
            finish(checkingDocument(analyse(at.document.files, under), at.document, 'info'))
          const places = checks(context).rules.flatMap(({ id, findings }) => findings.map((place) => ({ id, place })))
          const chosen = places[pick % Math.max(1, places.length)]
          if (!chosen) return
          const { edits } = planChange(context, { ...chosen.place.ignore, reason: 'meant so' })
          if (!edits) return
          const ignored = afterEdits(context, edits)
          const loud = countLoud(ignored, chosen.id, chosen.place.message)
          expect(loud).toBeLessThan(countLoud(context, chosen.id, chosen.place.message))
          for (const { id, findings } of checks(ignored).rules.slice(0, 6)) {
            const [fix] = findings[0]?.fixes ?? []
            const plan = fix && planChange(ignored, fix.intention)
            if (!plan?.edits) continue
            const after = afterEdits(ignored, plan.edits)
            // A fix may bring the same words to another place, where nobody ignored them.
            const isSilent = checks(after).ignored.some(({ message }) => message === chosen.place.message)
            if (isSilent) continue
            expect(countLoud(after, chosen.id, chosen.place.message), `${id} ${fix?.title}`).toBeLessThanOrEqual(loud)
          }
        }),
        rounds(12),
      )
    },
    PATIENCE,
  )
})
