/** A wall in a hull: what keeps one compartment's flood out of the next. */
export function Logo() {
  return (
    <svg width="20" height="20" viewBox="0 0 20 20" aria-hidden="true" focusable="false">
      <rect x="1.75" y="2.75" width="16.5" height="14.5" rx="3" fill="none" stroke="currentColor" strokeWidth="1.5" />
      <path d="M7.25 3v14M12.75 3v4.5M12.75 12.5V17" fill="none" stroke="currentColor" strokeWidth="1.5" />
    </svg>
  )
}
