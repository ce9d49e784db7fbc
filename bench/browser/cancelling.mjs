import { openSample, pickFile } from './open-bench.mjs'

const UNREAD = 'this text is not read yet'
const OLDER = 'picture of an older text'

/** Cancels the first reading of a file `wait` ms after it was chosen; returns the ms until the page says that it stopped. */
export async function cancelReading(bench, file, wait) {
  const page = await openSample(bench)
  const start = await pickFile(page, file)
  await findCancel(page).waitFor({ timeout: 60_000 })
  await page.waitForTimeout(Math.max(0, wait - (performance.now() - start)))
  const time = await stop(page, UNREAD)
  await page.context().close()
  return time
}

/** Cancels the reading of a change to what is open, and asks about a flow at once; returns the ms until its answer is drawn. */
export async function cancelAndAsk(page) {
  const asked = page.getByRole('tabpanel', { name: /^Explain/ })
  for (const [end, name] of [
    ['From', 'team-001/app-00001'],
    ['To', 'team-002/app-00002'],
  ]) {
    const field = asked.getByRole('combobox', { name: end, exact: true })
    await field.fill(name)
    await field.press('Enter')
  }
  const port = asked.getByRole('textbox', { name: 'Port' })
  await port.fill('80')
  await asked
    .getByText(/^(allowed|denied|depends)/i)
    .first()
    .waitFor()
  await addNamespace(page)
  await findCancel(page).waitFor({ timeout: 60_000 })
  await stop(page, OLDER)
  await page.evaluate(watchAnswer)
  await port.fill('81')
  return page.evaluate(() => window.answered)
}

function findCancel(page) {
  return page.getByRole('region', { name: 'Picture' }).getByRole('button', { name: 'Cancel', exact: true })
}

async function addNamespace(page) {
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Namespace…' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: 'Name', exact: true }).fill('later')
  const apply = dialog.getByRole('button', { name: /^Apply/ })
  await apply.click({ timeout: 120_000 })
  await dialog.waitFor({ state: 'detached' })
}

/** Presses Cancel; returns the ms between the click and the frame in which the page says that the work has stopped. */
async function stop(page, words) {
  await page.evaluate((expected) => {
    window.stopped = new Promise((resolve) => {
      let clicked = 0
      window.addEventListener('click', ({ timeStamp }) => (clicked = timeStamp), { capture: true, once: true })
      const look = () => {
        if (document.querySelector('.work-state')?.textContent?.includes(expected)) resolve(performance.now() - clicked)
        else requestAnimationFrame(look)
      }
      look()
    })
  }, words)
  await findCancel(page).click()
  return page.evaluate(() => window.stopped)
}

/** Runs in the page: the time from the next input to the frame after the answer has changed. */
function watchAnswer() {
  const panel = document.querySelector('.explain')
  const { port1, port2 } = new MessageChannel()
  window.answered = new Promise((resolve) => {
    let asked = 0
    port1.onmessage = () => resolve(performance.now() - asked)
    window.addEventListener('input', ({ timeStamp }) => (asked = timeStamp), { capture: true, once: true })
    const reasons = () =>
      [...panel.children]
        .slice(1)
        .map(({ textContent }) => textContent)
        .join()
    const before = reasons()
    const observer = new MutationObserver(() => {
      if (asked === 0 || reasons() === before) return
      observer.disconnect()
      requestAnimationFrame(() => port2.postMessage(null))
    })
    observer.observe(panel, { subtree: true, childList: true, characterData: true })
  })
}
