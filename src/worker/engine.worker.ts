/// <reference lib="webworker" />
import { createEngine } from './engine.ts'
import type { RequestMessage } from './messages.ts'
import { tellLife } from './worker-life.ts'

/** A message to oneself comes after those that have arrived, and without the pause of a timer. */
const { port1, port2 } = new MessageChannel()

tellLife(() => self.postMessage({ kind: 'alive' }))

const receive = createEngine({
  now: () => performance.now(),
  later: (milliseconds, goOn) => void setTimeout(goOn, milliseconds),
  giveWay(goOn) {
    port1.onmessage = goOn
    port2.postMessage(null)
  },
  post: (message) => self.postMessage(message),
})

self.onmessage = ({ data }: MessageEvent<RequestMessage>) => receive(data)
