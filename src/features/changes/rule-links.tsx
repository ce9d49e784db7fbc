import type { Path } from '../../core/model/path.ts'
import type { Location } from '../../core/workspace/snapshot.ts'
import { useAppActions } from '../../store/context.tsx'

/** `policies.yaml:31`: shows the place in the editor. */
export function RuleLink({ path, places }: { path: Path; places: ReadonlyMap<Path, Location> }) {
  const { revealPath } = useAppActions()
  const place = places.get(path)
  if (place === undefined) return null
  return (
    <button type="button" className="link-button" onClick={() => revealPath(path)}>
      <code>
        {place.file}:{place.line}
      </code>
    </button>
  )
}
