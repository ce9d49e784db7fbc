/** The path of a Chromium that starts; undefined when there is none. */
export function findChromium(): string | undefined
