/** What somebody may press. */
const PRESSABLE = [
  ...['menuitem', 'tab', 'option', 'checkbox', 'switch', 'gridcell'].map((role) => `[role=${role}]`),
  ...['button', 'input', 'select', 'summary', 'a', '[role=group][tabindex]'],
]
  .map((selector) => `${selector}:visible`)
  .join(',')

const KEYS =
  'Tab Shift+Tab Enter Escape ArrowDown ArrowUp ArrowLeft ArrowRight Space Delete Backspace Home End PageDown F1 ' +
  'n p e c i a x + - 0 1 8 / ? Control+z Control+y Control+k'

const TEXTS = [
  'app: x',
  'db',
  '10.0.0.0/8',
  '5432',
  '{}',
  '- port: 80\n',
  '\n',
  '  ',
  'payments/api',
  '#',
  '"',
  'kind: Pod',
]

/** From a wide screen to a phone. */
export const SIZES = [
  { width: 1440, height: 900 },
  { width: 1024, height: 700 },
  { width: 700, height: 600 },
  { width: 390, height: 800 },
]

/** Milliseconds in which something that is pressed must take it: what is covered is left alone. */
const PATIENCE = 700

/** Does one thing at random; resolves with words for it. */
export async function doSomething(page, random) {
  const [, act] = ACTS[pickByWeight(random)]
  const tell = []
  // Whatever was to be pressed may be gone or covered by then: people press in vain as well.
  await act(page, random, (words) => tell.push(words)).catch((error) => tell.push(`in vain: ${error.name}`))
  return tell.join(', ')
}

/** Each with how often it is done in a hundred. */
const ACTS = [
  [50, clickSomewhere],
  [30, pressKey],
  [6, dragSomewhere],
  [4, turnWheel],
  [6, typeText],
  [4, resize],
]

function pickByWeight(random) {
  let left = random() * 100
  const place = ACTS.findIndex(([weight]) => {
    left -= weight
    return left < 0
  })
  return Math.max(0, place)
}

export function pickFrom(list, random) {
  return list[Math.floor(random() * list.length)]
}

async function clickSomewhere(page, random, tell) {
  const all = await page.locator(PRESSABLE).all()
  if (all.length === 0) return
  const one = pickFrom(all, random)
  const label = await one.getAttribute('aria-label', { timeout: PATIENCE })
  const name = (label ?? (await one.textContent({ timeout: PATIENCE })) ?? '').trim()
  tell(`click ${JSON.stringify(name.slice(0, 40))}`)
  await one.click({
    timeout: PATIENCE,
    button: random() < 0.06 ? 'right' : 'left',
    clickCount: random() < 0.08 ? 2 : 1,
    // Without this nobody presses what is covered.
    force: random() < 0.1,
  })
}

async function pressKey(page, random, tell) {
  const key = pickFrom(KEYS.split(' '), random)
  tell(`key ${key}`)
  await page.keyboard.press(key)
}

async function dragSomewhere(page, random, tell) {
  const { width, height } = page.viewportSize()
  const [from, to] = [0, 1].map(() => ({ x: Math.floor(random() * width), y: Math.floor(random() * height) }))
  tell(`drag ${from.x},${from.y} to ${to.x},${to.y}`)
  await page.mouse.move(from.x, from.y)
  await page.mouse.down()
  await page.mouse.move(to.x, to.y, { steps: 8 })
  await page.mouse.up()
}

async function turnWheel(page, random, tell) {
  tell('wheel')
  await page.mouse.wheel(random() * 200 - 100, random() * 400 - 200)
}

async function typeText(page, random, tell) {
  const text = pickFrom(TEXTS, random)
  tell(`type ${JSON.stringify(text)}`)
  await page.keyboard.type(text)
}

async function resize(page, random, tell) {
  const size = pickFrom(SIZES, random)
  tell(`size ${size.width} × ${size.height}`)
  await page.setViewportSize(size)
}
