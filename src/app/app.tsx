import { useState } from 'react'
import { StoreProvider } from '../store/context.tsx'
import { createAppStore } from '../store/create-app-store.ts'
import { createEngineClient } from '../worker/client.ts'

export function App() {
  const [store] = useState(() => createAppStore({ engine: createEngineClient(), now: () => performance.now() }))
  return <StoreProvider store={store}>{null}</StoreProvider>
}
