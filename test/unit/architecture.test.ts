/** The check of the design's arrows is itself checked: with planted violations, and on the repository as it is. */
import { execFileSync } from 'node:child_process'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

type Check = {
  violations: (files: ReadonlyMap<string, string>, packages: readonly string[]) => string[]
  importsOf: (text: string) => { specifier: string | undefined; line: number }[]
}
const check: Check = await import(pathToFileURL(resolve('scripts/check-arrows.mjs')).href)

const sources = (more: Record<string, string> = {}) =>
  new Map(
    Object.entries({
      'domain/names.ts': '',
      'domain/plan.ts': "import type { A } from './names.ts'",
      'host/encode.ts': "import { a } from '../domain/names.ts'",
      'engine/mount.ts': "import { a } from '../host/encode.ts'\nimport { z } from 'zod'",
      'runs/execute.ts': "import { a } from '../engine/mount.ts'",
      'render/markdown.ts': "import { a } from '../domain/plan.ts'",
      'compose/prism.ts': "import { a } from '../runs/execute.ts'",
      'entrypoints/cli/main.ts': "import { a } from '../../compose/prism.ts'\nimport { readFileSync } from 'node:fs'",
      'entrypoints/api/main.ts': "import { a } from '../../render/markdown.ts'",
      'lab/start.ts': "import { createServer } from 'http'",
      ...more,
    }),
  )
const found = (more: Record<string, string>) => check.violations(sources(more), ['zod'])

describe('the check of the arrows', () => {
  test('is content with sources that keep them', () => expect(found({})).toEqual([]))

  test.each([
    ['domain imports what lies above it', { 'domain/names.ts': "import { a } from '../host/encode.ts'" }, 'domain must not import host'],
    [
      'a type import points as any other',
      { 'render/markdown.ts': "import type { A } from '../runs/execute.ts'" },
      'render must not import runs',
    ],
    ['so does a re-export', { 'domain/all.ts': "export * from '../host/encode.ts'" }, 'domain must not import host'],
    [
      'so does an import over several lines',
      { 'host/encode.ts': "import {\n  a,\n  type B,\n} from '../engine/mount.ts'" },
      'src/host/encode.ts:1: host must not import engine',
    ],
    ['so does an import for its effect', { 'aws/ssm.ts': "import '../runs/execute.ts'" }, 'aws must not import runs'],
    ['so does import()', { 'engine/mount.ts': "const a = () => import('../aws/ssm.ts')", 'aws/ssm.ts': '' }, 'engine must not import aws'],
    ['so does a type by import()', { 'host/encode.ts': "type A = import('../runs/execute.ts').A" }, 'host must not import runs'],
    [
      'an entry point reaches past compose',
      { 'entrypoints/cli/main.ts': "import { a } from '../../engine/mount.ts'" },
      'entrypoints must not import engine',
    ],
    [
      'an entry point leans on another',
      { 'entrypoints/cli/main.ts': "import { a } from '../api/main.ts'" },
      'one entry point must not import another',
    ],
    ['the lab imports the product', { 'lab/start.ts': "import { group } from '../domain/names.ts'" }, 'lab must not import domain'],
    ['the product imports the lab', { 'compose/prism.ts': "import { a } from '../lab/start.ts'" }, 'compose must not import lab'],
    [
      'compose imports an entry point',
      { 'compose/prism.ts': "import { a } from '../entrypoints/cli/main.ts'" },
      'compose must not import entrypoints',
    ],
    ['a folder is not in the table of docs/architecture.md', { 'utils/misc.ts': '' }, 'the folder utils is not in the table'],
    ['a package is not shipped', { 'aws/ssm.ts': "import x from '@aws-sdk/client-s3/deep'" }, '@aws-sdk/client-s3 is not among'],
    ['an import leads out of src', { 'aws/ssm.ts': "import x from '../../test/x.ts'" }, 'leads out of src/'],
    ['a file is not there', { 'aws/ssm.ts': "import x from './gone.ts'" }, 'there is no src/aws/gone.ts'],
    ['what is imported is computed', { 'aws/ssm.ts': 'await import(name)' }, 'cannot be checked'],
  ])('finds: %s', (_, planted, sentence) => {
    expect(found(planted)).toEqual(expect.arrayContaining([expect.stringContaining(sentence)]))
  })

  test('finds a circle of files', () => {
    expect(found({ 'domain/names.ts': "import { a } from './plan.ts'" })).toEqual([
      'circle: src/domain/names.ts → src/domain/plan.ts → src/domain/names.ts',
    ])
  })

  test('finds a circle of folders even where no file closes it', () => {
    const planted = { 'domain/extra.ts': "import { a } from '../host/other.ts'", 'host/other.ts': '' }
    expect(found(planted)).toContainEqual(expect.stringMatching(/^circle of folders: (?:domain → host → domain|host → domain → host)$/))
  })

  test('does not take comments and addresses for imports', () => {
    const text =
      "// import './a.ts'\n/* import './b.ts' */\nconst url = 'https://x/import'\n * import('./c.ts')\nimport d from './d.ts' // from './e.ts'"
    expect(check.importsOf(text.replace(' * import', '/** import').replace("c.ts')", "c.ts') */"))).toEqual([
      { specifier: './d.ts', line: 5 },
    ])
  })
})

test('the repository keeps its arrows', () => {
  const said = execFileSync(process.execPath, ['scripts/check-arrows.mjs'], { encoding: 'utf8' })
  expect(said).toMatch(/^\d+ files, 0 violations\n$/)
})
