/**
 * The text with each flow collection on one line, its line breaks and comments replaced by as many spaces. kubectl
 * takes flow collections whatever their lines' indentation is; the YAML library wants them indented. Offsets stay.
 */
export function joinFlowLines(text: string): string {
  let joined = ''
  let copied = 0
  for (const { index } of text.matchAll(/[[{](?<=(?:^|[:-])[ \t]+[[{]|^[[{])/gm)) {
    if (index < copied) continue
    const end = endOfFlow(text, index)
    if (end === undefined) return text
    joined += text.slice(copied, index) + blankLines(text.slice(index, end))
    copied = end
  }
  return joined + text.slice(copied)
}

/** What a flow collection is made of: strings, comments, brackets. */
const TOKEN = /"[^"\\]*(?:\\[\s\S][^"\\]*)*"|(?<=[\s,:[{])'[^']*(?:''[^']*)*'|(?<=\s)#.*|[[{}\]]/g

/** Past the bracket that closes the one at `start`; undefined when none does. */
function endOfFlow(text: string, start: number): number | undefined {
  let depth = 0
  TOKEN.lastIndex = start
  for (let token = TOKEN.exec(text); token; token = TOKEN.exec(text)) {
    if (token[0] === '[' || token[0] === '{') depth += 1
    if (token[0] === ']' || token[0] === '}') depth -= 1
    if (depth === 0) return TOKEN.lastIndex
  }
  return undefined
}

/** Comments and line breaks become spaces; a single break inside a string is a space already. */
function blankLines(flow: string): string {
  const uncommented = flow.replace(TOKEN, (token) => (token.startsWith('#') ? ' '.repeat(token.length) : token))
  return uncommented.replace(/[\r\n]/g, ' ')
}
