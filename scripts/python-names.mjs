// What the names in a Python statement are to it, as far as the packer needs them to give short ones.

/**
 * For each word: `attribute` (after a point), `argument` (of this function or of a lambda in it), `said` (an argument by its name, in a call),
 * or undefined.
 */
export function rolesOf(words) {
  const brackets = []
  const lambdas = []
  const isDefinition = words[0].text === 'def'
  return words.map(({ kind, text }, i) => {
    if (kind === 'op' && '([{'.includes(text)) brackets.push(text)
    if (kind === 'op' && ')]}'.includes(text)) brackets.pop()
    if (text === ':' && lambdas.at(-1) === brackets.length) lambdas.pop()
    if (text === 'lambda') lambdas.push(brackets.length)
    if (kind !== 'name') return undefined
    const before = words[i - 1]?.text
    if (before === '.') return 'attribute'
    const declares = lambdas.at(-1) === brackets.length || (isDefinition && brackets.length === 1)
    if (declares) return /^(?:lambda|[(,*]|\*\*)$/.test(before) && text !== 'lambda' ? 'argument' : undefined
    return brackets.at(-1) === '(' && words[i + 1]?.text === '=' ? 'said' : undefined
  })
}

/** Names that a statement gives a value: before `=`, after `for` and `as`, and that of a function within another. */
function targetsOf(words) {
  if (words[0].text === 'def') return [words[1].text]
  const found = []
  const simple = (part) => {
    if (part.every(({ kind, text }) => kind === 'name' || '(),'.includes(text)))
      found.push(...part.filter(({ kind }) => kind === 'name').map(({ text }) => text))
  }
  let open = 0
  let from = statement.test(words[0].text) ? undefined : 0
  for (const [i, { kind, text }] of words.entries()) {
    if (kind === 'op' && '([{'.includes(text)) open++
    if (kind === 'op' && ')]}'.includes(text)) open--
    if (text === '=' && open === 0 && from !== undefined) {
      simple(words.slice(from, i))
      from = i + 1
    }
    // whose arguments have a `=` too
    if (text === 'lambda') from = undefined
    if (text === 'for') {
      const to = words.findIndex((word, at) => at > i && word.text === 'in')
      simple(words.slice(i + 1, to))
    }
    if (text === 'as') found.push(words[i + 1].text)
  }
  return found
}

const statement = /^(?:if|elif|else|for|while|try|except|finally|with|return|raise|assert|del|import|from|global|nonlocal|yield|pass)$/

/**
 * What functions have for themselves gets names of one letter, in the order in which they come, so that functions look alike to the packing.
 * `units` are lists of statements, each begun at a module's top; `given` are the names that modules give. An argument that any call says by
 * its name stays, and so does what is not seen to get a value in the function.
 */
export function withShortLocals(units, given) {
  const said = new Set()
  for (const { words } of units.flat()) for (const [i, role] of rolesOf(words).entries()) if (role === 'said') said.add(words[i].text)
  return units.map((statements) =>
    scopesOf(statements).flatMap((scope) => (scope.isFunction ? shortened(scope.statements, said, given) : scope.statements)),
  )
}

/** A function at the top, or a method of a class at the top, each with its body; and what lies between them. */
function scopesOf(statements) {
  const scopes = []
  let inside
  for (const one of statements) {
    if (inside === undefined || one.depth <= inside) {
      const isMethod = one.depth === 1 && statements[0].words[0].text === 'class'
      inside = one.words[0].text === 'def' && (one.depth === 0 || isMethod) ? one.depth : undefined
      scopes.push({ isFunction: inside !== undefined, statements: [] })
    }
    scopes.at(-1).statements.push(one)
  }
  return scopes
}

function shortened(statements, said, given) {
  const [first] = statements
  const own = new Set(statements.flatMap(({ words }) => (words === first.words ? [] : targetsOf(words))))
  const kept = new Set(given)
  for (const { words } of statements)
    for (const [i, role] of rolesOf(words).entries()) if (role === 'argument') (said.has(words[i].text) ? kept : own).add(words[i].text)
  for (const name of kept) own.delete(name)
  const others = new Set(statements.flatMap(({ words }) => words.map(({ text }) => text)).filter((name) => !own.has(name)))
  const letter = letters((name) => said.has(name) || others.has(name))
  const short = new Map()
  return statements.map(({ depth, words }) => {
    const roles = rolesOf(words)
    return {
      depth,
      words: words.map((word, i) => {
        const isName = word.kind === 'name' && roles[i] !== 'attribute' && roles[i] !== 'said' && own.has(word.text)
        if (!isName || (words === first.words && i === 1)) return word
        if (!short.has(word.text)) short.set(word.text, letter())
        return { kind: 'name', text: short.get(word.text) }
      }),
    }
  })
}

/** `a` … `Z`, `a_` …, without those that are taken. */
function letters(taken) {
  const all = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'
  let n = 0
  const next = () => all[n % all.length] + '_'.repeat(n++ / all.length)
  return () => {
    let name = next()
    while (taken(name)) name = next()
    return name
  }
}
