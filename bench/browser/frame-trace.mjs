// Frames that were shown, as the compositor says in a trace: what a script does between them is not counted.

const CATEGORIES = ['cc', 'benchmark', 'viz']

/** How many frames per second were shown while `act` went on: whole ones, with what the main thread had to say. */
export async function countFrames(browser, page, act) {
  await browser.startTracing(page, { categories: CATEGORIES })
  const start = performance.now()
  await act()
  const seconds = (performance.now() - start) / 1000
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString('utf8'))
  const reports = traceEvents.filter(
    ({ name, ph, args }) => name === 'PipelineReporter' && ph === 'b' && args.frame_reporter,
  )
  if (reports.length === 0) throw new Error('the trace tells of no frames')
  const states = ofBusiestProcess(reports).map(({ args }) => args.frame_reporter.state)
  return states.filter((state) => state === 'STATE_PRESENTED_ALL').length / seconds
}

/** The page's frames: the browser draws frames of its own. */
function ofBusiestProcess(reports) {
  const byProcess = new Map()
  for (const report of reports) byProcess.set(report.pid, [...(byProcess.get(report.pid) ?? []), report])
  return [...byProcess.values()].sort((a, b) => b.length - a.length)[0]
}
