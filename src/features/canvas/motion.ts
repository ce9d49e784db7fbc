const MOTION = { duration: 160 }

/** How the viewport moves: at once for who asked for less motion. */
export function toMotion(): { readonly duration: number } {
  return matchMedia('(prefers-reduced-motion: reduce)').matches ? { duration: 0 } : MOTION
}
