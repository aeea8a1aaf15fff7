/** The scripts, run by the shells that they are for. A shell that this machine does not have is said. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { prism } from './stage.ts'

const folder = mkdtempSync(join(tmpdir(), 'prism-completion-'))
afterAll(() => rmSync(folder, { recursive: true }))

const script = async (shell: string): Promise<string> => (await prism(`completion ${shell}`, () => {})).stdout
const has = (shell: string): boolean => spawnSync(shell, ['-c', 'exit 0']).status === 0
const testIn = (shell: string) => {
  if (has(shell)) return test
  console.log(`${shell} is not on this machine: its completion is not tried`)
  return test.skip
}
/** As a file: an argument has 128 KB of room. */
const run = (shell: string, plain: string, text: string): string[] => {
  const file = join(folder, 'completing')
  writeFileSync(file, text)
  const { status, stdout, stderr } = spawnSync(shell, [plain, file], { encoding: 'utf8' })
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  return stdout.trim().split(/\s+/)
}

const asked: readonly (readonly [line: string, offered: readonly string[], never: readonly string[]])[] = [
  ['prism mo', ['mount'], ['volume']],
  ['prism volume ', ['create', 'list', 'info', 'mount'], ['setup']],
  ['prism volume mount --us', ['--users'], ['--private']],
  ['prism mount research-data calc-1 --priv', ['--private'], ['--users']],
  ['prism --documents ', ['auto', 'own', 'run-shell-script'], ['volume']],
  ['prism lab ', ['run', 'shell', 'comment'], ['volume']],
  ['prism --region eu-west-1 verify --ev', ['--evidence'], ['--export']],
]

testIn('bash')('bash offers what can be said next', async () => {
  const completing = await script('bash')
  for (const [line, offered, never] of asked) {
    const words = line.split(' ')
    const text = `${completing}\nCOMP_WORDS=(${words.map((w) => `'${w}'`).join(' ')})\nCOMP_CWORD=${words.length - 1}\n_prism\nprintf '%s\\n' "\${COMPREPLY[@]}"\n`
    const told = run('bash', '--norc', text)
    expect(told).toEqual(expect.arrayContaining([...offered]))
    for (const word of never) expect(told).not.toContain(word)
  }
})

testIn('fish')('fish offers what can be said next', async () => {
  const completing = await script('fish')
  for (const [line, offered, never] of asked) {
    const told = run('fish', '--no-config', `${completing}\ncomplete -C '${line}' | string replace -r '\\t.*' ''\n`)
    expect(told).toEqual(expect.arrayContaining([...offered]))
    for (const word of never) expect(told).not.toContain(word)
  }
})

testIn('zsh')('zsh offers what can be said next', async () => {
  const completing = await script('zsh')
  for (const [line, offered] of asked) {
    const words = line.split(' ')
    // zsh's own completion needs a terminal: what is offered to it is looked at instead
    const stand = `_describe() { print -l -- "\${(@)\${(@P)2}%%:*}" }\ncompdef() { }\nwords=(${words.map((w) => `'${w}'`).join(' ')})\nCURRENT=${words.length}\n`
    const told = run('zsh', '-f', `${stand}${completing}\n_prism\n`)
    expect(told).toEqual(expect.arrayContaining([...offered]))
  }
})

test('another shell is refused with those that there are', async () => {
  const ran = await prism('completion powershell', () => {})
  expect(ran.code).toBe(2)
  expect(ran.stderr).toMatch(/bash, zsh, fish/)
})
