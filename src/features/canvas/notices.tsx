import { useApp } from '../../store/context.tsx'

/** Lines over the picture: what is not evaluated, and what is not drawn. */
export function Notices() {
  const banners = useApp((state) => state.snapshot?.banners)
  const notDrawn = useApp((state) => state.snapshot?.picture.edgesNotDrawn ?? 0)
  return (
    <div className="notices">
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
