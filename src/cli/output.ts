import { once } from 'node:events'
import type { Writable } from 'node:stream'

/** Characters gathered before they are handed to the stream. */
const CHUNK = 1 << 16

/** Where a command writes: its results and its complaints, both streamed. */
export interface Output {
  /** Resolves when the stream can take more. False once nobody reads any longer: then stop. */
  write(text: string): Promise<boolean>
  /** Hands on what is gathered. */
  flush(): Promise<void>
}

/** Writes to a stream in chunks, waits while it is full, and goes quiet when its reader has left (`| head`). */
export function createOutput(stream: Writable): Output {
  let gathered = ''
  let open = true
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
    open = false
  })
  const flush = async () => {
    const chunk = gathered
    gathered = ''
    if (chunk === '' || !open || stream.write(chunk)) return
    // A reader that leaves while we wait ends the wait with an error, which the listener above has judged.
    await once(stream, 'drain').catch(() => undefined)
  }
  return {
    async write(text) {
      gathered += text
      if (gathered.length >= CHUNK) await flush()
      return open
    },
    flush,
  }
}
