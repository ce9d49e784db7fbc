/** Counts the long tasks of a page's main thread from now on. */
export function watchTasks(page) {
  return page.evaluate(() => {
    window.longTasks = []
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) window.longTasks.push(duration)
    }).observe({ type: 'longtask' })
  })
}

/** The longest since then, in ms; 0 where none took 50. */
export function longestTask(page) {
  return page.evaluate(() => Math.max(0, ...window.longTasks))
}
