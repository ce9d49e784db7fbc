import { SaxesParser } from 'saxes'
import type { NodeBox } from '../picture.ts'

/** An element of a document, with its own text. */
export interface ReadElement {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly text: string
}

/** The elements of a document in order; throws when it is no well-formed XML. */
export function readXml(text: string): readonly ReadElement[] {
  const parser = new SaxesParser({ xmlns: true })
  const open: { name: string; attributes: Record<string, string>; text: string }[] = []
  const elements: ReadElement[] = []
  parser.on('error', (error) => {
    throw error
  })
  parser.on('opentag', ({ name, attributes }) => {
    const values = Object.entries(attributes).map(([key, { value }]) => [key, value] as const)
    const element = { name, attributes: Object.fromEntries(values), text: '' }
    open.push(element)
    elements.push(element)
  })
  parser.on('text', (piece) => {
    const element = open.at(-1)
    if (element) element.text += piece
  })
  parser.on('closetag', () => void open.pop())
  parser.write(text).close()
  return elements
}

/** The room an element takes; undefined for what is not drawn by itself. Texts are as wide as common fonts make them. */
export function roomOf({ name, attributes, text }: ReadElement): NodeBox | undefined {
  const at = (key: string) => Number(attributes[key] ?? 0)
  if (name === 'rect') return { x: at('x'), y: at('y'), width: at('width'), height: at('height') }
  if (name === 'circle')
    return around([at('cx') - at('r'), at('cx') + at('r')], [at('cy') - at('r'), at('cy') + at('r')])
  if (name === 'line') return around([at('x1'), at('x2')], [at('y1'), at('y2')])
  if (name === 'path') return roomOfPath(attributes.d ?? '')
  if (name !== 'text') return undefined
  const width = text.length * at('font-size') * 0.5
  const left = attributes['text-anchor'] === 'middle' ? at('x') - width / 2 : at('x')
  return { x: left, y: at('y') - at('font-size'), width, height: at('font-size') }
}

/** Of paths with absolute points only; others are icons, which lie in what they stand for. */
function roomOfPath(d: string): NodeBox | undefined {
  if (/[a-z]/.test(d)) return undefined
  const numbers = [...d.matchAll(/-?\d+(?:\.\d+)?/g)].map(([number]) => Number(number))
  const places = (rest: number) => numbers.filter((_, index) => index % 2 === rest)
  return around(places(0), places(1))
}

function around(xs: readonly number[], ys: readonly number[]): NodeBox {
  const [x, y] = [Math.min(...xs), Math.min(...ys)]
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y }
}
