import { generateCluster } from '../generate-cluster.mjs'
import { inWords, percentile, ROUNDS, repeat } from './figures.mjs'
import { longestTask, watchTasks } from './long-tasks.mjs'
import { frameOf, openSample, pickFile } from './open-bench.mjs'

const KEYS = 40

/** Stands at the top of the text; `api` is isolated as long as the policy selects it. */
const TYPED = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: api-from-web
  namespace: shop
spec:
  podSelector:
    matchLabels:
      app: api
  ingress:
    - from:
        - podSelector:
            matchLabels:
              app: web
---
${['web', 'api'].map(deployment).join('---\n')}---
`

function deployment(name) {
  return `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
  namespace: shop
spec:
  selector:
    matchLabels:
      app: ${name}
  template:
    metadata:
      labels:
        app: ${name}
    spec:
      containers:
        - name: main
          image: example.com/${name}:1
          ports:
            - containerPort: 8080
`
}

function print() {
  return `${TYPED}${generateCluster({ workloads: 998, namespaces: 50, seed: 1 })}`
}

/** A character typed into a label of a policy, in a document of 1,000 workloads: from its key to the frame that shows the change. */
export async function measureTyping(bench) {
  const file = bench.write('typed.yaml', print)
  const rounds = await repeat(ROUNDS, () => typeKeys(bench, file))
  const times = rounds.flatMap((round) => round.times)
  const share = percentile(times, 0.95).toFixed(0)
  console.log(`  ${ROUNDS} times ${KEYS} keys: 95th percentile ${share} ms, median ${inWords(times)}`)
  const shares = rounds.map((round) => percentile(round.times, 0.95).toFixed(0))
  console.log(`    95th percentile of each time: ${shares.join(', ')} ms`)
  console.log(`    longest task ${inWords(rounds.map(({ longest }) => longest))}`)
}

async function typeKeys(bench, file) {
  const page = await openSample(bench)
  await pickFile(page, file)
  await frameOf(page, 'team-049').waitFor({ timeout: 60_000 })
  if ((await page.getByRole('group', { name: /^api,/ }).count()) === 0)
    await page.getByRole('button', { name: 'Unfold shop' }).click()
  await page.getByRole('group', { name: /^api,/ }).waitFor()
  await page.locator('.view-line').filter({ hasText: 'app: api' }).click()
  await page.keyboard.press('End')
  await page.evaluate(watchPicture)
  await watchTasks(page)
  const times = []
  for (let key = 0; key < KEYS; key += 1) {
    await page.waitForTimeout(60 + ((key * 37) % 300))
    times.push(await typeKey(page, key % 2 === 0 ? '1' : 'Backspace'))
  }
  const longest = await longestTask(page)
  await page.context().close()
  return { times, longest }
}

async function typeKey(page, key) {
  await page.evaluate(() => window.awaitChange())
  await page.keyboard.press(key)
  return page.evaluate(() => window.changed)
}

/**
 * Runs in the page. A change is shown once the frame after it has been made: the key's own time is when it was pressed,
 * and what follows an animation frame comes after its layout and paint.
 */
function watchPicture() {
  const card = document.querySelector('.react-flow__node[aria-label^="api,"]')
  let pressed = 0
  window.addEventListener('keydown', ({ timeStamp }) => (pressed = timeStamp), { capture: true })
  const { port1, port2 } = new MessageChannel()
  const state = () => [...card.querySelectorAll('.badge')].map(({ className }) => className).join()
  window.awaitChange = () => {
    const before = state()
    window.changed = new Promise((resolve) => {
      port1.onmessage = () => resolve(performance.now() - pressed)
      const observer = new MutationObserver(() => {
        if (state() === before) return
        observer.disconnect()
        requestAnimationFrame(() => port2.postMessage(null))
      })
      observer.observe(card, { subtree: true, childList: true, attributes: true })
    })
  }
}
