import { useApp } from '../../store/context.tsx'

/** Lines over the picture: what is not evaluated, what is not drawn, and that the engine is at work. */
export function Notices() {
  const banners = useApp((state) => state.snapshot?.banners)
  const notDrawn = useApp((state) => state.snapshot?.picture.edgesNotDrawn ?? 0)
  const busy = useApp((state) => state.busy)
  return (
    <div className="notices">
      {busy && <div className="busy-line" role="progressbar" aria-label="reading the document" />}
      {banners?.map((line) => (
        <p key={line} className="notice notice--warning">
          {line}
        </p>
      ))}
      {notDrawn > 0 && (
        <p className="notice">
          {notDrawn === 1 ? '1 edge' : `${notDrawn} edges`} not drawn: select a node to see its edges
        </p>
      )}
    </div>
  )
}
