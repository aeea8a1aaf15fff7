import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parse } from 'yaml'
import { type Input, inputs, outputs, requestInputs } from '../../../../src/entrypoints/action/io.ts'

type Declared = { description: string; required?: boolean; default?: string }
type ActionYml = {
  inputs: Record<string, Declared>
  outputs: Record<string, { description: string }>
  runs: Record<string, string>
}
const text = readFileSync('action.yml', 'utf8')
const action: ActionYml = parse(text)

describe('action.yml says what the typed list says', () => {
  test('inputs: names in order, required, default, description', () => {
    const declared = Object.entries(action.inputs).map(([name, i]) => ({ name, ...i }))
    const typed = inputs.map((i: Input) => ({
      name: i.name,
      description: i.description,
      required: i.required,
      ...(i.default === undefined ? {} : { default: i.default }),
    }))
    expect(declared).toEqual(typed)
  })

  test('outputs', () => {
    expect(Object.entries(action.outputs).map(([name, o]) => ({ name, ...o }))).toEqual(outputs.map((o) => ({ ...o })))
  })

  test('flags have true or false as their default, as text', () => {
    for (const i of inputs.filter((i) => i.kind === 'flag')) expect(['true', 'false']).toContain(action.inputs[i.name]?.default)
  })

  test('main and post are one file on Node 24, and post runs only for a cancelled job', () => {
    expect(action.runs).toEqual({ using: 'node24', main: 'dist/index.js', post: 'dist/index.js', 'post-if': 'cancelled()' })
  })

  test('both files are what npm run docs writes', async () => {
    const { actionYml, actionPage }: { actionYml: (text: string) => string; actionPage: (text: string) => string } = await import(
      pathToFileURL(resolve('scripts/action-page.mjs')).href
    )
    expect(actionYml(text)).toBe(text)
    const page = readFileSync('docs/action.md', 'utf8')
    expect(actionPage(page)).toBe(page)
  })

  test('every input and output is in docs/action.md with its default', () => {
    const docs = readFileSync('docs/action.md', 'utf8')
    for (const i of inputs as readonly Input[]) {
      const row = docs.split('\n').find((line) => line.startsWith(`| \`${i.name}\` `))
      expect({ input: i.name, row }).toEqual({
        input: i.name,
        row: expect.stringContaining(i.required ? 'required' : i.default === undefined ? '–' : `\`${i.default}\``),
      })
    }
    for (const o of outputs) expect(docs).toContain(`| \`${o.name}\` |`)
  })

  test('what goes into the request is every input but where to look and where to report', () => {
    expect(inputs.map((i) => i.name).filter((n) => !(requestInputs as readonly string[]).includes(n))).toEqual([
      'region',
      'documents',
      'dry-run',
      'policy',
      'comment',
      'drift-issue',
      'github-token',
    ])
  })
})
