/** Somebody leaves while an instance is off: it is remembered in the registry, told in every later report, and cleared by a look at that instance alone. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { main } from '../../../src/entrypoints/cli/cli.ts'
import type { Input } from '../../../src/entrypoints/cli/streams.ts'
import type { Instance } from '../../../src/lab/instances/instance.ts'
import { onLab, openStage, type Stage } from '../../support/lab-stage.ts'
import { said } from '../../support/people-stage.ts'
import { Screen } from '../../unit/entrypoints/cli/stage.ts'

const team = `version: 1
people: # who is who
  ada: {uid: 65536, hosts: ["calc-*"]}
  grace:
    uid: 65537
    hosts: [calc-*]
groups:
retired:
`

onLab('deprovision', () => {
  let stage: Stage
  let folder = ''
  beforeAll(async () => {
    stage = await openStage('deprovision')
  }, 60_000)
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'prism-deprovision-'))
    writeFileSync(join(folder, 'people.yml'), team)
  })
  afterEach(async () => {
    rmSync(folder, { recursive: true })
    await stage.clear()
  })
  afterAll(() => stage.stop())

  const text = () => readFileSync(join(folder, 'people.yml'), 'utf8')
  async function prism(line: string, typed?: string): Promise<{ code: number; out: string; err: string }> {
    const [stdout, stderr] = [new Screen(), new Screen()]
    stdout.columns = 200
    const stdin: Input = Object.assign(new PassThrough(), { isTTY: typed !== undefined })
    stdin.push(typed ?? '')
    stdin.push(null)
    const argv = [...line.split(' '), '--registry', join(folder, 'people.yml')]
    const code = await main(argv, {
      env: {},
      stdin,
      stdout,
      stderr,
      compose: () => stage.prism,
      onInterrupt: () => () => {},
      leave: () => {},
    })
    return { code, out: stdout.text, err: stderr.text }
  }
  const closed = (host: Instance): Promise<string> => said(host, 'getent passwd grace | cut -d: -f3,7')
  const today = new Date().toISOString().slice(0, 10)
  const isOff = (host: Instance) => stage.lab.aws.setInstanceState(host.id, 'stopped')

  test('whoever leaves is ended where that is possible; what is off is owed until it was looked at, and nobody else is changed', async () => {
    const [on, off] = [await stage.instance('calc-1'), await stage.instance('calc-2')]
    expect((await prism('user sync calc-1 calc-2')).code).toBe(0)
    await on.run('setpriv --reuid 65537 --regid 65537 --clear-groups setsid sleep 1000 </dev/null >/dev/null 2>&1 & usermod -s /bin/sh ada')
    isOff(off)

    // asked for the name, after the plan was shown
    const refused = await prism('user deprovision grace', 'ada\n')
    expect(refused.code).toBe(2)
    expect(refused.out).toContain('close')
    expect(text()).toBe(team)
    expect(await closed(on)).toBe('65537:/bin/bash')

    const done = await prism('user deprovision grace', 'grace\n')
    expect(done.code).toBe(3)
    expect(done.out).toContain('grace is gone from 1 of 2 instances · not reached: calc-2')
    expect(done.out).toContain(`calc-2 (${off.id})`)
    expect(await closed(on)).toBe('65537:/usr/sbin/nologin')
    expect(await said(on, 'ps -u 65537 -o comm= || true')).toBe('')
    // what differs of another person is a sync's to change
    expect(await said(on, 'getent passwd ada | cut -d: -f7')).toBe('/bin/sh')
    expect(text()).toBe(
      `version: 1
people: # who is who
  ada: {uid: 65536, hosts: ["calc-*"]}
groups:
retired:
  - {number: 65537, name: grace, since: ${today}, hosts: [calc-*], regions: [us-east-1]}
owed:
  - {name: grace, number: 65537, instance: ${off.id}, region: us-east-1, since: ${today}}
`,
    )

    // every later report tells it, of other instances too; what was seen gone is not owed when it is off itself
    isOff(on)
    const later = await prism('user sync calc-1')
    expect(later.out).toContain(off.id)
    expect(text().match(/instance: i-/g)).toHaveLength(1)
    stage.lab.aws.setInstanceState(on.id, 'online')

    stage.lab.aws.setInstanceState(off.id, 'online')
    const status = await prism('user status grace')
    expect(status.code).toBe(1)
    expect(await closed(off)).toBe('65537:/bin/bash')
    expect(text()).toContain(off.id)

    // one of two is more than a fifth: a sync wants that said, a debt in the file is no word for it
    expect((await prism('user sync calc-1 calc-2')).out).toContain('removals-unconfirmed')
    expect(text()).toContain(off.id)
    const paid = await prism('user sync calc-1 calc-2 --confirm-removals')
    expect(paid.out).toContain('seen gone now')
    expect(paid.code).toBe(0)
    expect(await closed(off)).toBe('65537:/usr/sbin/nologin')
    expect(text()).not.toContain(off.id)
    const end = await prism('user status grace')
    expect(end.code).toBe(0)
    expect(end.out).toContain('grace is gone from 2 instances')
  }, 240_000)

  test('an instance that AWS no longer knows is said to be that, and stays owed', async () => {
    const [on, off] = [await stage.instance('calc-1'), await stage.instance('calc-2')]
    await prism('user sync calc-1 calc-2')
    isOff(off)
    expect((await prism('user deprovision grace --yes')).code).toBe(3)
    stage.lab.aws.removeInstance(off.id)
    const again = await prism('user deprovision grace --yes')
    expect(again.code).toBe(3)
    expect(again.out).toContain(`${off.id} in us-east-1`)
    expect(again.out).toContain('instance-not-found')
    expect(text()).toContain(off.id)
    expect(await closed(on)).toBe('65537:/usr/sbin/nologin')
  }, 240_000)

  test('an account that the record lost is hers all the same, by name and number; a look changes nothing', async () => {
    const host = await stage.instance('calc-1')
    await prism('user sync calc-1')
    await host.run('rm /var/lib/prism/people')
    const status = await prism('user status grace')
    expect(status.code).toBe(1)
    expect(status.out).toContain('made by somebody else')
    expect((await prism('user deprovision grace --dry-run')).out).toContain('nothing was changed')
    expect(text()).toBe(team)
    expect((await prism('user deprovision grace --yes')).code).toBe(0)
    expect(await closed(host)).toBe('65537:/usr/sbin/nologin')
    // opened again by hand: what takes long to prove is proved of a closed account alone, and until then of nobody
    await host.run("usermod -e '' -s /bin/bash -p '*' grace")
    const open = await prism('user status grace')
    expect(open.code).toBe(1)
    expect(open.out).toContain('looked at once the account is closed')
    expect((await prism('user deprovision grace --yes')).out).not.toContain('looked at once')
    expect((await prism('user status grace')).code).toBe(0)
  }, 180_000)

  test.each([
    ['user deprovision linus --yes', 2, 'is no person of the registry'],
    ['user status linus', 2, 'is no person of the registry'],
    ['user deprovision grace', 2, 'stdin is not a terminal'],
    ['user deprovision grace --json', 2, '--json does not ask'],
  ])('refused, and nothing is written: %s', async (line, code, why) => {
    const ran = await prism(line)
    expect(ran.code).toBe(code)
    expect(ran.out + ran.err).toContain(why)
    expect(text()).toBe(team)
  })
})
