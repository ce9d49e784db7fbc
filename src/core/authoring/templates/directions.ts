import { DIRECTIONS, type Direction } from '../../model/policy.ts'
import type { Option } from './field.ts'

/** Ingress, egress or both. */
export const DIRECTION_OPTIONS: readonly Option<string>[] = [
  { value: 'ingress', label: 'Ingress' },
  { value: 'egress', label: 'Egress' },
  { value: 'both', label: 'Ingress and egress' },
]

/** The directions that a choice of {@link DIRECTION_OPTIONS} means. */
export function directionsOf(choice: string): readonly Direction[] {
  return DIRECTIONS.filter((direction) => choice === direction || choice === 'both')
}
