import { expect, it } from 'vitest'
import { hasDetails, type ImportReport, summarizeReport } from './import-report.ts'

const REPORT: ImportReport = { title: 'shop', files: [], leftOut: [], banners: [], setAside: [] }
const good = { name: 'a.yaml', resources: 3, errors: 0 }

it('has nothing more to tell of files that were read whole', () => {
  const report = { ...REPORT, files: [good] }
  expect([hasDetails(report), summarizeReport(report)]).toEqual([false, ''])
})

it('tells what was left out, is broken, holds nothing and is not evaluated', () => {
  const report = {
    ...REPORT,
    files: [good, { name: 'b.yaml', resources: 1, errors: 2 }, { name: 'c.yaml', resources: 0, errors: 0 }],
    leftOut: ['logo.png is not text in UTF-8 or UTF-16'],
    banners: ['without 1 CiliumNetworkPolicy: not evaluated'],
    setAside: ['5 ConfigMaps', '1 Role', '2 Secrets'],
  }
  expect(hasDetails(report)).toBe(true)
  expect(summarizeReport(report).split(' · ')).toEqual([
    'logo.png is not text in UTF-8 or UTF-16',
    '1 file with errors',
    '1 file without manifests',
    'without 1 CiliumNetworkPolicy: not evaluated',
    'nothing of traffic in 5 ConfigMaps, 1 Role, others',
  ])
})
