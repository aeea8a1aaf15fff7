/** Somebody's leaving was acted upon by the App while an instance was off: what a terminal does there, whose file lists them still. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { compose, machineClock } from '../../../src/compose/prism.ts'
import { openStore } from '../../../src/compose/store.ts'
import type { Origin } from '../../../src/domain/request.ts'
import { main } from '../../../src/entrypoints/cli/cli.ts'
import type { Input } from '../../../src/entrypoints/cli/streams.ts'
import type { Instance } from '../../../src/lab/instances/instance.ts'
import { onLab, openStage, type Stage } from '../../support/lab-stage.ts'
import { registryOf, said } from '../../support/people-stage.ts'
import { repositoryRights } from '../../support/rights.ts'
import { Screen } from '../../unit/entrypoints/cli/stage.ts'

const team = (more = '') => `version: 1
people:
  lea: {uid: 65536, github: {id: 1001, login: lea-l}, hosts: ["calc-*"]${more}}
  tom: {uid: 65537, github: {id: 1002, login: tom-h}, hosts: ["calc-*"]}
`
const policy = `version: 1
volumes: { research-data: }
instances: { calc: { names: ["calc-*"] } }
rights: [{ who: { permission: write }, may: [sync-people] }]
leaving: { act: true }
`
const leaving: Origin = {
  entrypoint: 'leaving',
  actor: { id: '7', name: 'olga' },
  repository: 'acme/research',
  account: { id: 1001, login: 'lea-l' },
}
const clock = {
  ...machineClock,
  sleep: (milliseconds: number, signal?: AbortSignal) => machineClock.sleep(milliseconds * 0.08, signal),
}

onLab('a leaving that was acted upon, at a terminal', () => {
  let stage: Stage
  let folder = ''
  beforeAll(async () => {
    stage = await openStage('left-at-terminal')
    folder = mkdtempSync(join(tmpdir(), 'prism-left-'))
  }, 60_000)
  afterAll(async () => {
    await stage.stop()
    rmSync(folder, { recursive: true })
  })

  async function prism(line: string, env: Readonly<Record<string, string>> = {}): Promise<{ code: number; out: string }> {
    const [stdout, stderr] = [new Screen(), new Screen()]
    stdout.columns = 400
    const stdin: Input = Object.assign(new PassThrough(), { isTTY: false })
    const code = await main([...line.split(' '), '--registry', join(folder, 'people.yml')], {
      env,
      stdin,
      stdout,
      stderr,
      compose: (options) => compose({ ...options, env: stage.lab.env, clock }),
      onInterrupt: () => () => {},
      leave: () => {},
    })
    return { code, out: stdout.text + stderr.text }
  }
  const shells = (host: Instance) => said(host, 'getent passwd lea tom | cut -d: -f7')
  const [open, out] = ['/bin/bash\n/bin/bash', '/usr/sbin/nologin\n/bin/bash']

  test('an instance that was on keeps them out by itself, and it is told where they have an account still; with the store of the App they are ended there too', async () => {
    const [on, off] = [await stage.instance('calc-1'), await stage.instance('calc-2')]
    writeFileSync(join(folder, 'people.yml'), team())
    expect((await prism('user sync calc-1 calc-2')).code).toBe(0)
    expect([await shells(on), await shells(off)]).toEqual([open, open])

    stage.lab.aws.setInstanceState(off.id, 'stopped')
    const named = { PRISM_STORE: `sqlite:${join(folder, 'app.db')}` }
    const store = await openStore(named, machineClock)
    const app = compose({ env: stage.lab.env, clock, journal: store.journal, claims: store.claims })
    const { asker: _, ...rights } = repositoryRights(policy)
    app.govern(async () => rights)
    app.register(async () => ({ registry: registryOf(team()), blob: 'b10b', notes: [] }))
    const { run } = await app.execute(await app.request({ verb: 'deprovision', name: 'lea' }, leaving))
    expect(run.state).toBe('unknown')
    expect(await shells(on)).toBe(out)
    await store.close()
    stage.lab.aws.setInstanceState(off.id, 'online')

    // without the store nothing says so of the instance that was off; where another one does, that is told, and is no reason to change this one
    const both = await prism('user sync calc-1 calc-2')
    expect(both.out).toMatch(
      /lea \(65536\) was deprovisioned as they left.*stay out of calc-1 until it says since: .*; calc-2 knows nothing of that/,
    )
    expect(both.out).toContain('prism user deprovision lea')
    expect([await shells(on), await shells(off)]).toEqual([out, open])

    const planned = await prism('user sync calc-2 --dry-run', named)
    expect(planned.out).toMatch(/lea \(65536\) left on .* they stay out until it says since/)
    expect(await shells(off)).toBe(open)
    const known = await prism('user sync calc-2', named)
    expect(known).toMatchObject({ code: 0, out: expect.stringContaining('they stay out until it says since') })
    expect([await shells(on), await shells(off)]).toEqual([out, out])
    // what a sync closed is known to the store, and not to the instance: without it the file counts
    expect((await prism('user sync calc-2')).code).toBe(0)
    expect(await shells(off)).toBe(open)

    const since = new Date().toISOString().slice(0, 10)
    writeFileSync(join(folder, 'people.yml'), team(`, since: ${since}`))
    expect((await prism('user sync calc-1 calc-2', named)).code).toBe(0)
    expect([await shells(on), await shells(off)]).toEqual([open, open])
  }, 240_000)

  test('a store that a server holds is refused, and nothing is changed past it', async () => {
    const host = await stage.instance('calc-3')
    writeFileSync(join(folder, 'people.yml'), team())
    const named = { PRISM_STORE: `sqlite:${join(folder, 'held.db')}` }
    const store = await openStore(named, machineClock)
    const refused = await prism('user sync calc-3', named)
    expect(refused.code).not.toBe(0)
    expect(refused.out).toContain('store-taken')
    expect(await said(host, 'getent passwd lea tom || true')).toBe('')
    await store.close()
  }, 120_000)
})
