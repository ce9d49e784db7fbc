import type { Path } from '../../core/model/path.ts'
import type { Location } from '../../core/workspace/snapshot.ts'
import { useAppActions } from '../../store/context.tsx'
import { PlaceLink } from '../../ui/place-link.tsx'

export type Places = ReadonlyMap<Path, Location>

/** The link to where a path stands; nothing for a path that has no place. */
export function ExplainPlace({ path, places }: { path: Path | undefined; places: Places }) {
  const { revealLocation } = useAppActions()
  const location = path === undefined ? undefined : places.get(path)
  if (!location) return null
  return <PlaceLink file={location.file} line={location.line} onShow={() => revealLocation(location)} />
}
