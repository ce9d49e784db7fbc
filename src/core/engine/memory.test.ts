import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, it } from 'vitest'
import { type ClusterNote, makeCluster, UPSTREAM } from './cluster.testing.ts'
import { type Prepared, prepare } from './prepare.ts'
import { shareObjects } from './random-edits.testing.ts'

setFlagsFromString('--expose-gc')
const collectGarbage: () => void = runInNewContext('gc')

const clusterWith = (port: number): ClusterNote => ({
  workloads: [{ id: 'shop/web', pods: [{ labels: { app: 'web' } }] }],
  policies: [{ name: 'web', namespace: 'shop', podSelector: {}, ingress: [{ ports: [{ port }] }] }],
})

/** The rows of each of some edits of a port, one prepared from the other; only the last state is kept. */
function editPorts(ports: readonly number[]) {
  let state: Prepared | undefined
  const rows = ports.map((port) => {
    const cluster = makeCluster(clusterWith(port))
    state = prepare(state ? shareObjects(cluster, state.cluster) : cluster, UPSTREAM, state)
    return new WeakRef(state.rows())
  })
  return { state, rows }
}

it('rows from before an edit are let go', async () => {
  const { state, rows } = editPorts([80, 81, 82, 83, 84, 85])
  // What a WeakRef was asked for stays until the task is over.
  await new Promise((resolve) => setTimeout(resolve))
  collectGarbage()
  expect(rows.map((row) => row.deref() !== undefined)).toEqual([false, false, false, false, false, true])
  expect(state?.rows()).toBe(rows.at(-1)?.deref())
})
