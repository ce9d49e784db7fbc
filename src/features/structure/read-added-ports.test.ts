import { describe, expect, it } from 'vitest'
import { readAddedPorts } from './read-added-ports.ts'

describe('readAddedPorts', () => {
  it('[POR-1] reads numbers with their protocols', () => {
    expect(readAddedPorts('8080, 53/udp')).toEqual({
      ports: [
        { containerPort: 8080, protocol: 'TCP' },
        { containerPort: 53, protocol: 'UDP' },
      ],
    })
    expect(readAddedPorts('')).toEqual({ ports: [] })
  })

  it('[POR-4] refuses ranges, names and what is no port', () => {
    expect(readAddedPorts('http').problem).toBe('"http": a container declares ports by number')
    expect(readAddedPorts('80-90/UDP').problem).toBe('"80-90/UDP": a container declares ports by number')
    expect(readAddedPorts('70000').problem).toBe('70000 is not a port: ports are 1 to 65535')
  })
})
