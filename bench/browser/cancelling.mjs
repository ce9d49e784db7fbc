import { openSample, pickFile } from './open-bench.mjs'

const UNREAD = 'this text is not read yet'
const OLDER = 'picture of an older text'

/**
 * Cancels the first reading of a file `wait` ms after it was chosen; returns the ms until the page says that it stopped, or
 * null where it had been read before that.
 */
export async function cancelReading(bench, file, wait) {
  const page = await openSample(bench)
  const start = await pickFile(page, file)
  await page.waitForTimeout(Math.max(0, wait - (performance.now() - start)))
  await page.evaluate(cancelAtOnce, UNREAD)
  const time = await Promise.race([
    page.evaluate(() => window.cancelled),
    page
      .getByText(/Opened [\d,]+ resources/)
      .waitFor({ timeout: 60_000 })
      .then(() => null),
  ])
  await page.context().close()
  return time
}

/** Cancels the work on another plugin for what is open, and asks about a flow at once: the ms until its answer is drawn. */
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
  await page.evaluate(cancelAtOnce, OLDER)
  await choosePlugin(page)
  await page.evaluate(() => window.cancelled)
  await page.evaluate(watchAnswer)
  await asked.getByRole('textbox', { name: 'Port' }).fill('80')
  return page.evaluate(() => window.answered)
}

/** Under another plugin all policies mean something else: a change of a text is read too quickly to be cancelled. */
async function choosePlugin(page) {
  await page.getByRole('button', { name: 'CNI: upstream', exact: true }).click()
  await page.getByRole('menuitemradio', { name: /^weave/ }).click()
}

/** Runs in the page: presses Cancel as soon as it is there, and counts the ms until the page says that the work has stopped. */
function cancelAtOnce(words) {
  window.cancelled = new Promise((resolve) => {
    let pressed = 0
    const look = () => {
      const line = document.querySelector('.work-state')
      const cancel = [...(line?.querySelectorAll('button') ?? [])].find(({ textContent }) => textContent === 'Cancel')
      if (pressed > 0 && line?.textContent?.includes(words)) return resolve(performance.now() - pressed)
      if (pressed === 0 && cancel) {
        pressed = performance.now()
        cancel.click()
      }
      requestAnimationFrame(look)
    }
    look()
  })
}

/** Runs in the page: the time from the next input to the frame after its answer has come. */
function watchAnswer() {
  const panel = document.querySelector('.explain')
  const { port1, port2 } = new MessageChannel()
  window.answered = new Promise((resolve) => {
    let asked = 0
    port1.onmessage = () => resolve(performance.now() - asked)
    window.addEventListener('input', ({ timeStamp }) => (asked = timeStamp), { capture: true, once: true })
    const observer = new MutationObserver(() => {
      if (asked === 0 || !panel.querySelector('output, [role=status]')) return
      observer.disconnect()
      requestAnimationFrame(() => port2.postMessage(null))
    })
    observer.observe(panel, { subtree: true, childList: true })
  })
}
