/**
 * The packaged Action on the runner, with addresses of AWS and GitHub at which nobody may call: what is refused here must have
 * called nobody.
 */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { commandLines, type Ran, startAction } from '../../support/action-runner.ts'

let calls: string[]
const server = createServer((request, response) => {
  calls.push(`${request.method} ${request.url}`)
  response.writeHead(500).end()
})
beforeAll(() => new Promise<void>((go) => void server.listen(0, '127.0.0.1', go)))
afterAll(() => new Promise((go) => server.close(go)))
beforeEach(() => {
  calls = []
})

async function runPackaged(given: Readonly<Record<string, string>>, env: Readonly<Record<string, string>> = {}): Promise<Ran> {
  const here = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const aws = { AWS_REGION: 'us-east-1', AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE', AWS_SECRET_ACCESS_KEY: 'example', AWS_ENDPOINT_URL: here }
  return startAction(given, { ...aws, AWS_EC2_METADATA_DISABLED: 'true', GITHUB_API_URL: here, ...env }).ended
}

function expectRefused(ran: Ran, code: string): void {
  expect(ran.code).toBe(1)
  expect(Object.keys(ran.outputs).sort()).toEqual(['evidence', 'ok', 'report', 'run-id', 'summary'])
  expect(ran.outputs).toMatchObject({ ok: 'false', 'run-id': '' })
  expect(JSON.parse(ran.outputs.report!)).toMatchObject({ verdict: 'refused', findings: [{ code }] })
  expect(ran.summary).toContain(code)
  // the one command among the lines is our own annotation
  expect(commandLines(ran.text)).toEqual([expect.stringMatching(new RegExp(`^::error title=Prism%3A ${code}::`))])
  expect(calls).toEqual([])
}

const good = { volume: 'research-data', instances: 'ubuntu-instance rocky-instance' }

describe('the packaged Action refuses, says why, and calls nobody', () => {
  test('without a volume', async () => {
    const ran = await runPackaged({ instances: 'ubuntu-instance' })
    expectRefused(ran, 'missing-input')
    expect(ran.text).toContain('the input volume')
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
    '../../../etc/passwd',
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
    expect(ran.text).toContain('no SSM command was running')
    expect(calls).toEqual([])
  })

  test('does not take what another step wrote into the state for a command', async () => {
    const ran = await runPackaged(good, { STATE_main: 'began', STATE_commands: '["$(id)", 7]' })
    expect(ran.code).toBe(0)
    expect(calls).toEqual([])
  })
})
