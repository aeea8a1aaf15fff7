/** CONTRIBUTING's "How to add…": its lists name what is there, and what an example of each kind touches. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const section = readFileSync('CONTRIBUTING.md', 'utf8').split('## How to add…')[1]!.split('\n## ')[0]!
/** By the words in bold: the files and folders that the paragraph names. */
const lists = new Map(
  section
    .split('\n\n')
    .filter((paragraph) => paragraph.startsWith('**'))
    .map((paragraph) => [
      paragraph.slice(2, paragraph.indexOf('**', 2)),
      [...paragraph.matchAll(/`((?:src|test|scripts|docs)\/[\w./-]*)`/g)].map((found) => found[1]!),
    ]),
)

const sources = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.(ts|py)$/.test(file) && file !== 'host/embedded.ts' && !file.startsWith('lab/'))
  .map((file) => join('src', file))

test('there is a list for each kind of part', () => {
  expect([...lists.keys()].map((kind) => kind.replace(/^an? /, ''))).toEqual(
    expect.arrayContaining(['finding', 'cause', 'look', 'row', 'option of a mount', 'verb', 'entry point', 'store of runs']),
  )
})

test.each([...lists])('%s: what its list names is there', (_, paths) => {
  expect(paths.filter((path) => !existsSync(path))).toEqual([])
})

/** One of each kind, by the words that it is known by in the sources. */
const examples: readonly (readonly [kind: string, example: string, known: RegExp])[] = [
  ['an option of a mount', '--allow-suid', /\bsuid\b|allowSuid/],
  ['a verb', 'access-points', /'access-points'/],
  ['a row', 'what stands below the mount', /'seen-below'/],
  ['a cause', 'IPv6 first', /'ipv6-first'/],
  ['a store of runs', 'in memory', /memoryStore/],
]

test('an option of a mount touches six files at most, beside tests and what is generated', () => {
  expect(sources.filter((file) => /\bsuid\b|allowSuid/.test(readFileSync(file, 'utf8'))).length).toBeLessThanOrEqual(6)
})

test.each(examples)('%s: %s is in the files of its list, and nowhere else', (kind, _, known) => {
  const list = [...lists].find(([name]) => name.startsWith(kind))?.[1]
  const touched = sources.filter((file) => known.test(readFileSync(file, 'utf8')))
  expect(touched).not.toEqual([])
  expect(touched.filter((file) => !list!.some((path) => file === path || (path.endsWith('/') && file.startsWith(path))))).toEqual([])
})
