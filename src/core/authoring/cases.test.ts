import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { applyEdits, invertEdits } from '../edits/apply-edits.ts'
import { contextOf } from './plan.testing.ts'
import type { ConnectIntention, DisconnectIntention } from './plan.ts'
import { planConnect } from './plan-connect.ts'
import { planDisconnect } from './plan-disconnect.ts'

const FOLDER = fileURLToPath(new URL('cases/', import.meta.url))
const read = (name: string) => readFileSync(FOLDER + name, 'utf8')
const names = readdirSync(FOLDER)
const cluster = { name: 'cluster.yaml', text: read('cluster.yaml') }

/** The text of the case's file after the edits, and of the files they made. */
function afterCase(name: string): string {
  const [before = ''] = names.filter((file) => file.startsWith(`${name}.before.`))
  const intention = JSON.parse(read(`${name}.intention.json`)) as ConnectIntention | DisconnectIntention
  const own = { name: before.endsWith('json') ? 'policies.json' : 'policies.yaml', text: read(before) }
  const context = contextOf([own, cluster])
  const plan = intention.kind === 'connect' ? planConnect(context, intention) : planDisconnect(context, intention)
  if (!plan.edits) throw new Error(JSON.stringify(plan, null, 2))
  const applied = applyEdits(context.document, {
    edits: plan.edits,
    label: plan.label,
    base: context.document.revision,
  })
  if (applied.kind === 'stale') throw new Error('stale')
  expect(applied.inverse).toEqual(invertEdits(context.document.files, plan.edits))
  const changed = applied.document.files.filter((file) => !context.document.files.includes(file))
  return changed.map((file) => (file.name === own.name ? file.text : `>>> ${file.name}\n${file.text}`)).join('')
}

describe('pairs of texts', () => {
  const cases = names.flatMap((name) => /^(.*)\.intention\.json$/.exec(name)?.[1] ?? [])

  it.each(cases)('[EDIT] %s', (name) => {
    const [wanted = ''] = names.filter((file) => file.startsWith(`${name}.after.`))
    expect(afterCase(name)).toBe(read(wanted))
  })
})
