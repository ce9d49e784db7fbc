const PORT_FIELDS: ReadonlySet<string> = new Set(['port', 'containerPort', 'targetPort', 'nodePort', 'servicePort'])

/** Whether the scalar at `key` inside the mapping at `parent` (empty for an item of a list) is a port (YML-2). */
export function isPortField(parent: string, key: string): boolean {
  return PORT_FIELDS.has(key) || (parent === 'port' && key === 'number')
}
