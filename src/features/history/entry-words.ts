/** A label as a line of its own. */
export function toSentence(label: string): string {
  return label.charAt(0).toUpperCase() + label.slice(1)
}

/** The time of day, as in "saved 12:04". */
export function toTime(at: number): string {
  return new Date(at).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' })
}
