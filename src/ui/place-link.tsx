import './button.css'

/** `policies.yaml:31`: a place in a file, as a link that shows it. */
export function PlaceLink({ file, line, onShow }: { file: string; line: number; onShow: () => void }) {
  return (
    <button type="button" className="link-button place" onClick={onShow}>
      {file}:{line}
    </button>
  )
}
