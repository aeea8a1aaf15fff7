import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { workflowCommands } from '../../../../src/entrypoints/action/workflow-commands.ts'

const said = (env: Record<string, string> = {}) => {
  const lines: string[] = []
  return { lines, commands: workflowCommands(env, (text) => lines.push(text)) }
}

test('an input is the environment’s, trimmed; one that is not given is empty', () => {
  const { commands } = said({ INPUT_VOLUME: ' research-data\n', 'INPUT_MOUNT-POINT': '/data' })
  expect(['volume', 'mount-point', 'instances'].map(commands.input)).toEqual(['research-data', '/data', ''])
})

test('what is written cannot end its command, nor begin another', () => {
  const { commands, lines } = said()
  commands.command('error', { title: 'a: b, c\n::set-output name=ok::true' }, '100 %\r\n::stop-commands::x')
  expect(lines).toEqual(['::error title=a%3A b%2C c%0A%3A%3Aset-output name=ok%3A%3Atrue::100 %25%0D%0A::stop-commands::x\n'])
})

test('no value can end before its end, nor set another output, whatever lines are in it', () => {
  const folder = mkdtempSync(join(tmpdir(), 'prism-runner-'))
  try {
    const file = join(folder, 'output')
    const { commands } = said({ GITHUB_OUTPUT: file })
    const value = ['ghadelimiter_0', 'ok<<ghadelimiter_1', 'true', 'ghadelimiter_1', ' ghadelimiter_2'].join('\n')
    commands.output('report', value)
    const [first = '', ...lines] = readFileSync(file, 'utf8').split('\n')
    const end = first.replace('report<<', '')
    expect(lines.slice(0, lines.indexOf(end)).join('\n')).toBe(value)
    expect(lines.slice(lines.indexOf(end))).toEqual([end, ''])
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})

test('outputs, state and summary go into the files that the runner names', () => {
  const folder = mkdtempSync(join(tmpdir(), 'prism-runner-'))
  try {
    const file = (name: string) => join(folder, name)
    const env = { GITHUB_OUTPUT: file('output'), GITHUB_STATE: file('state'), GITHUB_STEP_SUMMARY: file('summary'), STATE_main: 'began' }
    const { commands, lines } = said(env)
    writeFileSync(file('output'), 'before=1\n')
    commands.output('report', 'one\ntwo<<x')
    commands.save('commands', '[]')
    commands.summary('### ✅')
    expect(readFileSync(file('output'), 'utf8')).toMatch(/^before=1\nreport<<(ghadelimiter_[0-9]+)\none\ntwo<<x\n\1\n$/)
    expect(readFileSync(file('state'), 'utf8')).toMatch(/^commands<<(ghadelimiter_\S+)\n\[\]\n\1\n$/)
    expect(readFileSync(file('summary'), 'utf8')).toBe('### ✅\n')
    expect(commands.saved('main')).toBe('began')
    expect(lines).toEqual([])
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})

test('a runner without those files is told in its log, and has no summary', () => {
  const { commands, lines } = said()
  commands.output('ok', 'true')
  commands.save('main', 'began')
  commands.summary('x')
  expect(lines).toEqual(['::set-output name=ok::true\n', '::save-state name=main::began\n'])
})
