/** What `prism-app` and `prism-api` are called with. The executables themselves: nothing is started, and nothing of their own is loaded. */
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type ServerProgram, serverArguments } from '../../../src/language/server-arguments.ts'

const program: ServerProgram = { name: 'prism-x', does: 'Serves x.', needs: ['X  what'], page: 'docs/x.md', flags: { '--check': 'looks' } }
const asked = (...words: readonly string[]) => serverArguments(words, program, '1.2.3')

test('nothing, or a flag of its own, goes on', () => {
  expect(asked()).toEqual({ kind: 'go' })
  expect(asked('--check')).toEqual({ kind: 'go' })
})

test.each(['--help', '-h'])('%s prints what it does, what it needs and all its options, beside whatever else is said', (flag) => {
  const help = asked('--check', flag)
  expect(help).toMatchObject({ kind: 'say', code: 0 })
  const { text } = help as { readonly text: string }
  expect(text).toMatch(/^Usage: prism-x \[--check\]\n\nServes x\./)
  for (const part of ['  X  what\n', '--check ', '--help ', '--version ', 'docs/x.md']) expect(text).toContain(part)
})

test.each(['--version', '-V'])('%s prints the version', (flag) => {
  expect(asked(flag)).toEqual({ kind: 'say', text: '1.2.3\n', code: 0 })
})

test('any other word is refused, with what was meant where it is near', () => {
  const refused = (text: string) => ({ kind: 'say', code: 2, text })
  expect(asked('serve')).toEqual(refused('prism-x has no argument "serve". Nothing was started. See prism-x --help.\n'))
  expect(asked('--chek')).toEqual(
    refused('prism-x has no argument "--chek"; did you mean --check? Nothing was started. See prism-x --help.\n'),
  )
  expect(asked('--check', 'now')).toEqual(refused('prism-x has no argument "now". Nothing was started. See prism-x --help.\n'))
})

const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { readonly version: string }
const run = (name: string, ...words: readonly string[]) => {
  const bin = fileURLToPath(new URL(`../../../src/entrypoints/${name}/bin.js`, import.meta.url))
  const { status, stdout, stderr } = spawnSync(process.execPath, [bin, ...words], { encoding: 'utf8', env: {} })
  return [status, stdout, stderr]
}

// fit to serve it would not end: without an environment it says what is missing, and ends with 2
test.each([
  ['app', 'prism-app', 'WEBHOOK_SECRET'],
  ['api', 'prism-api', 'PRISM_API_TOKENS'],
])(
  'the executable of %s answers --help and --version, and refuses what it does not know, before it reads its environment',
  (folder, name, needs) => {
    expect(run(folder, '--help')).toEqual([0, expect.stringMatching(new RegExp(`^Usage: ${name}[^]*${needs}[^]*PRISM_STORE`)), ''])
    expect(run(folder, '--version')).toEqual([0, `${version}\n`, ''])
    expect(run(folder, 'serve')).toEqual([2, '', `${name} has no argument "serve". Nothing was started. See ${name} --help.\n`])
    expect(run(folder)).toEqual([2, '', expect.stringContaining(needs)])
  },
)
