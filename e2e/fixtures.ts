import { readdirSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { test as base, type Page, type Request } from '@playwright/test'
import { BulkheadPage } from './pages/bulkhead-page.ts'

const DIST = resolve(import.meta.dirname, '../dist')
const FILES = new Set(
  readdirSync(DIST, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(DIST, join(entry.parentPath, entry.name))),
)

/** Everything the page did that it must never do; the watch ends with the test. */
interface Watch {
  readonly complaints: string[]
  /** All requests so far, in order. */
  readonly requests: string[]
  /** Complaints that a story provokes on purpose, by some of their words: a fault that it injects, and nothing else. */
  readonly provoked: RegExp[]
}

interface Fixtures {
  /** Fails any test on an error in the console or a request that is not for a file of the page. */
  readonly watch: Watch
  readonly bulkhead: BulkheadPage
}

export const test = base.extend<Fixtures>({
  watch: [
    async ({ page, context, baseURL }, use) => {
      const watch: Watch = { complaints: [], requests: [], provoked: [] }
      watchErrors(page, watch)
      context.on('request', (request) => {
        watch.requests.push(request.url())
        const wrong = whatIsWrong(request, baseURL ?? '')
        if (wrong) watch.complaints.push(`${wrong}: ${request.method()} ${request.url()}`)
      })
      await use(watch)
      const unexpected = watch.complaints.filter((words) => !watch.provoked.some((pattern) => pattern.test(words)))
      expect(unexpected, 'errors and requests of the page').toEqual([])
    },
    { auto: true },
  ],
  bulkhead: async ({ page }, use) => use(new BulkheadPage(page)),
})

export const { expect } = test

function watchErrors(page: Page, { complaints }: Watch): void {
  page.on('pageerror', (error) => complaints.push(`page error: ${error.stack ?? error.message}`))
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`console: ${message.text()}`)
  })
}

/** Only a GET of a file of dist, from the page's own origin, without a query. */
function whatIsWrong(request: Request, baseURL: string): string | undefined {
  const url = new URL(request.url())
  if (url.protocol === 'data:' || url.protocol === 'blob:') return undefined
  if (url.origin !== new URL(baseURL).origin) return 'another origin'
  if (request.method() !== 'GET' || request.postData() !== null) return 'carries something'
  if (url.search !== '') return 'a query'
  const file = decodeURIComponent(url.pathname.slice(1)) || 'index.html'
  return FILES.has(file) ? undefined : 'no file of the page'
}
