// The schemas in schema/, made from src/policy/schema.ts and src/registry/schema.ts, and the reference in docs/policy.md; `--write` writes them.
// Needs a current build/.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { markdownTable } from 'markdown-table'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const load = (file) => import(pathToFileURL(join(root, 'build', 'src', file)).href)
const [{ jsonSchema }, { jsonSchema: peopleJsonSchema }, { readingVerbs, rightVerbs, allowances }] = await Promise.all([
  load('policy/json-schema.js'),
  load('registry/json-schema.js'),
  load('domain/rights.js'),
])

export const schema = () => `${JSON.stringify(jsonSchema(), null, 2)}\n`
export const peopleSchema = () => `${JSON.stringify(peopleJsonSchema(), null, 2)}\n`

const code = (text) => `\`${text.replaceAll('|', '\\|')}\``
const valuesOf = (type) => type.enum ?? type.items?.enum ?? (type.const === undefined ? [] : [type.const])
const mayBeNull = (type) => type.anyOf?.find((t) => t.type === 'object') ?? type

function rows(path, type) {
  const { properties = {}, required = [], additionalProperties, items } = type
  const own = Object.entries(properties).flatMap(([name, member]) => {
    const at = path === '' ? name : `${path}.${name}`
    const values = valuesOf(member).map((v) => code(String(v)))
    const says = [
      required.includes(name) ? 'required' : '',
      member.description ?? '',
      values.length > 0 ? `one of ${values.join(', ')}` : '',
    ]
    return [[code(at), says.filter(Boolean).join('; ').replaceAll('|', '\\|')], ...rows(at, member)]
  })
  const named = additionalProperties?.type || additionalProperties?.anyOf ? rows(`${path}.NAME`, mayBeNull(additionalProperties)) : []
  const each = items?.type === 'object' ? rows(`${path}[]`, items) : []
  const people = /\.(?:who|by)$/.test(path) && type.anyOf ? rows(path, type.anyOf[0]) : []
  return [...own, ...named, ...each, ...people]
}

const begin = '<!-- made from src/policy/schema.ts by npm run docs -->'
const end = '<!-- end -->'

/** The page with its table of today. */
export function page() {
  const text = readFileSync(join(root, 'docs/policy.md'), 'utf8')
  const [before, rest = ''] = text.split(begin)
  const after = rest.split(end)[1] ?? ''
  const table = markdownTable([['key', 'meaning'], ...rows('', jsonSchema())], { alignDelimiters: false })
  const words = `Commands: ${rightVerbs.map(code).join(', ')}. Of these ${readingVerbs.map(code).join(', ')} change nothing. What \`allow\` can name: ${allowances.map(code).join(', ')}.`
  return `${before}${begin}\n${table}\n\n${words}\n${end}${after}`
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  if (process.argv[2] === '--write') {
    mkdirSync(join(root, 'schema'), { recursive: true })
    writeFileSync(join(root, 'schema/prism.schema.json'), schema())
    writeFileSync(join(root, 'schema/people.schema.json'), peopleSchema())
    writeFileSync(join(root, 'docs/policy.md'), page())
  } else process.stdout.write(page())
}
