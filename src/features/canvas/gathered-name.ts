import type { PictureNode } from '../../core/picture/picture.ts'

const NAMED = 3

/** "web, api, cron and 2 more". */
export function nameGathered(nodes: readonly PictureNode[], gathered: readonly string[]): string {
  const titles = gathered.flatMap((id) => nodes.find((node) => node.id === id)?.title ?? [])
  const more = titles.length - NAMED
  return `${titles.slice(0, NAMED).join(', ')}${more > 0 ? ` and ${more} more` : ''}`
}
