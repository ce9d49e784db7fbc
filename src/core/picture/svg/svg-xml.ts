/** A piece of an SVG document, escaped already. */
export type Svg = string

type Attributes = Readonly<Record<string, string | number | undefined>>

/** An element with its children; attributes without a value are left out, numbers are cut to a hundredth. */
export function element(name: string, attributes: Attributes, children: readonly Svg[] = []): Svg {
  const head = Object.entries(attributes).flatMap(([key, value]) =>
    value === undefined ? [] : [` ${key}="${typeof value === 'number' ? toNumber(value) : escapeXml(value)}"`],
  )
  const start = `<${name}${head.join('')}`
  return children.length === 0 ? `${start}/>` : `${start}>${children.join('')}</${name}>`
}

/** A text as it may stand between tags and in attributes; what XML cannot hold becomes a replacement character. */
export function escapeXml(text: string): Svg {
  return text
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD')
    .replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`)
}

/** A number as short as can be: hundredths are finer than any screen. */
export function toNumber(value: number): string {
  return String(Math.round(value * 100) / 100 + 0)
}

/** Path data of a line through points, with a `Z` when it is closed. */
export function linePath(points: readonly (readonly [x: number, y: number])[], isClosed = false): string {
  const stops = points.map(([x, y], index) => `${index === 0 ? 'M' : 'L'}${toNumber(x)},${toNumber(y)}`)
  return stops.join(' ') + (isClosed ? ' Z' : '')
}
