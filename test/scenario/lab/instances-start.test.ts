import { spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { inspectHost } from '../../../src/lab/instances/host.ts'

const lab = join(import.meta.dirname, '../../../src/lab')
const main = join(lab, 'main.js')
const host = inspectHost()
const why =
  host.kind === 'refused' ? host.reason : existsSync(join(lab, 'aws/start.js')) ? undefined : 'the lab’s AWS half is not in this build'

describe('the program behind `prism lab up`', () => {
  test('refuses what it does not know, and says what there is', () => {
    for (const [args, said] of [
      [['--instances', 'web=beos'], /"web=beos" is not NAME=DISTRIBUTION; distributions: ubuntu, debian, rocky, /],
      [['run', 'prism', 'instance', 'list'], /the command goes after --: prism lab run -- prism …/],
      [['bash'], /"bash" is no option; see prism lab up --help/],
      [['--port', 'http'], /--port http is not a port/],
      [['--nonsense'], /--nonsense/],
    ] as const) {
      const done = spawnSync(process.execPath, [main, ...args], { encoding: 'utf8' })
      expect(done).toMatchObject({ status: 1, stdout: '', stderr: expect.stringMatching(said) })
    }
  })

  const tryit = why ? test.skip : test
  tryit(`prints the environment, stays, and ends on SIGTERM${why ? ` (${why})` : ''}`, async () => {
    const child = spawn(process.execPath, [main, '--json', '--instances', 'web=ubuntu,calc=rocky'], { stdio: 'pipe' })
    const first = await new Promise<string>((resolve, reject) => {
      let out = ''
      child.stdout.on('data', (chunk: Buffer) => {
        out += chunk.toString()
        if (out.endsWith('\n')) resolve(out)
      })
      child.once('exit', (code) => reject(new Error(`exit ${code}`)))
    })
    const { env, instances } = JSON.parse(first) as { env: Record<string, string>; instances: { name: string; login: string }[] }
    expect(instances.map(({ name, login }) => `${name} ${login}`)).toEqual(['web ubuntu', 'calc rocky'])
    expect((await fetch(env.AWS_ENDPOINT_URL!, { method: 'POST' })).status).toBeGreaterThanOrEqual(400)
    const ended = new Promise((resolve) => child.once('exit', (code) => resolve(code)))
    child.kill('SIGTERM')
    expect(await ended).toBe(0)
    await expect(fetch(env.AWS_ENDPOINT_URL!)).rejects.toThrow()
  })

  tryit(`prints lines for a shell without --json${why ? ` (${why})` : ''}`, async () => {
    const child = spawn(process.execPath, [main, '--instances', 'web=ubuntu'], { stdio: 'pipe' })
    const ended = new Promise((resolve) => child.once('exit', (code) => resolve(code)))
    let out = ''
    let said = ''
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()))
    await new Promise<void>((resolve) => {
      child.stderr.on('data', (chunk: Buffer) => {
        said += chunk.toString()
        if (/another terminal|prism lab:/.test(said)) resolve()
      })
      child.once('exit', () => resolve())
    })
    child.kill(said.includes('lab is up') ? 'SIGTERM' : 'SIGKILL')
    expect(await ended).toBe(0)
    expect(out).toMatch(/^unset AWS_PROFILE .*\nexport AWS_ENDPOINT_URL=http:/)
    expect(out).toContain('export PRISM_LAB=')
    expect(said).toMatch(/^web +i-/)
    expect(said).toContain('To use it in another terminal, read in there the file that this one writes to, for example: . ./lab.env\n')
  })
})
