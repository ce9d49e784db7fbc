/**
 * Runs something once what is being drawn now is on the screen: what is measured first is drawn in the frame after.
 * Returns what keeps it from running.
 */
export function afterPaint(run: () => void): () => void {
  let frame = requestAnimationFrame(() => {
    frame = requestAnimationFrame(() => {
      timer = window.setTimeout(run)
    })
  })
  let timer: number | undefined
  return () => {
    cancelAnimationFrame(frame)
    clearTimeout(timer)
  }
}
