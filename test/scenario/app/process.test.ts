import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { webhookPath } from '../../../src/entrypoints/app/webhook-server.ts'
import { type LabGitHub, startLabGitHub } from '../../../src/lab/github/start.ts'
import { type AppLab, openAppLab } from '../../support/app-lab.ts'
import { manifest, repositories, until } from '../../support/app-stage.ts'
import { onLab } from '../../support/lab-stage.ts'

const file = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

function run(program: string, env: Readonly<Record<string, string>>, args: readonly string[] = []) {
  const child = spawn(process.execPath, [file(program), ...args], {
    env: { PATH: process.env.PATH ?? '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const said = { out: '', err: '' }
  child.stdout.on('data', (chunk) => {
    said.out += chunk
  })
  child.stderr.on('data', (chunk) => {
    said.err += chunk
  })
  const exit = new Promise<number | null>((resolve) => child.once('close', resolve))
  return { child, said, exit }
}

const main = '../../../src/entrypoints/app/main.js'
onLab('prism-app as a process', () => {
  let appLab: AppLab
  let lab: LabGitHub
  let folder: string
  beforeAll(async () => {
    const app = { permissions: manifest.default_permissions, events: manifest.default_events }
    ;[appLab, lab] = await Promise.all([openAppLab('app-process'), startLabGitHub({ repositories, app })])
    folder = mkdtempSync(join(tmpdir(), 'prism-app-'))
    writeFileSync(join(folder, 'key.pem'), lab.app.privateKey, { mode: 0o600 })
  })
  afterAll(async () => {
    await lab?.stop()
    await appLab?.stop()
    if (folder) rmSync(folder, { recursive: true })
  })
  const environment = () => ({
    ...appLab.aws.lab.env,
    APP_ID: String(lab.app.id),
    PRIVATE_KEY_PATH: join(folder, 'key.pem'),
    WEBHOOK_SECRET: lab.app.webhookSecret,
    GITHUB_API_URL: lab.url,
    HOST: '127.0.0.1',
    PORT: '0',
    PRISM_APP_PACED: '0',
    PRISM_STORE: `sqlite:${join(folder, 'app.db')}`,
    SHUTDOWN_SECONDS: '1',
  })
  const reactions = (issue: number, commentId: number): readonly string[] =>
    lab
      .thread(issue)
      .find((c) => c.id === commentId)!
      .reactions.map((r) => r.content)

  /** The App, when its health endpoint answers. */
  async function started() {
    const app = run(main, environment())
    const { url } = await until(
      () => /"url":"(?<url>[^"]+)"/.exec(app.said.err)?.groups ?? { url: '' },
      (found) => found.url !== '',
    )
    expect((await fetch(`${url}/healthz`)).status).toBe(200)
    lab.setWebhookTarget(`${url}${webhookPath}`)
    return app
  }

  test('--check names what is wrong with its fix, starts nothing and says so by its exit code', async () => {
    const { said, exit } = run(
      '../../../src/entrypoints/app/bin.js',
      { ...environment(), AWS_REGION: '', AWS_DEFAULT_REGION: '', AWS_CONFIG_FILE: '/nonexistent' },
      ['--check'],
    )
    expect(await exit).toBe(1)
    expect(said.out).toContain(`✓ GitHub App: ${lab.app.slug} (id ${lab.app.id})`)
    expect(said.out).toMatch(/✓ installed at acme: /)
    expect(said.out).toMatch(/✗ webhook: no URL is set\n {4}Fix: /)
    expect(said.out).toMatch(/✗ AWS: [\s\S]*\n {4}Fix: .*AWS_REGION/)
    expect(said.out).not.toMatch(/PRIVATE KEY|eyJ/)
  })

  test.each([
    ['no secret', { WEBHOOK_SECRET: '' }],
    ['Probot’s default secret', { WEBHOOK_SECRET: 'development' }],
    ['a short secret', { WEBHOOK_SECRET: 'hunter2' }],
  ])('refuses to start with %s', async (_what, change) => {
    const { said, exit } = run(main, { ...environment(), ...change })
    expect(await exit).toBe(2)
    expect(said.err).toContain('WEBHOOK_SECRET')
    expect(said.err).not.toContain('hunter2')
  })

  test('answers a comment from a cold start', async () => {
    const { child, said, exit } = await started()
    const { commentId } = await lab.comment('wendy', 1, '/prism mount research-data rocky-instance')
    await until(
      () => reactions(1, commentId),
      (r) => r.includes('rocket'),
    )
    child.kill('SIGTERM')
    expect(await exit).toBe(0)
    expect(said.err).not.toContain(lab.app.webhookSecret)
  })

  test('stopped in mid-run: the comment ends as unknown, not as a run that never ends', async () => {
    await appLab.ubuntu.faults.onMount({ kind: 'hang' })
    const { child, exit } = await started()
    const { commentId } = await lab.comment('wendy', 2, '/prism mount research-data ubuntu-instance')
    const mounting = () => appLab.aws.lab.aws.executions().filter((e) => e.instanceId === appLab.ubuntu.id).length
    await until(mounting, (jobs) => jobs === 2)
    child.kill('SIGTERM')
    expect(await exit).toBe(0)
    // the core cancels its commands, and says what it knows: nothing
    const { body } = lab.thread(2).at(-1)!
    expect(body).toMatch(/^### ❔ `research-data`: 0 of 1 instance holds · \*\*ubuntu-instance\*\* is unknown[\s\S]*invocation-cancelled/)
    const cancels = appLab.aws.lab.aws.calls().filter((c) => c.operation === 'CancelCommand')
    expect(cancels).toHaveLength(1)
    expect(reactions(2, commentId)).toEqual(['eyes', 'confused'])
  })
})
