import type { GroupProps } from 'react-resizable-panels'
import { readPreference, writePreference } from '../platform/preferences.ts'

/** Sizes of panes as they were left, in percent by pane. */
export function keptLayout(name: string): Pick<GroupProps, 'defaultLayout' | 'onLayoutChanged'> {
  const kept = readSizes(readPreference(`layout-${name}`))
  return {
    ...(kept ? { defaultLayout: kept } : {}),
    onLayoutChanged: (_, { isUserInteraction, requestedLayout }) => {
      if (isUserInteraction) writePreference(`layout-${name}`, JSON.stringify(requestedLayout))
    },
  }
}

function readSizes(text: string | null): Record<string, number> | undefined {
  try {
    const sizes: unknown = JSON.parse(text ?? 'null')
    if (typeof sizes !== 'object' || sizes === null || Array.isArray(sizes)) return undefined
    return Object.values(sizes).every((size) => typeof size === 'number')
      ? (sizes as Record<string, number>)
      : undefined
  } catch {
    return undefined
  }
}
