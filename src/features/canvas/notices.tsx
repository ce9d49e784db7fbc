import type { Picture } from '../../core/picture/picture.ts'
import { NO_FILTER } from '../../core/picture/picture-filter.ts'
import { useApp, useAppActions } from '../../store/context.tsx'
import { countWords } from './count-words.ts'

/** Lines over the picture: what is not evaluated, and what is not drawn, and why. */
export function Notices() {
  const banners = useApp((state) => state.snapshot?.banners)
  const picture = useApp((state) => state.snapshot?.picture)
  return (
    <div className="notices">
      {banners?.map((line) => (
        <p key={line} className="notice notice--warning">
          {line}
        </p>
      ))}
      {picture && <FoldedNotice picture={picture} />}
      {picture && picture.edgesNotDrawn > 0 && (
        <p className="notice">{countWords(picture.edgesNotDrawn, 'edge')} not drawn: select, search or filter</p>
      )}
      {picture?.filtered && <FilteredNotice {...picture.filtered} />}
    </div>
  )
}

/** Those that a person folded are known to that person. */
function FoldedNotice({ picture: { folded } }: { picture: Picture }) {
  const folds = useApp((state) => state.folds)
  const count = [...folded].filter((namespace) => folds[namespace] !== true).length
  if (count === 0) return null
  return (
    <p className="notice notice--folded">
      {countWords(count, 'namespace')} folded, more than can be read at once: unfold one, or filter
    </p>
  )
}

function FilteredNotice({ workloads, edges }: { readonly workloads: number; readonly edges: number }) {
  const { setFilter } = useAppActions()
  return (
    <p className="notice">
      {countWords(workloads, 'workload')} and {countWords(edges, 'edge')} hidden by the filter{' '}
      <button type="button" className="link-button notice__action" onClick={() => setFilter(NO_FILTER)}>
        Show all
      </button>
    </p>
  )
}
