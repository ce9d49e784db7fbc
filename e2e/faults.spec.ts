import { readFile } from 'node:fs/promises'
import type { Download, Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { BulkheadPage } from './pages/bulkhead-page.ts'
import { SHOP } from './texts.ts'

declare global {
  interface Window {
    /** Set by a story: the next thing that is measured on the graph throws. */
    breaksGraph?: boolean
    /** Set by a story: the browser has no room for what the page wants to store. */
    hasNoRoom?: boolean
    /** Set by a story: every engine that is started dies. */
    killsEngines?: boolean
  }
}

/** Opens the shop and writes into it; it is saved. */
async function openShop(bulkhead: BulkheadPage): Promise<void> {
  await bulkhead.open()
  await bulkhead.canvas.paste(SHOP)
  await expect(bulkhead.canvas.node('basket')).toBeVisible()
  await bulkhead.editor.retype('# Keeps what customers want', 'customers', 'buyers')
  await expect(bulkhead.editor.line('# Keeps what buyers want')).toBeVisible()
  await expect(bulkhead.toolbar.saved).toBeVisible()
}

const WRITTEN = SHOP.replace('customers', 'buyers')

async function contentOf(download: Download): Promise<string> {
  return readFile(await download.path(), 'utf8')
}

test('a tab that is killed while somebody types: what was saved is there again', async ({ bulkhead, context }) => {
  await openShop(bulkhead)
  const { page } = bulkhead
  await page.keyboard.type(' and others')
  const isKilled = page.waitForEvent('crash')
  const devtools = await context.newCDPSession(page)
  // Nobody answers from a page that has crashed.
  devtools.send('Page.crash').catch(() => undefined)
  await isKilled

  const next = new BulkheadPage(await context.newPage())
  await next.page.goto('./')
  await expect(next.toolbar.document('pasted')).toBeVisible()
  await expect(next.canvas.node('basket')).toBeVisible()
  await expect(next.editor.line('# Keeps what buyers')).toBeVisible()
  // As far as the last words were saved they are there, and all that was before them.
  const last = ' and others'
  const possible = Array.from({ length: last.length + 1 }, (_, typed) =>
    WRITTEN.replace('buyers', `buyers${last.slice(0, typed)}`),
  )
  expect(possible).toContain(await next.editor.text())
})

test('two tabs: a list that is fresh, and a document that was deleted in one while the other one writes', async ({
  bulkhead,
  context,
}) => {
  await openShop(bulkhead)
  const other = new BulkheadPage(await context.newPage())
  await other.page.goto('./')
  await expect(other.toolbar.document('pasted')).toBeVisible()
  await other.toolbar.chooseDocument('pasted', 'Delete')
  await expect(other.toolbar.document('payments')).toBeVisible()

  await expect(bulkhead.toast("Another tab deleted 'pasted'")).toBeVisible()
  await bulkhead.editor.retype('# Keeps what buyers want', 'buyers', 'people')
  await expect(bulkhead.editor.line('# Keeps what people want')).toBeVisible()

  const documents = await other.openDocuments('payments')
  await expect(documents.row('pasted')).toBeVisible()
  await documents.press('pasted')
  await expect(other.toolbar.document('pasted')).toBeVisible()
  await expect.poll(() => other.editor.text()).toBe(SHOP.replace('customers', 'people'))
})

test('storage that is full: said, with the text to download, and saved once there is room', async ({
  bulkhead,
  page,
}) => {
  await page.addInitScript(() => {
    const put = IDBObjectStore.prototype.put
    IDBObjectStore.prototype.put = function (...record) {
      if (window.hasNoRoom) throw new DOMException('no room', 'QuotaExceededError')
      return put.apply(this, record)
    }
  })
  await openShop(bulkhead)
  await page.evaluate(() => {
    window.hasNoRoom = true
  })
  await bulkhead.editor.retype('# Keeps what buyers want', 'buyers', 'people')
  const notice = page.getByRole('button', { name: /^not saved, kept in memory only: the browser has no room left/ })
  await expect(notice).toBeVisible()

  await notice.click()
  const documents = await bulkhead.documents()
  await expect(documents.trouble).toContainText('the browser has no room left')
  const [download] = await Promise.all([page.waitForEvent('download'), documents.press('Download my YAML')])
  expect(await contentOf(download)).toBe(SHOP.replace('customers', 'people'))

  await page.evaluate(() => {
    window.hasNoRoom = false
  })
  await documents.press('Try to save again')
  await expect(documents.trouble).toHaveCount(0)
  await documents.close()
  await expect(bulkhead.toolbar.saved).toBeVisible()
  await page.reload()
  await expect(bulkhead.editor.line('# Keeps what people want')).toBeVisible()
})

test('storage that is denied: everything works, and it is said that nothing is kept', async ({ bulkhead, page }) => {
  await page.addInitScript(() => {
    const deny = () => {
      throw new DOMException('denied', 'SecurityError')
    }
    IDBFactory.prototype.open = deny
    Object.defineProperty(window, 'localStorage', { get: deny })
    Object.defineProperty(window, 'sessionStorage', { get: deny })
  })
  await bulkhead.open()
  await bulkhead.canvas.paste(SHOP)
  await expect(bulkhead.canvas.node('basket')).toBeVisible()
  await page
    .getByRole('button', { name: /^not saved, kept in memory only: this browser does not let pages store/ })
    .click()
  const documents = await bulkhead.documents()
  await expect(documents.trouble).toContainText('private windows')
  const [download] = await Promise.all([page.waitForEvent('download'), documents.press('Download my YAML')])
  expect(await contentOf(download)).toBe(SHOP)
  await documents.press('payments')
  await expect(bulkhead.canvas.node('api-server')).toBeVisible()
})

test('a stored document that is damaged: said, the others open, what can be read is a document of its own', async ({
  bulkhead,
  page,
}) => {
  await openShop(bulkhead)
  await page.evaluate(breakHead, 'pasted')
  await page.reload()
  await expect(bulkhead.toolbar.document('payments')).toBeVisible()
  await expect(bulkhead.toast("'pasted' cannot be read whole")).toBeVisible()

  const documents = await bulkhead.openDocuments('payments')
  await expect(documents.damaged).toContainText('its description is damaged')
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    documents.press('Download what can be read of pasted'),
  ])
  expect(await contentOf(download)).toBe(WRITTEN)
  await documents.press('Open what can be read of pasted')
  await documents.close()
  await expect(bulkhead.toolbar.document('pasted (recovered)')).toBeVisible()
  await expect(bulkhead.canvas.node('basket')).toBeVisible()
  await expect.poll(() => bulkhead.editor.text()).toBe(WRITTEN)
})

/** Takes from the head of a document which files it has; runs in the page. */
async function breakHead(title: string): Promise<void> {
  const settled = <Result>(request: IDBRequest<Result>) =>
    new Promise<Result>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result)
      request.onerror = () => reject(request.error)
    })
  const database = await settled(indexedDB.open('bulkhead'))
  const store = database.transaction('documents', 'readwrite').objectStore('documents')
  for (const key of await settled(store.getAllKeys(IDBKeyRange.bound('head/', 'head/~')))) {
    const head = await settled(store.get(key))
    if (head.title === title) await settled(store.put({ ...head, files: 'none' }, key))
  }
  database.close()
}

test('an engine that dies is replaced and asked again; when all die it is said, until somebody starts one', async ({
  bulkhead,
  page,
}) => {
  await page.addInitScript(() => {
    const Original = window.Worker
    window.Worker = class extends Original {
      constructor(url: string | URL, options?: WorkerOptions) {
        super(url, options)
        if (window.killsEngines && options?.name?.startsWith('engine'))
          setTimeout(() => this.dispatchEvent(new ErrorEvent('error', { message: 'out of memory' })))
      }
    }
  })
  const { canvas, toolbar, work } = bulkhead
  await bulkhead.open()
  await closeEngine(page)
  await toolbar.add('Namespace', 'staging')
  await expect(canvas.frame('staging')).toBeVisible()

  await page.evaluate(() => {
    window.killsEngines = true
  })
  await closeEngine(page)
  await bulkhead.editor.openFile('policies.yaml')
  await bulkhead.editor.scrollToEnd()
  await page.keyboard.type('# the end')
  await expect(work.words('picture of an older text')).toBeVisible()
  await expect(page.getByText(/^the engine failed: your text is safe/)).toBeVisible()
  await expect(bulkhead.editor.line('# the end')).toBeVisible()

  await page.evaluate(() => {
    window.killsEngines = false
  })
  await work.update.click()
  await expect(work.words('picture of an older text')).toHaveCount(0)
  await expect(page.getByText(/^the engine failed/)).toHaveCount(0)
  await toolbar.add('Namespace', 'later')
  await expect(canvas.frame('later')).toBeVisible()
})

/** The worker ends without a word to the page. */
async function closeEngine(page: Page): Promise<void> {
  const engine = page.workers().find((worker) => worker.url().includes('engine'))
  const isClosed = engine?.waitForEvent('close')
  await engine?.evaluate(() => self.close())
  await isClosed
}

test('an exception in the graph: the other panes work, the YAML is offered first, and the graph comes back', async ({
  bulkhead,
  page,
  watch,
}) => {
  watch.provoked.push(/the graph was broken on purpose/)
  await page.addInitScript(() => {
    const observe = ResizeObserver.prototype.observe
    ResizeObserver.prototype.observe = function (target, options) {
      if (window.breaksGraph && target.closest('.react-flow')) throw new Error('the graph was broken on purpose')
      observe.call(this, target, options)
    }
  })
  const { canvas, editor, toolbar } = bulkhead
  await bulkhead.open()
  await page.evaluate(() => {
    window.breaksGraph = true
  })
  await toolbar.add('Namespace', 'staging')
  const failure = page.getByRole('alert').filter({ hasText: 'The graph stopped working' })
  await expect(failure).toBeVisible()
  await expect(failure.getByRole('button').first()).toHaveText('Download my YAML')

  await editor.openFile('policies.yaml')
  await editor.scrollToEnd()
  await page.keyboard.type('# the end')
  await expect(editor.line('# the end')).toBeVisible()
  await expect(toolbar.saved).toBeVisible()
  const [download] = await Promise.all([page.waitForEvent('download'), failure.getByRole('button').first().click()])
  expect(await contentOf(download)).toContain('# the end')

  await page.evaluate(() => {
    window.breaksGraph = false
  })
  await failure.getByRole('button', { name: 'Try again' }).click()
  await expect(canvas.frame('staging')).toBeVisible()
  await expect(canvas.node('api-server')).toBeVisible()
})

test('a part of the page that cannot be fetched: its pane says so, and has it once it can', async ({
  bulkhead,
  page,
  watch,
}) => {
  watch.provoked.push(/ERR_FAILED/, /could not be fetched/, /dynamically imported module/)
  await page.route(/matrix-view.*\.js$/, (route) => route.abort())
  await bulkhead.open()
  await page.getByRole('tab', { name: 'Matrix' }).click()
  const failure = page.getByRole('alert').filter({ hasText: 'The matrix stopped working' })
  await expect(failure).toContainText('a part of the page could not be fetched')
  await expect(failure.getByRole('button').first()).toHaveText('Download my YAML')
  await page.unroute(/matrix-view.*\.js$/)
  await failure.getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByRole('grid')).toBeVisible()
})
