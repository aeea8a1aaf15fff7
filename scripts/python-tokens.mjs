// The words of a Python text, as far as the host program needs them: every character is in exactly one token, so that joining them gives the text.

/** kinds: name, number, string, comment, newline, blank, op. Throws where a string does not end. */
export function tokens(text) {
  const found = []
  const pattern =
    /(?<string>[bBrRfFuU]{0,2}(?:"""[\s\S]*?"""|'''[\s\S]*?'''|"(?:[^"\\\n]|\\[\s\S])*"|'(?:[^'\\\n]|\\[\s\S])*'))|(?<name>[A-Za-z_]\w*)|(?<number>\d[\w.]*)|(?<comment>#[^\n]*)|(?<newline>\n)|(?<blank>[ \t]+|\\\n)|(?<op>->|\*\*=?|\/\/=?|<<=?|>>=?|[-+*/%&|^=!<>:]=|[^\s\w])/y
  while (pattern.lastIndex < text.length) {
    const at = pattern.lastIndex
    const match = pattern.exec(text)
    if (!match) throw new Error(`not understood: ${JSON.stringify(text.slice(at, at + 40))}`)
    const [kind] = Object.entries(match.groups).find(([, value]) => value !== undefined)
    if (kind === 'op' && (match[0] === '"' || match[0] === "'")) throw new Error(`a string without an end: ${text.slice(at, at + 40)}`)
    found.push({ kind, text: match[0] })
  }
  return found
}

/** Logical lines: tokens up to the line break that ends a statement, brackets closed; comments and blank lines left out. `depth` is the indentation in levels. */
export function statements(text) {
  const found = []
  let words = []
  let open = 0
  let blanks = ''
  for (const token of tokens(text)) {
    if (token.kind === 'comment') continue
    if (token.kind === 'newline') {
      if (open === 0 && words.length > 0) {
        found.push({ depth: blanks.length / 4, words })
        words = []
      }
      if (open === 0) blanks = ''
      continue
    }
    if (token.kind === 'blank') {
      if (words.length === 0) blanks = token.text
      continue
    }
    if (token.kind === 'op' && '([{'.includes(token.text)) open++
    if (token.kind === 'op' && ')]}'.includes(token.text)) open--
    words.push(token)
  }
  return found
}

/** The words of a statement again as text: blanks only where two words would become one. */
export function written(words) {
  let text = ''
  let last
  for (const word of words) {
    const wordy = (token) => token.kind === 'name' || token.kind === 'number' || (token.kind === 'string' && /^[a-zA-Z]/.test(token.text))
    if (
      last &&
      (last.kind === 'name' || last.kind === 'number' || last.kind === 'string') &&
      (wordy(word) || (word.kind === 'string' && last.kind === 'name'))
    )
      text += ' '
    text += word.text
    last = word
  }
  return text
}
