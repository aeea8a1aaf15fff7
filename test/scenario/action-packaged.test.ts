/**
 * The packaged Action as GitHub's runner starts it: `dist/index.js` as a process of its own, with the runner's variables and
 * files, and AWS addresses at which nobody may call. What is refused here must have called nobody.
 */
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Input, inputs } from '../../src/doors/action/io.ts'

let folder: string
let calls: string[]
const server = createServer((request, response) => {
  calls.push(`${request.method} ${request.url}`)
  response.writeHead(500).end()
})
beforeAll(() => new Promise<void>((go) => void server.listen(0, '127.0.0.1', go)))
afterAll(() => new Promise((go) => server.close(go)))
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'prism-action-'))
  calls = []
  for (const file of ['output', 'state', 'summary']) writeFileSync(join(folder, file), '')
  writeFileSync(join(folder, 'event.json'), JSON.stringify({ ref: 'refs/heads/main' }))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

type Ran = {
  readonly code: number | null
  readonly text: string
  readonly outputs: Record<string, string>
  readonly state: string
  readonly summary: string
}

/** Runs the step. Inputs that a workflow leaves out come with the default of `action.yml`, as on the runner. */
async function runPackaged(given: Readonly<Record<string, string>>, env: Readonly<Record<string, string>> = {}): Promise<Ran> {
  const here = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const defaults = Object.fromEntries(
    (inputs as readonly Input[]).map((i) => [i.name, i.kind === 'secret' ? 'ghs_notarealtoken' : (i.default ?? '')]),
  )
  const child = spawn(process.execPath, ['dist/index.js'], {
    env: {
      PATH: process.env.PATH,
      ...Object.fromEntries(Object.entries({ ...defaults, ...given }).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value])),
      GITHUB_ACTIONS: 'true',
      GITHUB_OUTPUT: join(folder, 'output'),
      GITHUB_STATE: join(folder, 'state'),
      GITHUB_STEP_SUMMARY: join(folder, 'summary'),
      GITHUB_EVENT_PATH: join(folder, 'event.json'),
      GITHUB_EVENT_NAME: 'workflow_dispatch',
      GITHUB_REPOSITORY: 'octo/lab',
      GITHUB_SERVER_URL: 'https://github.com',
      GITHUB_API_URL: here,
      GITHUB_RUN_ID: '42',
      GITHUB_RUN_ATTEMPT: '1',
      GITHUB_ACTOR: 'mona',
      GITHUB_ACTOR_ID: '583231',
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
      AWS_SECRET_ACCESS_KEY: 'example',
      AWS_ENDPOINT_URL: here,
      AWS_EC2_METADATA_DISABLED: 'true',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const chunks: Buffer[] = []
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => chunks.push(chunk))
  const code = await new Promise<number | null>((go) => child.on('close', go))
  return {
    code,
    text: Buffer.concat(chunks).toString(),
    outputs: parseFileCommands(readFileSync(join(folder, 'output'), 'utf8')),
    state: readFileSync(join(folder, 'state'), 'utf8'),
    summary: readFileSync(join(folder, 'summary'), 'utf8'),
  }
}

/** `name<<delimiter`, lines, `delimiter`: read as the runner reads it, so that a value cannot end itself. */
function parseFileCommands(text: string): Record<string, string> {
  const values: Record<string, string> = {}
  const lines = text.split('\n')
  for (let i = 0; i < lines.length; i++) {
    const head = /^([^=<]+)<<(.+)$/.exec(lines[i] ?? '')
    if (!head) continue
    const end = lines.indexOf(head[2]!, i + 1)
    values[head[1]!] = lines.slice(i + 1, end).join('\n')
    i = end
  }
  return values
}

/** The lines that the runner would obey. */
const commandLines = (text: string): string[] => text.split(/\r\n|\r|\n/).filter((line) => /^\s*::/.test(line) || line.includes('##['))

function expectRefused(ran: Ran, code: string): void {
  expect(ran.code).toBe(1)
  expect(Object.keys(ran.outputs).sort()).toEqual(['ok', 'report', 'run-id', 'summary'])
  expect(ran.outputs).toMatchObject({ ok: 'false', 'run-id': '' })
  expect(JSON.parse(ran.outputs.report!)).toMatchObject({ verdict: 'refused', findings: [{ code }] })
  expect(ran.summary).toContain(code)
  // the one command among the lines is our own annotation
  expect(commandLines(ran.text)).toEqual([expect.stringMatching(new RegExp(`^::error title=Prism%3A ${code}::`))])
  expect(calls).toEqual([])
}

const good = { volume: 'research-data', instances: 'ubuntu-instance rocky-instance' }

describe('the packaged Action refuses, says why, and calls nobody', () => {
  test('without a volume, and quickly', async () => {
    const began = performance.now()
    const ran = await runPackaged({ instances: 'ubuntu-instance' })
    expectRefused(ran, 'missing-input')
    expect(ran.text).toContain('the input volume')
    expect(performance.now() - began).toBeLessThan(2_000)
  })

  test('without instances', async () => expectRefused(await runPackaged({ volume: 'research-data' }), 'missing-input'))

  test('with an unknown command', async () => expectRefused(await runPackaged({ ...good, command: 'delete' }), 'bad-command'))

  test('with a comment asked for where the event has no issue', async () =>
    expectRefused(await runPackaged({ ...good, comment: 'true' }), 'bad-option'))

  const hostile = [
    ';$(touch /tmp/prism-was-here)',
    '`reboot`',
    '{{ssm:/prod/password}}',
    `$${'{{ secrets.TOKEN }}'}`,
    'a\n::set-output name=ok::true',
    'a\r\n::add-mask::o',
    '##[error]x',
    'ok<<EOF\ntrue\nEOF',
    '../../etc/passwd',
    '-rf',
    'réseau',
    'vol\u202eume',
    'ｖｏｌｕｍｅ',
    'a\u200bb',
    '🗂',
    '<img src=x onerror=alert(1)>',
    '@octo/everyone | [x](javascript:1)',
    '__proto__\t',
    'x'.repeat(10_000),
  ]
  test.each(hostile.map((text) => [JSON.stringify(text).slice(0, 40), text]))('with the volume %s', async (_, text) => {
    const ran = await runPackaged({ ...good, volume: text })
    expectRefused(ran, 'bad-volume-name')
    // nothing of it may act in Markdown either
    expect(ran.summary).not.toMatch(/<img|@octo|(?<!\\)\]\(javascript|\u202e|\u200b/)
  })

  test.each(hostile.map((text) => [JSON.stringify(text).slice(0, 40), text]))('with the instance %s', async (_, text) =>
    expectRefused(await runPackaged({ ...good, instances: `ubuntu-instance ${text}` }), 'bad-instance-name'),
  )

  test.each([
    ['users', '$(id)', 'bad-account'],
    ['users', 'root', 'root-account'],
    ['mount-point', '/mnt/../etc', 'bad-mount-point'],
    ['mount-point', '/mnt/$(id)', 'bad-mount-point'],
    ['adopt', 'maybe', 'bad-option'],
    ['lazy', 'true', 'bad-option'],
    ['client-url', 'https://example.com/x.deb', 'missing-input'],
    ['client-sha256', 'a'.repeat(64), 'missing-input'],
    ['region', 'us-east-1.evil.example', 'bad-option'],
    ['comment', '-1', 'bad-option'],
  ])('with %s: %s', async (name, value, code) => expectRefused(await runPackaged({ ...good, [name!]: value! }), code!))

  test.each([
    ['file:///etc/shadow', 'a'.repeat(64)],
    ['https://example.com/$(id).deb', 'a'.repeat(64)],
    ['https://example.com/x.deb', 'abc'],
  ])('with a client from %s', async (url, sum) =>
    expectRefused(await runPackaged({ ...good, 'client-url': url, 'client-sha256': sum }), 'bad-option'),
  )

  test('with more than Linux can hand over in one variable, the step does not even start', async () => {
    await expect(runPackaged({ ...good, volume: 'x'.repeat(1_000_000) })).rejects.toMatchObject({ code: 'E2BIG' })
  })

  test('with a list that is too long', async () => expectRefused(await runPackaged({ ...good, users: 'a,'.repeat(50_000) }), 'too-large'))

  test('with an actor that the runner did not write', async () =>
    expectRefused(await runPackaged(good, { GITHUB_ACTOR: 'mona\n::set-output name=ok::true' }), 'missing-input'))
})

describe('the packaged post step', () => {
  test('is the same file, knows itself by the state, and has nothing to cancel when nothing was sent', async () => {
    const ran = await runPackaged(good, { STATE_main: 'began', STATE_commands: '[]' })
    expect(ran).toMatchObject({ code: 0, outputs: {} })
    expect(ran.text).toContain('no SSM command was under way')
    expect(calls).toEqual([])
  })

  test('does not take what another step wrote into the state for a command', async () => {
    const ran = await runPackaged(good, { STATE_main: 'began', STATE_commands: '["$(id)", 7]' })
    expect(ran.code).toBe(0)
    expect(calls).toEqual([])
  })
})
