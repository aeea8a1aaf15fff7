import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inspectHost } from '../../../src/lab/instances/host.ts'
import { labEnvironment } from '../../../src/lab/run-command.ts'

const prism = join(import.meta.dirname, '../../../src/entrypoints/cli/main.js')
const host = inspectHost()
const scenario = host.kind === 'refused' ? describe.skip : describe
const small = ['lab', 'run', '--instances', 'web=ubuntu', '--'] as const

test('a command sees nothing of the AWS of the shell that started it', () => {
  const caller = {
    PATH: '/bin',
    AWS_PROFILE: 'prod',
    AWS_SESSION_TOKEN: 'x',
    AWS_ENDPOINT_URL_EFS: 'https://x',
    aws_region: 'y',
    NO_PROXY: 'a.b',
  }
  expect(labEnvironment(caller, { AWS_REGION: 'us-east-1' })).toEqual({
    PATH: '/bin',
    NO_PROXY: '127.0.0.1,localhost,a.b',
    no_proxy: '127.0.0.1,localhost,a.b',
    AWS_REGION: 'us-east-1',
  })
})

scenario(`prism lab run${host.kind === 'refused' ? ` (${host.reason})` : ''}`, () => {
  let folder: string
  let trap: Server
  let reached = 0
  let env: Record<string, string>

  /** A shell of somebody who works on AWS: whatever leads there leads into a trap that counts. */
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'prism-lab-run-'))
    trap = createServer((socket) => {
      reached++
      socket.destroy()
    })
    await new Promise<void>((resolve) => trap.listen(0, '127.0.0.1', resolve))
    const url = `http://127.0.0.1:${(trap.address() as { port: number }).port}`
    mkdirSync(join(folder, '.aws'))
    const keys = 'aws_access_key_id = AKIAREAL\naws_secret_access_key = real\n'
    writeFileSync(join(folder, '.aws/credentials'), `[default]\n${keys}[prod]\n${keys}`)
    writeFileSync(
      join(folder, '.aws/config'),
      `[default]\nregion = eu-west-1\nendpoint_url = ${url}\n[profile prod]\nendpoint_url = ${url}\n`,
    )
    writeFileSync(join(folder, 'prism'), `#!/bin/sh\nexec '${process.execPath}' '${prism}' "$@"\n`)
    chmodSync(join(folder, 'prism'), 0o755)
    env = {
      PATH: `${folder}:${process.env.PATH}`,
      HOME: folder,
      // npm itself would look for a newer npm
      npm_config_update_notifier: 'false',
      HTTP_PROXY: url,
      HTTPS_PROXY: url,
      AWS_PROFILE: 'prod',
      AWS_REGION: 'eu-west-1',
      AWS_ACCESS_KEY_ID: 'AKIAREAL',
      AWS_SECRET_ACCESS_KEY: 'real',
      AWS_SESSION_TOKEN: 'real',
      AWS_ENDPOINT_URL: url,
      AWS_ENDPOINT_URL_EFS: url,
      AWS_ENDPOINT_URL_SSM: url,
      AWS_CONTAINER_CREDENTIALS_FULL_URI: url,
      AWS_CONFIG_FILE: join(folder, '.aws/config'),
    }
  })
  afterAll(() => {
    trap.close()
    rmSync(folder, { recursive: true })
  })

  function start(
    program: string,
    args: readonly string[],
  ): { readonly child: ChildProcess; readonly said: () => string; readonly status: Promise<number | null> } {
    const child = spawn(program, args, { env, stdio: ['ignore', 'pipe', 'pipe'] })
    let said = ''
    child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()))
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()))
    return { child, said: () => said, status: new Promise((resolve) => child.once('close', (code) => resolve(code))) }
  }
  const run = (...command: string[]) => start('prism', [...small, ...command])
  async function ended(...command: string[]): Promise<{ readonly status: number | null; readonly said: string }> {
    const { said, status } = run(...command)
    return { status: await status, said: said() }
  }

  test('the command of the README makes a volume, mounts it and shows it, and nothing reaches AWS', async () => {
    const readme = readFileSync(join(import.meta.dirname, '../../../../README.md'), 'utf8')
    const [, snippet = ''] = /\*\*Without AWS\*\*.*\n\n```bash\n([\s\S]*?)```/.exec(readme) ?? []
    expect(snippet).toContain('npx prism lab run -- ')
    expect(snippet).not.toMatch(/sleep|lab\.env/)
    const { said, status } = start('sh', ['-ec', snippet])
    expect({ status: await status, said: said() }).toMatchObject({
      status: 0,
      said: expect.stringMatching(/research-data[\s\S]*rocky-instance/),
    })
    expect(reached).toBe(0)
  })

  test('the command has the lab’s environment and exits as it exits; then there is no lab', async () => {
    const show = `env | grep -i ^aws_ | sort; exit 7`
    const { status, said } = await ended('sh', '-c', show)
    expect(status).toBe(7)
    expect(
      said
        .split('\n')
        .filter(Boolean)
        .map((line) => line.replace(/:\d+$/, ':PORT')),
    ).toEqual([
      expect.stringMatching(/^AWS_ACCESS_KEY_ID=(?!AKIAREAL)/),
      'AWS_CONFIG_FILE=/dev/null',
      'AWS_DEFAULT_REGION=us-east-1',
      'AWS_EC2_METADATA_DISABLED=true',
      'AWS_ENDPOINT_URL=http://127.0.0.1:PORT',
      'AWS_REGION=us-east-1',
      expect.stringMatching(/^AWS_SECRET_ACCESS_KEY=(?!real)/),
      'AWS_SHARED_CREDENTIALS_FILE=/dev/null',
    ])
    const [, url = ''] = /^AWS_ENDPOINT_URL=(.*)$/m.exec(said) ?? []
    await expect(fetch(url)).rejects.toThrow()
  })

  test.each([
    ['a signal that ends it is the status of a shell', ['sh', '-c', 'kill -KILL $$'], 137, /^$/],
    ['a program that is not there is 127', ['no-such-program'], 127, /no-such-program cannot be started: no such program/],
    ['a program that may not be run is 126', ['/dev/null'], 126, /\/dev\/null cannot be started/],
  ] as const)('%s', async (_, command, status, said) => {
    expect(await ended(...command)).toEqual({ status, said: expect.stringMatching(said) })
  })

  test.each(['SIGTERM', 'SIGINT', 'SIGHUP', 'SIGQUIT'] as const)('%s reaches the command, which is waited for', async (signal) => {
    const { child, said, status } = run('sh', '-c', `trap 'echo got; exit 5' ${signal.slice(3)}; echo up; while :; do sleep 0.05; done`)
    while (!said().includes('up')) await new Promise((resolve) => setTimeout(resolve, 20))
    child.kill(signal)
    expect(await status).toBe(5)
    expect(said()).toBe('up\ngot\n')
  })

  test('stopped before the lab is ready, it runs nothing', async () => {
    const { child, said, status } = start('prism', ['lab', 'run', '--', 'echo', 'ran'])
    await new Promise((resolve) => setTimeout(resolve, 500))
    child.kill('SIGTERM')
    // null: it had not come as far as hearing signals
    expect([143, null]).toContain(await status)
    expect(said()).toBe('')
  })

  test('without a command it starts nothing and says how', async () => {
    const { said, status } = start('prism', ['lab', 'run'])
    expect([await status, said()]).toEqual([1, expect.stringContaining('run needs a command after --')])
  })
})
