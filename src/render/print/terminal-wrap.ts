/** Lines that fit the terminal: they break at spaces, inside a word only where it alone is too wide, and never inside an id. */

/** What somebody copies whole: ids of AWS and of runs, with the sign that ends a word. */
const ids = /(?:\b(?:m?i|fs|fsmt|fsap|subnet|sg|eni|vpc)-[0-9a-f]{8,17}\b|\b[0-9A-HJKMNP-TV-Z]{26}\b)[,;:.)]?/g

/** Nearly all that is ever shown: one column each. */
const narrow = /^[ -~\u00a1-\u00ac\u00ae-\u02ff\u2010-\u2027✓✗→↓]*$/

/** Columns as terminals count them: combining marks none, East Asian wide characters and emoji two. */
export function shownWidth(text: string): number {
  if (narrow.test(text)) return text.length
  let width = 0
  for (const c of text)
    width += /\p{M}/u.test(c)
      ? 0
      : /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u.test(c)
        ? 2
        : 1
  return width
}

/** The parts of a text that are a line each; their spaces at the end are left to whoever draws them. */
export function wrap(text: string, width: number): string[] {
  if (shownWidth(text) <= width) return [text]
  const lines: string[] = []
  let line = ''
  for (const piece of text.split(/(?<=\s)/).flatMap((word) => parts(word, width))) {
    if (line !== '' && shownWidth(`${line}${piece}`.trimEnd()) > width) {
      lines.push(line)
      line = ''
    }
    line += piece
  }
  return [...lines, line]
}

/** A word that fits; else what it is made of: ids, what ends with a slash or a comma, and in the last resort letters. */
function parts(word: string, width: number): string[] {
  return shownWidth(word.trimEnd()) <= width ? [word] : piecesOf(word, width)
}

function piecesOf(word: string, width: number): string[] {
  const found: string[] = []
  let at = 0
  for (const { index, 0: id } of word.matchAll(ids)) {
    found.push(...letters(word.slice(at, index), width), id)
    at = index + id.length
  }
  return [...found, ...letters(word.slice(at), width)].filter((part) => part !== '')
}

function letters(text: string, width: number): string[] {
  return text.split(/(?<=[/@,=])/).flatMap((part) => {
    const pieces: string[] = []
    let piece = ''
    for (const c of part) {
      if (piece !== '' && shownWidth(`${piece}${c}`.trimEnd()) > width) {
        pieces.push(piece)
        piece = ''
      }
      piece += c
    }
    return [...pieces, piece]
  })
}

/** Beyond which a word that is no id may break inside. */
const longWord = 24

/** The narrowest column in which a text breaks between words, and never inside an id. */
export const leastWidth = (text: string): number =>
  text
    .split(/\s+/)
    .flatMap((word) => piecesOf(word, longWord))
    .reduce((most, part) => Math.max(most, shownWidth(part)), 0)
