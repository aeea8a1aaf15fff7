/**
 * Every command that README and docs show is one: Prism's own are understood by the parser that a user meets, npm's are scripts of package.json,
 * and whatever else stands in a block of shell is named here with why no test runs it. They are run as they stand in `test/scenario/lab/docs.test.ts`,
 * what the README shows of the lab in `readme.test.ts` beside it.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { next } from '../../src/demo/show.ts'
import { parseArguments } from '../../src/entrypoints/cli/arguments.ts'
import { isLabVerb } from '../../src/entrypoints/cli/lab.ts'
import { parseCommand } from '../../src/language/comment.ts'

const root = join(import.meta.dirname, '../../..')
const pages = [
  'README.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
  ...readdirSync(join(root, 'docs'))
    .filter((f) => f.endsWith('.md'))
    .map((f) => `docs/${f}`),
]
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: Readonly<Record<string, string>> }

/** First words of lines that no test runs, and why. */
const notRun: Readonly<Record<string, string>> = {
  npm: 'of npm itself, which fetches: scripts/check-tarball.mjs installs what is published',
  npx: 'fetches a package; a clone’s own programs are understood as prism is, and test/scenario/lab/readme.test.ts runs some',
  export: 'is of the reader’s shell',
  'prism-app': 'test/scenario/app/process.test.ts starts it',
  'prism-api': 'test/scenario/api/process.test.ts starts it',
  curl: 'the REST routes have their own scenarios (test/scenario/api)',
  aws: 'is AWS’s own; the lab’s scenarios use it',
  gh: 'speaks to GitHub',
  git: 'is of a clone',
  jq: 'is of the reader’s machine',
  zcat: 'is of the reader’s machine',
  sudo: 'changes the reader’s machine',
  apt: 'changes the reader’s machine',
  'apt-get': 'changes the reader’s machine',
  pyenv: 'changes the reader’s machine',
  eval: 'the completion of each shell has its own test',
  source: 'the completion of each shell has its own test',
  openssl: 'makes a key',
  docker: 'starts a container',
  systemctl: 'is of a host',
  mount: 'is of a host',
  umount: 'is of a host',
}

type Shown = { readonly page: string; readonly line: string }

/** Lines of blocks, joined where a backslash ends them. */
function blocksOf(page: string, languages: RegExp): Shown[] {
  const text = readFileSync(join(root, page), 'utf8')
  const blocks = [...text.matchAll(/^```(\w*)\n([\s\S]*?)^```/gm)].filter(([, language = '']) => languages.test(language))
  return blocks.flatMap(([, , body = '']) =>
    body
      .replace(/\\\n\s*/g, ' ')
      .split('\n')
      .map((line) => ({ page, line: line.trim() }))
      .filter(({ line }) => line !== '' && !line.startsWith('#')),
  )
}

/** As a shell splits them, without expanding anything; up to a comment, a pipe or the next command. */
function wordsOf(line: string): string[] {
  const words: string[] = []
  // what the reader's shell fills in
  const filled = line
    .replace(/\bNAME\b/g, 'ada')
    .replace(/"?\$\([^)]*\)"?/g, '1296269')
    .replace(/"?\$[A-Z_]*SUM"?/g, 'a'.repeat(64))
  for (const [, double, single, bare] of filled.matchAll(/"([^"]*)"|'([^']*)'|([^\s"']+)/g)) {
    if (bare === '#' || bare === '|' || bare === '&&' || bare === ';' || bare === '>' || bare?.startsWith('#')) break
    words.push(double ?? single ?? bare!.replace(/;$/, ''))
  }
  return words
}

const shell = pages.flatMap((page) => blocksOf(page, /^(?:sh|bash|shell|console)$/))
/** As a clone calls it. */
const isPrism = (line: string): boolean => /^(?:npx )?prism /.test(line)
const installed = ({ page, line }: Shown): Shown => ({ page, line: line.replace(/^npx /, '') })
const prismLines = shell.filter(({ line }) => isPrism(line)).map(installed)
const inline = pages.flatMap((page) =>
  [
    ...readFileSync(join(root, page), 'utf8')
      .replace(/^```[\s\S]*?^```/gm, '')
      .matchAll(/`(prism (?!lab)[a-z][^`\n]*)`/g),
  ].map(([, line]) => ({ page, line: line! })),
)
/** A form with alternatives, a place to fill in, or a rest that is left out. */
const isForm = (line: string): boolean => /…|\||\[|\.\.\./.test(line)

test('there are such lines', () => {
  expect(prismLines.length).toBeGreaterThan(30)
  expect(inline.length).toBeGreaterThan(30)
})

const understood = (line: string): void => {
  const [, ...words] = wordsOf(line)
  if (words[0] === 'lab') expect(isLabVerb(words[1])).toBe(true)
  else parseArguments(words, '0', 100)
}

test.each(prismLines)('$page: $line', ({ line }) => {
  expect(() => understood(line)).not.toThrow()
})

const afterDemo = next
  .map((line) => ({ page: 'npm run demo', line: line.trim().replace(/ {3,}\S.*$/, '') }))
  .filter(({ line }) => isPrism(line))
test('the demo ends with commands', () => {
  expect(afterDemo.length).toBeGreaterThan(3)
})
test.each(afterDemo.map(installed))('$page, last: $line', ({ line }) => {
  expect(() => understood(line)).not.toThrow()
})

// in a clone, which has no `prism` of its own
test('the README calls prism as a clone has it', () => {
  expect(shell.filter(({ page, line }) => page === 'README.md' && line.startsWith('prism '))).toEqual([])
})

test('every workflow step uses the same action, at the same version, and every schema is in its repository', () => {
  const texts = [...pages, 'action.yml', ...readdirSync(join(root, 'docs/examples')).map((f) => `docs/examples/${f}`)]
  const named = texts.flatMap((page) =>
    [...readFileSync(join(root, page), 'utf8').matchAll(/\bOWNER\/(?!NAME\b|REPOSITORY\b)[\w-]+(?:@v\d+)?/g)].map(([name]) => name),
  )
  expect([...new Set(named)].sort()).toEqual(['OWNER/prism', 'OWNER/prism@v0'])
})

// in a sentence a command may be called by its name alone
test.each(inline.filter(({ line }) => !isForm(line)))('$page, in a sentence: $line', ({ line }) => {
  try {
    understood(line)
  } catch (error) {
    expect(String(error)).toMatch(/missing-input/)
  }
})

test.each(pages.flatMap((page) => blocksOf(page, /^(?:text|markdown)?$/)).filter(({ line }) => line.startsWith('/prism')))(
  '$page: $line',
  ({ line }) => {
    expect(() => parseCommand(line)).not.toThrow()
  },
)

const others = shell.filter(({ line }) => !isPrism(line))
test.each(others)('$page: $line, or why it is not run', ({ line }) => {
  const [first = '', second, third] = wordsOf(line.replace(/ {2,}/g, ' ').replace(/^(?:[A-Z_]+=(?:'[^']*'|\S*)(?: |$))+/, ''))
  const script = first === 'npm' ? (second === 'run' ? third : second === 'test' ? 'test' : undefined) : undefined
  if (script !== undefined) expect(Object.keys(scripts)).toContain(script)
  else if (first === 'node')
    expect(
      existsSync(join(root, second ?? '')) ||
        second?.startsWith('build/') ||
        second === 'scripts/run.mjs' ||
        second === 'ledger/verify-ledger.mjs',
    ).toBe(true)
  else if (first !== '' && !/^[)}'"]/.test(line)) expect(Object.keys(notRun)).toContain(first)
})
