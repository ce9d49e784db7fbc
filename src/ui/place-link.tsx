import './button.css'

/** `policies.yaml:31`: a place in a file, as a link that shows it. Of a long path the end stays in sight. */
export function PlaceLink({ file, line, onShow }: { file: string; line: number; onShow: () => void }) {
  const place = `${file}:${line}`
  return (
    <button type="button" className="link-button place" title={place} onClick={onShow}>
      <bdi>{place}</bdi>
    </button>
  )
}
