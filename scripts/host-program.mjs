// The program of a job, as it is sent: of the Python modules below src/host/program/ those that the job uses, one after the other in one
// namespace, what imports comes after what is imported. Types, slots, comments and what stands for type checkers alone stay in the repository;
// names of functions, classes, constants and locals become short. Then packed: LZMA, in 85 characters that neither a shell
// between single quotes, nor JSON, nor SSM takes for its own.
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import lzma from 'lzma'
import { rolesOf, withShortLocals } from './python-names.mjs'
import { statements, written } from './python-tokens.mjs'

const checkers = 'TYPE_CHECKING'

/** `{text, sha256, packed}` of a job, e.g. `inspect`; `folder` is src/host/program. */
export function hostProgram(folder, job) {
  const text = flat(folder, `prism.jobs.${job}`)
  return {
    text,
    sha256: createHash('sha256').update(text).digest('hex'),
    packed: inCharacters(Buffer.from(lzma.compress(text, 3).map((n) => n & 255))),
  }
}

/** The modules that a job uses, each after what it imports. Throws where one is missing or where they import one another in a circle. */
export function modulesOf(folder, job) {
  const order = new Map()
  const under = []
  const visit = (name) => {
    if (order.has(name)) return
    if (under.includes(name)) throw new Error(`modules in a circle: ${[...under, name].join(' → ')}`)
    under.push(name)
    const module = readModule(folder, name)
    for (const { from } of module.imports) visit(from)
    under.pop()
    order.set(name, module)
  }
  visit(job)
  return order
}

/** A module's statements without types, its imports of other modules of ours (`{from, name, as}`), and the names that it gives. */
function readModule(folder, name) {
  const file = join(folder, ...name.split('.'))
  const all = withoutTypes(statements(readFileSync(`${file}.py`, 'utf8')))
  const imports = []
  const body = []
  for (const statement of all) {
    const words = statement.words.map((word) => word.text)
    if (statement.depth === 0 && words[0] === 'from' && words[1] === 'prism') {
      const at = words.indexOf('import')
      const from = words.slice(1, at).join('')
      for (const part of words
        .slice(at + 1)
        .filter((word) => word !== '(' && word !== ')')
        .join(' ')
        .split(' , ')) {
        const [given, , as = given] = part.replace(/ ,$/, '').split(' ')
        // `from prism.core import limits` names a module
        const module = isModule(folder, `${from}.${given}`)
        imports.push(module ? { from: `${from}.${given}`, as } : { from, name: given, as })
      }
    } else if (!(statement.depth === 0 && words[0] === '__all__')) {
      body.push(statement)
    }
  }
  return { name, imports, body, gives: new Set(ofTheModule(body).flatMap(givenNames)) }
}

function isModule(folder, name) {
  try {
    readFileSync(`${join(folder, ...name.split('.'))}.py`)
    return true
  } catch {
    return false
  }
}

/** Statements that give the module its names: at its top, and in what stands there under try or if. */
function ofTheModule(body) {
  let inside = false
  return body.filter(({ depth, words }) => {
    if (depth === 0) inside = /^(?:try|except|else|finally|if|elif|with|for|while)$/.test(words[0].text)
    return depth === 0 || inside
  })
}

/** `def x`, `class X`, `x = …`, `x, y = …`, `import x`, `from y import x`, at the top of a module. */
function givenNames({ words }) {
  const [first, second] = words
  if (first.text === 'def' || first.text === 'class') return [second.text]
  if (first.text === 'import')
    return words
      .slice(1)
      .filter((word) => word.kind === 'name')
      .map((word) => word.text)
  if (first.text === 'from')
    return words
      .slice(words.findIndex((word) => word.text === 'import') + 1)
      .filter((word) => word.kind === 'name' && word.text !== 'as')
      .map((word) => word.text)
  const equals = words.findIndex((word) => word.text === '=')
  return equals > 0 && words.slice(0, equals).every((word) => word.kind === 'name' || word.text === ',')
    ? words
        .slice(0, equals)
        .filter((word) => word.kind === 'name')
        .map((word) => word.text)
    : []
}

function flat(folder, job) {
  const modules = modulesOf(folder, job)
  const names = new Map()
  const inUse = new Set([...modules.values()].flatMap(({ body }) => body.flatMap(({ words }) => words.map((word) => word.text))))
  const short = shortNames(inUse)
  const units = []
  for (const module of modules.values()) {
    const own = new Map()
    const outside = new Set(
      ofTheModule(module.body)
        .filter(({ words }) => /^(?:import|from)$/.test(words[0].text))
        .flatMap(givenNames),
    )
    for (const name of module.gives) {
      own.set(name, outside.has(name) ? name : short())
    }
    const known = new Map(own)
    const aliases = new Map()
    for (const { from, name, as } of module.imports) {
      if (name === undefined) aliases.set(as, names.get(from))
      else if (!names.get(from).has(name)) throw new Error(`${module.name}: ${from} has no ${name}`)
      else known.set(as, names.get(from).get(name))
    }
    names.set(module.name, known)
    units.push(...unitsOf(module, (words) => renamed(words, known, aliases, module.name)))
  }
  const sent = reached(units)
  const given = new Set(sent.flatMap((unit) => ofTheModule(unit.statements).flatMap(givenNames)))
  const shorter = withShortLocals(
    sent.map((unit) => unit.statements),
    given,
  )
  return textOf(shorter.flat())
}

/** Statements that belong together: one at a module's top, with its body. `gives` are names in the one namespace. */
function unitsOf(module, rename) {
  const units = []
  for (const { depth, words } of module.body) {
    const plain = ofClass(units.at(-1), depth, words)
      ? [...words.slice(0, words[0].text === 'def' ? 2 : 1), ...rename(words).slice(words[0].text === 'def' ? 2 : 1)]
      : rename(words)
    if (depth === 0 && !/^(?:else|elif|except|finally)$/.test(words[0].text)) units.push({ statements: [] })
    units.at(-1).statements.push({ depth, words: plain })
  }
  for (const unit of units) {
    const [{ words }] = unit.statements
    // what does more than give a name stays
    const pure = /^(?:def|class|import|from)$/.test(words[0].text) || (words[1]?.text === '=' && unit.statements.length === 1)
    unit.gives = pure ? givenNames({ words }) : undefined
  }
  return units
}

/** Whether a statement gives a class something: reached through a point, so its name stays. */
const ofClass = (unit, depth, words) =>
  depth === 1 && unit?.statements[0].words[0].text === 'class' && (words[0].text === 'def' || words[1]?.text === '=')

/** Those that the rest needs, in their order: nobody else's functions are sent along, nor methods that nobody calls by their name. */
function reached(units) {
  const kept = new Set()
  // the first to import a module of Python's does so for all
  const givers = new Map([...units].reverse().flatMap((unit) => (unit.gives ?? []).map((name) => [name, unit])))
  const needed = new Set()
  const wanted = units.filter(({ gives }) => gives === undefined)
  const methods = []
  const need = (words) => {
    for (const { kind, text } of words) if (kind === 'name') needed.add(text)
  }
  for (const unit of wanted) {
    if (kept.has(unit)) continue
    kept.add(unit)
    for (const part of partsOf(unit)) methods.push(part)
    for (let grew = true; grew; ) {
      grew = false
      for (const part of methods) {
        if (part.kept || !(part.method === undefined || /^__/.test(part.method) || needed.has(part.method))) continue
        part.kept = grew = true
        for (const { words } of part.statements) need(words)
      }
    }
    for (const name of needed) if (givers.has(name) && !kept.has(givers.get(name))) wanted.push(givers.get(name))
  }
  const left = new Set(methods.filter((part) => !part.kept).flatMap((part) => part.statements))
  return units.filter((unit) => kept.has(unit)).map((unit) => ({ ...unit, statements: unit.statements.filter((one) => !left.has(one)) }))
}

/** A class as its methods, each with what decorates it, and the rest; anything else as a whole. */
function partsOf({ statements }) {
  if (statements[0].words[0].text !== 'class') return [{ statements }]
  const parts = []
  for (const [i, one] of statements.entries()) {
    const decorated = statements[i - 1]?.depth === 1 && statements[i - 1].words[0].text === '@'
    if (parts.length === 0 || (one.depth === 1 && !decorated)) parts.push({ statements: [] })
    const part = parts.at(-1)
    part.statements.push(one)
    if (one.depth === 1 && one.words[0].text === 'def') part.method = one.words[1].text
  }
  return parts
}

/** A line each; where all of a body is one plain statement, it stands on the line of its head. */
function textOf(statements) {
  const found = []
  for (const [i, { depth, words }] of statements.entries()) {
    const head = statements[i - 1]
    const isAlone = head?.depth < depth && !(statements[i + 1]?.depth >= depth)
    if (isAlone && !isCompound(words)) found[found.length - 1] += written(words)
    else found.push(' '.repeat(depth) + written(words))
  }
  return `${found.join('\n')}\n`
}

const isCompound = ([{ text }]) => /^(?:@|class|def|elif|else|except|finally|for|if|try|while|with)$/.test(text)

/** `A0`, `A1` … `Zz`, `A00` …: no name that is `taken`, and none that a local gets. */
function shortNames(taken) {
  let n = 0
  const next = () => {
    const name = `${String.fromCharCode(65 + (Math.floor(n / 36) % 26))}${Math.floor(n / 936) || ''}${(n++ % 36).toString(36)}`
    return taken.has(name) ? next() : name
  }
  return next
}

/** Names of a module's own as they are called in the one namespace; attributes and the names of arguments stay. */
function renamed(words, known, aliases, where) {
  const roles = rolesOf(words)
  const found = []
  for (let i = 0; i < words.length; i++) {
    const word = words[i]
    if (word.kind !== 'name' || roles[i] === 'attribute' || roles[i] === 'said') {
      found.push(word)
    } else if (aliases.has(word.text)) {
      const name = words[i + 2]?.text
      if (words[i + 1]?.text !== '.' || !aliases.get(word.text).has(name))
        throw new Error(`${where}: ${word.text} is a module and nothing else`)
      found.push({ kind: 'name', text: aliases.get(word.text).get(name) })
      i += 2
    } else {
      found.push(known.has(word.text) ? { ...word, text: known.get(word.text) } : word)
    }
  }
  return found
}

/** Without annotations, without what stands under TYPE_CHECKING, without slots and texts that stand alone; a body that is left empty gets `pass`. */
function withoutTypes(all) {
  const kept = []
  let skipped
  let owed
  let otherwise
  for (const { depth: written, words } of all) {
    if (otherwise !== undefined && written <= otherwise) otherwise = undefined
    const depth = otherwise === undefined ? written : written - 1
    if (skipped !== undefined && depth > skipped) continue
    if (skipped === depth && words[0].text === 'else') {
      // what stands there instead is what runs
      otherwise = depth
      continue
    }
    skipped = undefined
    if (owed !== undefined && depth < owed) kept.push({ depth: owed, words: [{ kind: 'name', text: 'pass' }] })
    owed = undefined
    if (words[0].text === checkers && words[1]?.text === '=') continue
    if (words[0].text === 'if' && words[1].text === checkers) {
      skipped = depth
      continue
    }
    if ((words.length === 1 && words[0].kind === 'string') || words[0].text === '__slots__') {
      owed = depth
      continue
    }
    const plain = words[0].text === 'def' ? signature(words) : assignment(words)
    if (plain.length > 0) kept.push({ depth, words: plain })
  }
  return kept
}

function signature(words) {
  const kept = []
  let open = 0
  let skip = false
  for (const word of words) {
    const { kind, text } = word
    if (kind === 'op' && ')]}'.includes(text)) open--
    if (skip && ((open === 1 && (text === ',' || text === '=')) || (open === 0 && (text === ')' || text === ':')))) skip = false
    if (!skip && ((open === 1 && text === ':') || (open === 0 && text === '->'))) skip = true
    if (kind === 'op' && '([{'.includes(text)) open++
    if (!skip) kept.push(word)
  }
  return kept
}

/** `x: "T" = v` is `x = v`; `x: "T"` alone is nothing. */
function assignment(words) {
  let open = 0
  let colon = -1
  for (const [i, { kind, text }] of words.entries()) {
    if (kind === 'op' && '([{'.includes(text)) open++
    if (kind === 'op' && ')]}'.includes(text)) open--
    if (open > 0) continue
    if (
      i === 0 &&
      /^(?:if|elif|else|for|while|try|except|finally|with|class|return|lambda|raise|assert|del|import|from|global|yield)$/.test(text)
    )
      return words
    if (text === '=' && colon < 0) return words
    if (text === 'lambda') return words
    if (text === ':' && colon < 0) colon = i
    if (text === '=' && colon > 0) return [...words.slice(0, colon), ...words.slice(i)]
  }
  return colon > 0 && colon < words.length - 1 ? [] : words
}

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#%()*+,-./:;=?@[]^_|~>'
if (alphabet.length !== 85) throw new Error(`${alphabet.length} characters`)

/** Four bytes become five characters, the first the most significant; the end is filled with zeros, which the packing does not mind. */
export function inCharacters(bytes) {
  let text = ''
  for (let at = 0; at < bytes.length; at += 4) {
    let number = ((bytes[at] ?? 0) * 256 + (bytes[at + 1] ?? 0)) * 65536 + (bytes[at + 2] ?? 0) * 256 + (bytes[at + 3] ?? 0)
    let five = ''
    for (let i = 0; i < 5; i++) {
      five = alphabet[number % 85] + five
      number = Math.floor(number / 85)
    }
    text += five
  }
  return text
}
