/** The registry changed by REST: a server's own file, as the command line changes it, and a repository's, by pull requests as comments make them. */
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { compose, machineClock } from '../../../src/compose/prism.ts'
import { govern } from '../../../src/entrypoints/api/govern.ts'
import { changesIn, registryOf } from '../../../src/entrypoints/api/registry.ts'
import { type Api, type ApiOptions, createApi } from '../../../src/entrypoints/api/server.ts'
import { parseTokens } from '../../../src/entrypoints/api/tokens.ts'
import { type LabGitHub, startLabGitHub } from '../../../src/lab/github/start.ts'
import { checkAgainst, type Description } from '../../support/api-stage.ts'
import { manifest } from '../../support/app-stage.ts'

const two = `version: 1
# who is who
people:
  ada: {uid: 65536, hosts: [calc-*], groups: [genomics]} # since 2024
  grace: {uid: 65537, hosts: [calc-1]}
groups:
  genomics: {gid: 65540}
`
const names = ['wendy', 'mary', 'robot', 'stranger'] as const
type Name = (typeof names)[number]
const tokenOf = (name: Name) => `a-long-token-that-is-of-${name}`
type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'

async function serve(options: Pick<ApiOptions, 'prism' | 'repository' | 'registry' | 'change'>) {
  const logged: string[] = []
  const api: Api = await createApi({
    ...options,
    tokens: () => parseTokens(names.map((name) => `${name}:${tokenOf(name)}`).join(',')),
    logger: { level: 'info', stream: { write: (line: string) => void logged.push(line) } },
  })
  await api.app.listen({ host: '127.0.0.1', port: 0 })
  const base = `http://127.0.0.1:${(api.app.server.address() as AddressInfo).port}`
  const check = checkAgainst((await (await fetch(`${base}/api/v1/openapi.json`)).json()) as Description)
  const ask = async (as: Name, method: Method, route: string, body?: object, key?: string) => {
    const answer = await fetch(`${base}/api/v1${route}`, {
      method,
      headers: {
        authorization: `Bearer ${tokenOf(as)}`,
        ...(body ? { 'content-type': 'application/json' } : {}),
        ...(key ? { 'idempotency-key': key } : {}),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
    // biome-ignore lint/suspicious/noExplicitAny: what came is judged by the description and the scenarios
    const json: any = await answer.json()
    check(method, `/api/v1${route}`, answer.status, answer.headers.get('content-type') ?? '', json)
    return { status: answer.status, json, headers: answer.headers }
  }
  return { api, ask, logged }
}
type Served = Awaited<ReturnType<typeof serve>>
const lonely = () => compose({ env: { AWS_REGION: 'us-east-1' } })

describe('a server’s own file', () => {
  let folder: string
  let file: string
  let served: Served
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'prism-rest-changes-'))
    file = join(folder, 'people.yml')
    writeFileSync(file, two, { mode: 0o640 })
    served = await serve({ prism: lonely(), registry: registryOf(file), change: changesIn(file, machineClock) })
  })
  afterEach(async () => {
    await served.api.close(0)
    rmSync(folder, { recursive: true })
  })
  const text = () => readFileSync(file, 'utf8')

  test('gets the lines of one person, with the next number, and keeps its comments', async () => {
    const added = await served.ask('wendy', 'POST', '/users', {
      github: { login: 'Dora-L', id: 4711 },
      name: 'dora',
      groups: ['genomics'],
      hosts: ['calc-2'],
      until: '2030-01-31',
    })
    expect(added).toMatchObject({
      status: 200,
      json: {
        changed: true,
        changes: [{ name: 'dora', uid: 65541, kind: 'joins', gains: expect.arrayContaining(['group genomics (65540)']) }],
      },
    })
    expect(text()).toMatch(/dora:\n {4}uid: 65541\n {4}github: \{id: 4711, login: Dora-L\}/)
    expect(text().replace(/ {2}dora:\n(?: {4}.*\n)+/, '')).toBe(two)
    expect((await served.ask('wendy', 'GET', '/users')).json).toMatchObject({ blob: added.json.blob, users: { length: 3 } })
    expect(served.logged.join('')).toMatch(/"principal":"wendy".*"change":"add dora"/)

    expect((await served.ask('wendy', 'PATCH', '/users/dora', { until: null, sudo: true })).json.changes[0].gains).toContain('root by sudo')
    expect(text()).not.toContain('2030-01-31')
    expect((await served.ask('wendy', 'PATCH', '/users/dora', { sudo: true })).json).toEqual({ changed: false, changes: [] })
    expect((await served.ask('wendy', 'POST', '/groups', { name: 'chem', directory: 'chem' })).json).toMatchObject({ changed: true })
    expect((await served.ask('wendy', 'PUT', '/groups/chem/members/grace')).json.changes[0].gains).toEqual(['group chem (65542)'])
    expect((await served.ask('wendy', 'DELETE', '/groups/chem/members/grace')).json.changes[0].loses).toEqual(['group chem (65542)'])
    expect((await served.ask('wendy', 'PATCH', '/groups/chem', { description: 'reagents' })).json).toMatchObject({ changed: true })
    expect((await served.ask('wendy', 'DELETE', '/groups/chem')).status).toBe(200)
    expect((await served.ask('wendy', 'DELETE', '/users/dora')).json.changes).toMatchObject([{ name: 'dora', kind: 'leaves' }])
    expect(text()).toMatch(/retired:\n {2}- \{number: 65542, name: chem.*\n {2}- \{number: 65541, name: dora/)
    // a number is never given again
    expect((await served.ask('wendy', 'POST', '/users', { name: 'eve' })).json.changes).toMatchObject([{ uid: 65543 }])
  })

  test('is left alone by what only looks, and by what is wrong', async () => {
    expect((await served.ask('wendy', 'DELETE', '/users/ada?dryRun=true')).json).toMatchObject({
      changed: true,
      changes: [{ kind: 'leaves' }],
    })
    expect((await served.ask('wendy', 'POST', '/users', { name: 'eve', dryRun: true })).json).toMatchObject({ changed: true })
    const wrong: [Method, string, object | undefined, number, string][] = [
      ['POST', '/users', { name: 'ada' }, 422, 'registered-already'],
      ['POST', '/users', {}, 400, 'missing-input'],
      ['POST', '/users', { name: 'eve', uid: 65536 }, 400, 'bad-option'],
      ['POST', '/users', { github: { login: 'eve' } }, 400, 'missing-input'],
      ['POST', '/users', { name: 'eve:\n    uid: 70000\n    sudo: true\n  zed' }, 400, 'bad-option'],
      ['POST', '/users', { name: 'eve', hosts: ['x]\n  zed: {uid: 70000}'] }, 422, 'bad-registry'],
      ['POST', '/users', { name: 'root' }, 422, 'bad-registry'],
      ['POST', '/users', { name: 'eve', groups: ['nowhere'] }, 422, 'bad-registry'],
      ['POST', '/users', { name: 'eve', keys: ['ssh-rsa AAAA'] }, 422, 'bad-registry'],
      ['POST', '/groups', { name: 'docker' }, 422, 'bad-registry'],
      ['PATCH', '/users/eve', { sudo: true }, 422, 'unregistered'],
      ['DELETE', '/users/eve', undefined, 422, 'unregistered'],
      ['PUT', '/groups/chem/members/ada', undefined, 422, 'unregistered'],
      ['PUT', '/groups/genomics/members/eve', undefined, 422, 'unregistered'],
    ]
    for (const [method, route, body, status, code] of wrong)
      expect({ route, body, ...(await served.ask('wendy', method, route, body)) }).toMatchObject({ route, status, json: { code } })
    expect(text()).toBe(two)
  })

  test('of many at once each gets a number of its own, and a repeated request is the same one', async () => {
    const many = Array.from({ length: 12 }, (_, n) => served.ask('wendy', 'POST', '/users', { name: `p${n}` }, `key-${n % 6}`))
    const answers = await Promise.all(many)
    expect(answers.map((a) => a.status).filter((s) => s === 200)).toHaveLength(6)
    expect(new Set([...text().matchAll(/uid: (\d+)/g)].map((m) => m[1])).size).toBe(8)
    const [once, twice] = [
      await served.ask('mary', 'POST', '/users', { name: 'zoe' }, 'k'),
      await served.ask('mary', 'POST', '/users', { name: 'zoe' }, 'k'),
    ]
    expect(twice.json).toEqual(once.json)
    expect(twice.headers.get('idempotency-replayed')).toBe('true')
    expect((await served.ask('mary', 'POST', '/users', { name: 'ann' }, 'k')).status).toBe(422)
  })

  test('is written by one at a time, whole or not at all', async () => {
    writeFileSync(`${file}.new`, 'half')
    expect(await served.ask('wendy', 'POST', '/users', { name: 'eve' })).toMatchObject({
      status: 422,
      json: { code: 'registry-unwritten' },
    })
    expect(text()).toBe(two)
    // what a process that died left behind holds nobody up for ever
    utimesSync(`${file}.new`, new Date(Date.now() - 120_000), new Date(Date.now() - 120_000))
    expect((await served.ask('wendy', 'POST', '/users', { name: 'eve' })).status).toBe(200)
    expect(readdirSync(folder)).toEqual(['people.yml'])
    expect(statSync(file).mode & 0o777).toBe(0o640)
    if (process.getuid?.() === 0) return
    chmodSync(file, 0o440)
    expect(await served.ask('wendy', 'POST', '/users', { name: 'zed' })).toMatchObject({ json: { code: 'registry-unwritten' } })
  })

  test('begins with the first person where there is none, and without PRISM_REGISTRY there is nothing to change', async () => {
    rmSync(file)
    expect((await served.ask('wendy', 'DELETE', '/users/ada')).json).toMatchObject({ code: 'registry-unread' })
    expect((await served.ask('wendy', 'POST', '/users', { name: 'eve' })).json.changes).toMatchObject([{ uid: 65536 }])
    const bare = await serve({ prism: lonely() })
    expect(await bare.ask('wendy', 'POST', '/users', { name: 'eve' })).toMatchObject({ status: 422, json: { code: 'registry-unread' } })
    await bare.api.close(0)
  })
})

describe('a repository’s', () => {
  const repository = 'acme/research'
  const path = '.github/prism/people.yml'
  let github: LabGitHub
  let served: Served
  const ids = new Map<string, number>()
  const open = async () => {
    const prism = lonely()
    const { id: appId, privateKey } = github.app
    const app = { appId, privateKey, baseUrl: github.url, paced: false }
    return serve({ prism, repository, ...(await govern(prism, { repository, app, reviewWaived: false }, machineClock)) })
  }
  function merge(where: string, text: string): void {
    const pull = github.propose('librarian', where, text)
    github.review('acme', pull, 'APPROVED')
    github.merge(pull, text)
  }
  beforeAll(async () => {
    github = await startLabGitHub({
      repositories: [
        { fullName: repository, private: true, collaborators: { wendy: 'write', mary: 'write', librarian: 'write', dora: 'read' } },
      ],
      app: { permissions: { ...manifest.default_permissions, contents: 'write' } },
    })
    const token = github.workflowToken({ metadata: 'read' })
    for (const login of ['wendy', 'mary', 'dora']) {
      const answer = await fetch(`${github.url}/users/${login}`, { headers: { authorization: `token ${token}` } })
      ids.set(login, ((await answer.json()) as { id: number }).id)
    }
    merge(
      '.github/prism.yml',
      `version: 1
principals:
  wendy: { actor: ${ids.get('wendy')}, login: wendy }
  mary: { actor: ${ids.get('mary')}, login: mary }
  robot:
rights:
  - { who: { permission: write }, may: [sync-people] }
  - { who: { principal: robot }, may: [sync-people] }
`,
    )
    merge(path, two)
    served = await open()
  })
  afterAll(async () => {
    await served?.api.close(0)
    await github?.stop()
  })
  const opened = () => github.calls().filter((c) => c.method === 'POST' && c.path.endsWith('/pulls')).length
  const numberOf = (answer: { readonly json: { readonly proposed: { readonly number: number } } }) => answer.json.proposed.number

  test('is changed by a pull request of the App’s, which whoever the token speaks for cannot approve', async () => {
    const asked = { github: { login: 'dora' }, groups: ['genomics'], hosts: ['calc-2'] }
    const answer = await served.ask('wendy', 'POST', '/users', asked)
    expect(answer).toMatchObject({ status: 202, json: { changed: true, changes: [{ name: 'dora', uid: 65541 }] } })
    const pull = github.pull(numberOf(answer))
    expect(answer.headers.get('location')).toBe(answer.json.proposed.url)
    expect(pull).toMatchObject({ title: 'People: add dora', author: { login: 'prism-efs[bot]' } })
    expect(pull.body).toMatch(/Asked by `wendy` by REST, with the token `wendy`[\s\S]*`dora` joins/)
    const text = pull.commits.at(-1)!.files[path]!
    expect(text).toContain(`github: {id: ${ids.get('dora')}, login: dora}`)
    expect(text.replace(/ {2}dora:\n(?: {4}.*\n)+/, '')).toBe(two)

    github.review('wendy', pull.number, 'APPROVED')
    github.merge(pull.number)
    expect((await served.ask('wendy', 'GET', '/users')).json.users).toHaveLength(2)
    merge(path, two)
    const other = await served.ask('wendy', 'POST', '/users', asked)
    github.review('mary', numberOf(other), 'APPROVED')
    github.merge(numberOf(other))
    expect((await served.ask('wendy', 'GET', '/users')).json.users).toHaveLength(3)
    merge(path, two)
  })

  test('the same request is one pull request, also after a restart; another one is not that', async () => {
    const before = opened()
    const first = await served.ask('wendy', 'PUT', '/groups/genomics/members/grace', undefined, 'a-key')
    const [again, dry] = [
      await served.ask('wendy', 'PUT', '/groups/genomics/members/grace', undefined, 'a-key'),
      await served.ask('wendy', 'DELETE', '/users/grace?dryRun=true'),
    ]
    expect(numberOf(again)).toBe(numberOf(first))
    expect(dry).toMatchObject({ status: 200, json: { changed: true, changes: [{ kind: 'leaves' }] } })
    const restarted = await open()
    expect(numberOf(await restarted.ask('wendy', 'PUT', '/groups/genomics/members/grace', undefined, 'a-key'))).toBe(numberOf(first))
    expect(numberOf(await restarted.ask('wendy', 'DELETE', '/users/grace', undefined, 'a-key-too'))).not.toBe(numberOf(first))
    await restarted.api.close(0)
    expect(opened()).toBe(before + 2)
    expect((await served.ask('wendy', 'DELETE', '/groups/genomics/members/grace')).json).toEqual({ changed: false, changes: [] })
  })

  test('nobody proposes but a person who may write at this moment: not a token of nobody’s, nor one that the policy does not have', async () => {
    const before = opened()
    const everything: [Method, string, object?][] = [
      ['POST', '/users', { name: 'eve', sudo: true }],
      ['PATCH', '/users/ada', { sudo: true }],
      ['DELETE', '/users/ada'],
      ['POST', '/groups', { name: 'chem' }],
      ['PATCH', '/groups/genomics', { directory: 'genomics' }],
      ['DELETE', '/groups/genomics'],
      ['PUT', '/groups/genomics/members/grace'],
      ['DELETE', '/groups/genomics/members/ada?dryRun=true'],
    ]
    github.setRole('mary', 'read')
    for (const name of ['robot', 'stranger', 'mary'] as const)
      for (const [method, route, body] of everything) {
        const { status, json } = await served.ask(name, method, route, body)
        expect({ name, route, status, code: json.code }).toEqual({ name, route, status: 403, code: 'policy-denied' })
      }
    github.setRole('mary', 'write')
    expect((await served.ask('wendy', 'POST', '/users', { github: { login: 'dora', id: 7 } })).json).toMatchObject({
      code: 'bad-option',
      detail: expect.stringMatching(/dora is \d+ on GitHub, not 7/),
    })
    expect((await served.ask('wendy', 'POST', '/users', { github: { login: 'nobody-has-this' } })).json.code).toBe('bad-option')
    expect(opened()).toBe(before)
  })

  test('where GitHub does not let the App, or does not answer, nothing is proposed and it is said', async () => {
    github.faults.add({ route: 'POST /repos/{owner}/{repo}/git/refs', kind: 'forbidden' })
    expect(await served.ask('wendy', 'POST', '/groups', { name: 'bio' })).toMatchObject({
      status: 422,
      json: { code: 'registry-unwritten' },
    })
    github.faults.add({ route: 'GET /repos/{owner}/{repo}/collaborators/{username}/permission', kind: 'unavailable', times: 9 })
    expect((await served.ask('wendy', 'POST', '/groups', { name: 'bio' })).status).toBe(403)
    github.faults.clear()
    expect((await served.ask('wendy', 'POST', '/groups', { name: 'bio' })).status).toBe(202)
  })
})
