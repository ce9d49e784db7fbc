// Frames that were shown, as the compositor says in a trace: what a script does between them is not counted.

const CATEGORIES = ['cc', 'benchmark', 'viz']

/** How many frames per second were shown while `act` went on, and how many of those were of the main thread's newest state. */
export async function countFrames(browser, page, act) {
  await browser.startTracing(page, { categories: CATEGORIES })
  const start = performance.now()
  await act()
  const seconds = (performance.now() - start) / 1000
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString('utf8'))
  const states = traceEvents.flatMap(({ name, args }) =>
    name === 'PipelineReporter' && args?.chrome_frame_reporter ? [args.chrome_frame_reporter.state] : [],
  )
  const count = (wanted) => states.filter((state) => state === wanted).length
  const whole = count('STATE_PRESENTED_ALL')
  return { shown: (whole + count('STATE_PRESENTED_PARTIAL')) / seconds, whole: whole / seconds }
}
