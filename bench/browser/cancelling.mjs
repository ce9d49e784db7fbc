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

function findCancel(page) {
  return page.getByRole('region', { name: 'Picture' }).getByRole('button', { name: 'Cancel', exact: true })
}

/** Under another plugin all policies mean something else: a change of a text is read too quickly to be cancelled. */
async function choosePlugin(page) {
  await page.getByRole('button', { name: 'CNI: upstream', exact: true }).click()
  await page.getByRole('menuitemradio', { name: /^weave/ }).click()
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

/** Runs in the page: presses Cancel as soon as it is there, quicker than a person can. */
function cancelAtOnce(words) {
  window.cancelled = new Promise((resolve) => {
    const observer = new MutationObserver(() => {
      const line = document.querySelector('.work-state')
      if (line?.textContent?.includes(words)) {
        observer.disconnect()
        resolve()
      } else [...(line?.querySelectorAll('button') ?? [])].find(({ textContent }) => textContent === 'Cancel')?.click()
    })
    observer.observe(document.body, { subtree: true, childList: true, characterData: true })
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
