/** Somebody is ended by REST: their number is retired in the server's own file, each instance is looked at, and what is off is owed until it was seen. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { machineClock } from '../../../src/compose/prism.ts'
import { makeQueue } from '../../../src/compose/store.ts'
import { inFile } from '../../../src/entrypoints/api/registry.ts'
import { type Api, createApi } from '../../../src/entrypoints/api/server.ts'
import { parseTokens } from '../../../src/entrypoints/api/tokens.ts'
import type { Instance } from '../../../src/lab/instances/instance.ts'
import { checkAgainst, type Told } from '../../support/api-stage.ts'
import { onLab, openStage, type Stage } from '../../support/lab-stage.ts'
import { said } from '../../support/people-stage.ts'

const team = `version: 1
people: # who is who
  ada: {uid: 65536, hosts: ["calc-*"]}
  grace:
    uid: 65537
    hosts: [calc-*]
groups:
retired:
`

onLab('deprovision by REST', () => {
  const token = 'a-token-of-more-than-24-characters'
  const folder = mkdtempSync(join(tmpdir(), 'prism-rest-deprovision-'))
  const file = join(folder, 'people.yml')
  let stage: Stage
  let api: Api
  const queue = makeQueue(1, machineClock)
  let base = ''
  let check: ReturnType<typeof checkAgainst>
  beforeAll(async () => {
    stage = await openStage('people-rest-deprovision')
    api = await createApi({ prism: stage.prism, tokens: () => parseTokens(`ada:${token}`), ...inFile(file, machineClock), queue })
    await api.app.listen({ host: '127.0.0.1', port: 0 })
    base = `http://127.0.0.1:${(api.app.server.address() as AddressInfo).port}/api/v1`
    check = checkAgainst((await (await fetch(`${base}/openapi.json`)).json()) as Parameters<typeof checkAgainst>[0])
  }, 60_000)
  beforeEach(() => writeFileSync(file, team))
  afterEach(() => stage.clear())
  afterAll(async () => {
    await api.close(0)
    await stage.stop()
    rmSync(folder, { recursive: true })
  })

  const text = () => readFileSync(file, 'utf8')
  async function ask(route: string, body: object, key?: string, prefer = 'wait=60') {
    const answer = await fetch(`${base}${route}`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        prefer,
        'content-type': 'application/json',
        ...(key === undefined ? {} : { 'idempotency-key': key }),
      },
      body: JSON.stringify(body),
    })
    const json: Told['json'] = await answer.json()
    check('POST', `/api/v1${route}`, answer.status, answer.headers.get('content-type') ?? '', json)
    return { status: answer.status, json, replayed: answer.headers.get('idempotency-replayed') }
  }
  const closed = (host: Instance): Promise<string> => said(host, 'getent passwd grace | cut -d: -f3,7')
  const today = new Date().toISOString().slice(0, 10)
  const sync = (more: object = {}) => ask('/users/sync', { instances: ['calc-1', 'calc-2'], ...more })
  const cellsOf = (host: {
    readonly rows: { readonly name: string; readonly cells: { readonly what: string; readonly seen: string }[] }[]
  }) => Object.fromEntries(host.rows.flatMap(({ name, cells }) => cells.map((c) => [`${name} ${c.what}`, c.seen])))

  test('the plan first; then they are proved gone from what is on, and what is off is owed, told and written until it was looked at', async () => {
    const [on, off] = [await stage.instance('calc-1'), await stage.instance('calc-2')]
    expect((await sync()).json.state).toBe('done')
    await on.run('setpriv --reuid 65537 --regid 65537 --clear-groups setsid sleep 1000 </dev/null >/dev/null 2>&1 & usermod -s /bin/sh ada')
    stage.lab.aws.setInstanceState(off.id, 'stopped')

    const planned = await ask('/users/grace/deprovision', { dryRun: true })
    expect(planned.json).toMatchObject({ verb: 'deprovision', person: 'grace', dryRun: true, instances: [] })
    expect(planned.json).not.toHaveProperty('volume')
    expect(planned.json.answer.plan.hosts).toEqual([
      { instanceId: on.id, name: 'calc-1', changes: [expect.objectContaining({ kind: 'close', name: 'grace' })] },
    ])
    expect(planned.json.answer.debts.open).toMatchObject([
      { name: 'grace', number: 65537, instance: on.id },
      { name: 'grace', number: 65537, instance: off.id },
    ])
    expect([text(), await closed(on)]).toEqual([team, '65537:/bin/bash'])

    const done = await ask('/users/grace/deprovision', { confirm: 'grace' }, 'a-key')
    expect(done).toMatchObject({ status: 200, json: { state: 'unknown', verb: 'deprovision', person: 'grace' } })
    const { report, debts, plan } = done.json.answer
    expect(plan.digest).toBe(planned.json.answer.plan.digest)
    // what was proved of the one, and of the other that it is owed
    expect(report.hosts).toMatchObject([{ name: 'calc-1', verdict: 'holds' }])
    expect(cellsOf(report.hosts[0])).toMatchObject({
      'grace processes': 'none',
      'grace runs again': 'none',
      'grace named in': 'none',
      'grace root there': 'never',
    })
    expect(report.findings).toMatchObject([{ code: 'instance-stopped', instanceId: off.id }])
    expect(debts).toMatchObject({ open: [{ name: 'grace', instance: off.id, called: 'calc-2' }], paid: [{ instance: on.id }] })
    expect([await closed(on), await said(on, 'ps -u 65537 -o comm= || true')]).toEqual(['65537:/usr/sbin/nologin', ''])
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
    const again = await ask('/users/grace/deprovision', { confirm: 'grace' }, 'a-key')
    expect(again).toMatchObject({ json: { id: done.json.id }, replayed: 'true' })

    stage.lab.aws.setInstanceState(off.id, 'online')
    const paid = await ask('/users/grace/deprovision', { confirm: 'grace' })
    expect(paid.json).toMatchObject({
      state: 'done',
      answer: { report: { verdict: 'holds' }, debts: { open: [], paid: [{ instance: off.id }] } },
    })
    expect(await closed(off)).toBe('65537:/usr/sbin/nologin')
    expect(text()).not.toContain('instance: i-')
  }, 240_000)

  test('what a sync learns of those who left is written down as well', async () => {
    const [, off] = [await stage.instance('calc-1'), await stage.instance('calc-2')]
    expect((await sync()).json.state).toBe('done')
    stage.lab.aws.setInstanceState(off.id, 'stopped')
    writeFileSync(
      file,
      team.replace(/ {2}grace:\n(?: {4}.*\n)+/, '').concat(`  - {number: 65537, name: grace, since: ${today}, hosts: [calc-*]}\n`),
    )
    expect((await sync({ instances: ['calc-1'], confirmRemovals: true })).json.answer.debts.open).toMatchObject([{ instance: off.id }])
    expect(text()).toContain(`regions: [us-east-1]}\nowed:\n  - {name: grace, number: 65537, instance: ${off.id},`)
  }, 180_000)

  test('waits for its turn as every change does; meanwhile the file says already that they left', async () => {
    const host = await stage.instance('calc-1')
    expect((await sync({ instances: ['calc-1'] })).json.state).toBe('done')
    const before = { runId: 'before', request: { verb: 'locks' }, asker: 'somebody' } as const
    const leave = await queue.enter(before, () => {}, new AbortController().signal)
    const { json } = await ask('/users/grace/deprovision', { confirm: 'grace' }, undefined, 'wait=0')
    const seen = async (what: (run: { place?: number; endedAt?: string }) => boolean) => {
      for (;;) {
        const run = (await (await fetch(`${base}/runs/${json.id}`, { headers: { authorization: `Bearer ${token}` } })).json()) as object & {
          place?: number
          endedAt?: string
        }
        if (what(run)) return run
        await new Promise((resolve) => setTimeout(resolve, 20))
      }
    }
    expect(await seen((r) => r.place !== undefined)).toMatchObject({ state: 'requested', place: 1, commands: [] })
    expect([await closed(host), text().includes('number: 65537, name: grace')]).toEqual(['65537:/bin/bash', true])
    leave()
    expect(await seen((r) => r.endedAt !== undefined)).toMatchObject({ state: 'done', answer: { report: { verdict: 'holds' } } })
    expect(await closed(host)).toBe('65537:/usr/sbin/nologin')
  }, 180_000)

  test.each([
    ['grace', {}, 422, 'confirm-name'],
    ['grace', { confirm: 'ada' }, 422, 'confirm-name'],
    ['grace', { confirm: 'grace', instances: ['calc-1'] }, 400, 'bad-option'],
    ['Grace', { confirm: 'Grace' }, 422, 'bad-account'],
    ['linus', { confirm: 'linus' }, 200, 'unregistered'],
    ['linus', { dryRun: true }, 200, 'unregistered'],
  ])('refused, and nothing is written: %s %j', async (name, body, status, code) => {
    const refused = await ask(`/users/${name}/deprovision`, body)
    expect(refused.status).toBe(status)
    expect(JSON.stringify(refused.json)).toContain(`"${code}"`)
    expect(text()).toBe(team)
  })
})
