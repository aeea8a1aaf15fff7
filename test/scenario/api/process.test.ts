/** `prism-api` as a process of its own, before the lab's AWS. */
import { type ChildProcess, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { checkWireAtTheEnd, instance, type OpenLab, openLab } from '../../unit/lab/aws/open-lab.ts'

checkWireAtTheEnd()
const program = fileURLToPath(new URL('../../../src/entrypoints/api/main.js', import.meta.url))
const token = 'a-token-of-more-than-24-characters'

function start(env: Record<string, string>) {
  const child: ChildProcess = spawn(process.execPath, [program], { env: { PATH: process.env.PATH ?? '', PRISM_STORE: 'memory', ...env } })
  const said = { out: '', err: '' }
  child.stdout!.on('data', (chunk: Buffer) => {
    said.out += chunk.toString()
  })
  child.stderr!.on('data', (chunk: Buffer) => {
    said.err += chunk.toString()
  })
  return { child, said, ended: once(child, 'close') }
}

describe('prism-api', () => {
  let open: OpenLab
  beforeEach(async () => {
    open = await openLab({ instances: [instance('ubuntu-instance')] })
  })
  afterEach(() => open.close())

  test.each<[string, Record<string, string>, string]>([
    ['without tokens', {}, 'PRISM_API_TOKENS is empty'],
    ['with a short token', { PRISM_API_TOKENS: 'ada:short' }, 'needs 24 or more'],
    ['without a region', { PRISM_API_TOKENS: `ada:${token}`, AWS_REGION: '', AWS_DEFAULT_REGION: '' }, 'No AWS region is configured'],
  ])('refuses to start %s', async (_, env, words) => {
    const { said, ended } = start({ ...open.lab.env, ...env })
    expect(await ended).toEqual([2, null])
    expect(said.err).toContain(words)
    expect(said.err).not.toMatch(/^\s+at /m)
  })

  test('takes over a changed file of tokens on SIGHUP, and keeps the tokens it has where the file is wrong', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'prism-tokens-')), 'tokens')
    const hashOf = (text: string) => createHash('sha256').update(text).digest('hex')
    writeFileSync(file, `ada sha256=${hashOf(token)}\n`)
    const { child, said, ended } = start({ ...open.lab.env, PRISM_API_TOKENS_FILE: file, PRISM_API_PORT: '0' })
    while (!said.out.includes('\n') && child.exitCode === null) await new Promise((resolve) => setTimeout(resolve, 10))
    const base = /http:\/\/127\.0\.0\.1:\d+/.exec(said.out)?.[0]
    const next = `${token}-of-next-year`
    const who = async (bearer: string) => (await fetch(`${base}/api/v1/whoami`, { headers: { authorization: `Bearer ${bearer}` } })).status
    const readAgain = async (text: string, says: string) => {
      writeFileSync(file, text)
      child.kill('SIGHUP')
      while (!said.err.includes(says)) await new Promise((resolve) => setTimeout(resolve, 10))
    }
    expect([await who(token), await who(next)]).toEqual([200, 401])
    await readAgain(`ada ${next}\n`, 'stay in force')
    expect([await who(token), await who(next)]).toEqual([200, 401])
    await readAgain(`ada sha256=${hashOf(next)}\n`, 'read again"')
    expect([await who(token), await who(next)]).toEqual([401, 200])
    expect(said.out + said.err).not.toContain(token)
    child.kill('SIGTERM')
    await ended
    rmSync(dirname(file), { recursive: true })
  })

  test('makes a volume, finds instances, and ends cleanly on SIGTERM', async () => {
    const { child, said, ended } = start({ ...open.lab.env, PRISM_API_TOKENS: `ada:${token}`, PRISM_API_PORT: '0' })
    while (!said.out.includes('\n') && child.exitCode === null) await new Promise((resolve) => setTimeout(resolve, 10))
    const base = /http:\/\/127\.0\.0\.1:\d+/.exec(said.out)?.[0]
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json', prefer: 'wait=30' }
    const made = await fetch(`${base}/api/v1/volumes`, { method: 'POST', headers, body: JSON.stringify({ name: 'research-data' }) })
    expect(made.status).toBe(200)
    const run = (await made.json()) as { url: string; state: string; answer: { volume: { name: string; targets: unknown[] } } }
    expect(run).toMatchObject({ state: 'done', answer: { kind: 'created', volume: { name: 'research-data', encrypted: true } } })
    expect(run.answer.volume.targets).toHaveLength(3)
    const instances = await (await fetch(`${base}/api/v1/instances`, { headers })).json()
    expect(instances).toMatchObject({ instances: [{ name: 'ubuntu-instance', online: true }], findings: [] })
    const missing = await fetch(`${base}/api/v1/volumes/nowhere`, { headers })
    expect(await missing.json()).toMatchObject({ status: 404, code: 'volume-not-found' })
    const markdown = await fetch(`${base}${run.url}?format=markdown`, { headers })
    expect(await markdown.text()).toContain('research-data')
    child.kill('SIGTERM')
    expect(await ended).toEqual([0, null])
    expect(said.out + said.err).not.toContain(token)
  })
})
