import type { Reading } from '../../manifest/reading.ts'
import type { Diagnostic } from '../../model/diagnostic.ts'
import type { Draft } from '../draft.ts'
import { extendDraft, startDraft } from '../draft.ts'
import type { Obstacle } from '../plan.ts'
import { findStanding, isBroken, type PlanContext } from '../plan-context.ts'
import type { PlannedChange } from '../planned-change.ts'
import { brokenFile, refuseChange } from '../write-policies.ts'
import { repairAndOr } from './fix-and-or.ts'
import { repairBlock } from './fix-blocks.ts'
import { repairDuplicate } from './fix-duplicates.ts'
import { repairField } from './fix-fields.ts'
import { repairMetadata, repairNameLabel } from './fix-metadata.ts'
import { repairNamespaceLabel } from './fix-name-labels.ts'
import { repairNull } from './fix-nulls.ts'
import { repairPeer } from './fix-peers.ts'
import { repairEndPort, repairPort, repairProtocol, writeProtocol } from './fix-ports.ts'
import { type Repair, runRepair } from './fix-repair.ts'
import { repairExpression } from './fix-selectors.ts'
import { findSite, type Site } from './fix-site.ts'
import { repairInert, repairTypes } from './fix-types.ts'

/** What a repair is for: a diagnostic without the repair that the reader may have found. */
export type Finding = Pick<Diagnostic, 'code' | 'message' | 'place'>

/** Repairs a finding in one of the ways that were offered for it. */
export interface FixIntention {
  readonly kind: 'fix'
  readonly finding: Finding
  /** Of the offered repair. */
  readonly title: string
}

/** A repair that can be asked for. */
export interface OfferedFix {
  readonly title: string
  readonly intention: FixIntention
}

/** The repairs of each rule; they look at what is written now and offer nothing where it is not as the finding says. */
const REPAIRS: Readonly<Record<string, (site: Site) => readonly Repair[]>> = {
  'YML-4': repairField,
  'YML-8': repairNull,
  'VAL-1': repairMetadata,
  'VAL-3': repairExpression,
  'VAL-4': repairTypes,
  'VAL-5': repairPeer,
  'VAL-6': repairBlock,
  'VAL-7': repairProtocol,
  'VAL-8': repairPort,
  'VAL-9': repairEndPort,
  'VAL-10': repairDuplicate,
  'PEE-2': repairNamespaceLabel,
  'PEE-3': repairAndOr,
  'POR-1': writeProtocol,
  'IPB-5': repairBlock,
  'ISO-3': repairInert,
  'END-3': repairNameLabel,
}

/** The obvious repairs of a diagnostic, the best first; the reader's own before others. Cheap: nothing is planned yet. */
export function offerFixes(reading: Reading, diagnostic: Diagnostic): readonly OfferedFix[] {
  const { code, message, place, fix } = diagnostic
  const titles = [...(fix ? [fix.title] : []), ...repairsFor(reading, diagnostic).map(({ title }) => title)]
  const finding: Finding = { code, message, place }
  return [...new Set(titles)].map((title) => ({ title, intention: { kind: 'fix', finding, title } }))
}

/** Plans a repair; its finding is gone afterwards, and no comment is. */
export function planFix(context: PlanContext, { finding, title }: FixIntention): PlannedChange {
  const read = findDiagnostic(context.reading, finding)
  if (read?.fix?.title === title) {
    const { edits } = extendDraft(startDraft(context), read.fix.edits)
    return { label: title, edits, obstacles: [], selectors: [], notes: [] }
  }
  const repair = repairsFor(context.reading, finding).find((one) => one.title === title)
  if (!repair || finding.place.kind === 'span') return refuseChange(title, [GONE])
  const site = findSite(context.reading, finding.place.path, finding.message)
  const standing = site && findStanding(context.reading, site.resource.path)
  if (!standing) return refuseChange(title, [GONE])
  if (isBroken(standing.file)) return refuseChange(title, [brokenFile(standing.file.name)])
  const draft = runRepair(startDraft(context), standing.resource.path, repair)
  if (!draft) return refuseChange(title, [SHARED])
  const isRemoved = repair.steps.some(({ kind }) => kind === 'remove-resource')
  if (!isRemoved && losesComments(context, draft)) return refuseChange(title, [COMMENT])
  return { label: title, edits: draft.edits, obstacles: [], selectors: [], notes: [] }
}

const GONE: Obstacle = { code: 'nothing-to-do', words: 'this was repaired already' }

const SHARED: Obstacle = {
  code: 'not-expressible',
  words: 'the text cannot be edited there without changing other places',
}

const COMMENT: Obstacle = { code: 'not-expressible', words: 'a comment would be lost there: repair it by hand' }

function repairsFor(reading: Reading, { code, message, place }: Finding): readonly Repair[] {
  const repair = Object.hasOwn(REPAIRS, code) ? REPAIRS[code] : undefined
  const site = repair && place.kind === 'path' ? findSite(reading, place.path, message) : undefined
  return repair && site ? repair(site) : []
}

function findDiagnostic({ files }: Reading, finding: Finding): Diagnostic | undefined {
  const place = JSON.stringify(finding.place)
  for (const { items, diagnostics } of files) {
    for (const one of [...diagnostics, ...items.flatMap((item) => item.diagnostics)]) {
      if (one.code === finding.code && one.message === finding.message && JSON.stringify(one.place) === place)
        return one
    }
  }
  return undefined
}

/** Whether some text has fewer comments afterwards. */
function losesComments({ document }: PlanContext, { files }: Draft): boolean {
  return document.files.some(({ name, text }) => {
    const after = files.find((file) => file.name === name)?.text
    return after !== undefined && after !== text && countComments(after) < countComments(text)
  })
}

function countComments(text: string): number {
  return text.match(/(?<=^|\s)#/gm)?.length ?? 0
}
