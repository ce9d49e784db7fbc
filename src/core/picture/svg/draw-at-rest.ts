import { layoutPicture } from '../layout-picture.ts'
import type { Picture, Positions } from '../picture.ts'
import { routeDrawn } from '../route-drawn.ts'
import type { DrawnPicture } from './write-svg.ts'

/** A picture with nothing selected, placed as a page that opens it places it. */
export function drawAtRest(picture: Picture, positions: Positions = {}): DrawnPicture {
  const layout = layoutPicture(picture, positions)
  const { edges } = picture
  return { picture, layout, edges, routes: routeDrawn(picture, edges, layout) }
}
