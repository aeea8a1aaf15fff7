/** The registry's people by REST: a server's own file, shown, and synced by whoever holds a token. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { registryOf } from '../../../src/entrypoints/api/registry.ts'
import { type Api, createApi } from '../../../src/entrypoints/api/server.ts'
import { parseTokens } from '../../../src/entrypoints/api/tokens.ts'
import { onLab, openStage, type Stage } from '../../support/lab-stage.ts'

const two = `
version: 1
people:
  ada: {uid: 65536, github: {id: 1001, login: ada-l}, hosts: [calc-*], groups: [genomics]}
  grace: {uid: 65537, hosts: [calc-1], shell: /bin/sh, until: 2030-06-30}
groups:
  genomics: {gid: 65540, directory: genomics}
`

onLab('people by REST', () => {
  const token = 'a-token-of-more-than-24-characters'
  const folder = mkdtempSync(join(tmpdir(), 'prism-rest-'))
  const registry = join(folder, 'people.yml')
  let stage: Stage
  let api: Api
  beforeAll(async () => {
    stage = await openStage('people-rest')
    api = await createApi({ prism: stage.prism, tokens: () => parseTokens(`ada:${token}`), registry: registryOf(registry) })
  }, 60_000)
  beforeEach(() => writeFileSync(registry, two))
  afterEach(() => stage.clear())
  afterAll(async () => {
    await api.close(0)
    await stage.stop()
    rmSync(folder, { recursive: true })
  })

  const ask = async (method: 'GET' | 'POST', url: string, body?: object, bearer = token) => {
    const headers = { authorization: `Bearer ${bearer}`, prefer: 'wait=60' }
    const answer = await api.app.inject({ method, url: `/api/v1${url}`, headers, ...(body ? { payload: body } : {}) })
    return { status: answer.statusCode, json: answer.json() }
  }

  test('are shown with numbers, groups and the fingerprints of their keys', async () => {
    const { status, json } = await ask('GET', '/users')
    expect(status).toBe(200)
    expect(json).toEqual({
      blob: expect.stringMatching(/^[0-9a-f]{40}$/),
      users: [
        {
          name: 'ada',
          uid: 65536,
          github: { id: 1001, login: 'ada-l' },
          groups: ['genomics'],
          hosts: ['calc-*'],
          shell: '/bin/bash',
          sudo: false,
          keys: [],
        },
        { name: 'grace', uid: 65537, groups: [], hosts: ['calc-1'], until: '2030-06-30', shell: '/bin/sh', sudo: false, keys: [] },
      ],
    })
    expect((await ask('GET', '/users/grace')).json).toMatchObject({ uid: 65537 })
    expect(await ask('GET', '/users/nobody')).toMatchObject({ status: 404, json: { code: 'user-not-found' } })
    expect((await ask('GET', '/groups')).json.groups).toEqual([{ name: 'genomics', gid: 65540, directory: 'genomics', members: ['ada'] }])
    expect((await ask('GET', '/users', undefined, 'x'.repeat(30))).status).toBe(401)
  })

  test('are synced by a run, whose plan is shown first where that is asked for', async () => {
    const host = await stage.instance('calc-1')
    const provisioned = await ask('POST', '/users/nobody/provision', { dryRun: true })
    expect(JSON.stringify(provisioned.json)).toContain('unregistered')
    const one = await ask('POST', '/users/ada/provision/calc-1', { dryRun: true })
    expect(one.json.answer).toMatchObject({ kind: 'people', plan: { hosts: [{ name: 'calc-1' }] } })
    const nobodys = await ask('POST', '/users/nobody/provision/calc-1', { dryRun: true })
    expect(JSON.stringify(nobodys.json)).toContain('unregistered')
    const itself = await ask('POST', '/users/sync/calc-1', { dryRun: true })
    expect(itself.json.answer).toMatchObject({ kind: 'people', plan: { hosts: [{ name: 'calc-1' }] } })
    const planned = await ask('POST', '/users/sync', { instances: ['calc-1'], dryRun: true })
    expect(planned.json.answer).toMatchObject({ kind: 'people', plan: { hosts: [{ name: 'calc-1' }] } })
    expect((await host.run('getent passwd ada')).stdout).toBe('')
    const done = await ask('POST', '/users/sync', { instances: ['calc-1'] })
    expect(done).toMatchObject({ status: 200, json: { state: 'done', answer: { report: { verdict: 'holds' } } } })
    expect((await host.run('id -u ada; id -nG grace')).stdout).toBe('65536\ngrace prism-people\n')
  }, 120_000)

  test('what was applied is remembered: a number that was given is nobody else’s, also on an instance that never had it', async () => {
    await stage.instance('calc-1')
    await stage.instance('calc-2')
    expect((await ask('POST', '/users/sync', { instances: ['calc-1'] })).json.state).toBe('done')
    writeFileSync(registry, two.replace('grace:', 'zoe:'))
    const refused = await ask('POST', '/users/sync', { instances: ['calc-2'] })
    expect(refused.json).toMatchObject({ state: 'failed', findings: [{ code: 'number-changed' }] })
    writeFileSync(registry, two.replace(/ {2}grace.*\n/, '').concat('retired:\n  - {number: 65537, name: grace, since: 2026-01-01}\n'))
    expect((await ask('POST', '/users/sync', { instances: ['calc-1'] })).json.findings).toMatchObject([{ code: 'removals-unconfirmed' }])
    const confirmed = await ask('POST', '/users/sync', { instances: ['calc-1'], confirmRemovals: true })
    expect(confirmed.json.state).toBe('done')
  }, 120_000)

  test('a file that is wrong or gone says so, and nothing is done', async () => {
    writeFileSync(registry, two.replace('65537', '65536'))
    expect(await ask('GET', '/users')).toMatchObject({
      status: 422,
      json: { code: 'bad-registry', detail: expect.stringContaining('line ') },
    })
    expect(await ask('POST', '/users/sync', { instances: ['calc-1'], confirmed: true })).toMatchObject({ status: 400 })
    rmSync(registry)
    expect(await ask('GET', '/groups')).toMatchObject({ json: { code: 'registry-unread' } })
    await stage.instance('calc-1')
    expect((await ask('POST', '/users/sync', { instances: ['calc-1'] })).json).toMatchObject({
      state: 'failed',
      findings: [{ code: 'registry-unread' }],
    })
  })
})
