import { formatWantedPort, readPorts } from '../../core/authoring/connect/read-ports.ts'
import type { AddedPort } from '../../core/authoring/structure/plan-add-resource.ts'

/** What was typed as the ports of a container, and what of it cannot be one. */
export interface AddedPortsReading {
  readonly ports: readonly AddedPort[]
  readonly problem?: string
}

/** Reads "8080, 53/UDP": a container declares numbers, one by one. */
export function readAddedPorts(text: string): AddedPortsReading {
  const { ports: wanted, problem } = readPorts(text)
  const other = wanted.find((port) => port.kind === 'named' || port.first !== port.last)
  const ports = wanted.flatMap((port): readonly AddedPort[] =>
    port.kind === 'range' && port.first === port.last ? [{ containerPort: port.first, protocol: port.protocol }] : [],
  )
  if (problem !== undefined) return { ports, problem }
  return other ? { ports, problem: `"${formatWantedPort(other)}": a container declares ports by number` } : { ports }
}
