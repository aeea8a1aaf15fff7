/** The same under a repository's policy: whoever left by a reviewed pull request is ended by REST, for whoever may sync people there. */
import type { AddressInfo } from 'node:net'
import { machineClock } from '../../../src/compose/prism.ts'
import { govern } from '../../../src/entrypoints/api/govern.ts'
import { type Api, createApi } from '../../../src/entrypoints/api/server.ts'
import { parseTokens } from '../../../src/entrypoints/api/tokens.ts'
import { type LabGitHub, startLabGitHub } from '../../../src/lab/github/start.ts'
import { checkAgainst, type Told } from '../../support/api-stage.ts'
import { type AppLab, openAppLab } from '../../support/app-lab.ts'
import { onLab } from '../../support/lab-stage.ts'

const repository = 'acme/research'
const names = ['wendy', 'max', 'cora', 'robot'] as const
type Name = (typeof names)[number]
const tokenOf = (name: Name) => `a-long-token-that-is-of-${name}`
const people = `version: 1
people:
  lea: {uid: 65536, hosts: ["*-instance"]}
  tom: {uid: 65537, hosts: ["*-instance"]}
`
const leaves = (text: string) =>
  text.replace(/ {2}lea.*\n/, '').concat('retired:\n  - {number: 65536, name: lea, since: 2026-01-01, hosts: ["*-instance"]}\n')

onLab('deprovision by REST under a policy', () => {
  let lab: AppLab
  let github: LabGitHub
  let api: Api
  let base = ''
  let check: ReturnType<typeof checkAgainst>
  const ids = new Map<string, number>()

  function reviewed(path: string, text: string): void {
    const pull = github.propose('acme', path, text)
    github.review('librarian', pull, 'APPROVED')
    github.merge(pull)
  }
  const policy = (more = '') => `version: 1
volumes: { research-data: }
instances: { ubuntu: { names: [ubuntu-instance] } }
principals:
  wendy: { actor: ${ids.get('wendy')}, login: wendy }
  max: { actor: ${ids.get('max')}, login: max }
  cora: { actor: ${ids.get('cora')}, login: cora }
  robot:
rights:
  - { who: { role: maintain }, may: [sync-people] }
  - { who: { actor: ${ids.get('wendy')} }, may: [sync-people] }
  - { who: { permission: write }, may: [mount, verify] }
${more}`

  beforeAll(async () => {
    lab = await openAppLab('rest-deprovision-repository')
    github = await startLabGitHub({
      repositories: [
        { fullName: repository, private: true, collaborators: { wendy: 'write', max: 'maintain', cora: 'write', librarian: 'write' } },
      ],
    })
    const token = github.workflowToken({ metadata: 'read' })
    for (const login of ['wendy', 'max', 'cora']) {
      const answer = await fetch(`${github.url}/users/${login}`, { headers: { authorization: `token ${token}` } })
      ids.set(login, ((await answer.json()) as { id: number }).id)
    }
    const prism = lab.prism()
    const { id: appId, privateKey } = github.app
    const app = { appId, privateKey, baseUrl: github.url, paced: false }
    const governed = await govern(prism, { repository, app, reviewWaived: false }, machineClock)
    const tokens = parseTokens(names.map((name) => `${name}:${tokenOf(name)}`).join(','))
    api = await createApi({ prism, tokens: () => tokens, repository, ...governed })
    await api.app.listen({ host: '127.0.0.1', port: 0 })
    base = `http://127.0.0.1:${(api.app.server.address() as AddressInfo).port}/api/v1`
    check = checkAgainst((await (await fetch(`${base}/openapi.json`)).json()) as Parameters<typeof checkAgainst>[0])
  }, 120_000)
  afterAll(async () => {
    await api?.close(0)
    await github?.stop()
    await lab?.stop()
  })

  async function ask(as: Name, route: string, body: object) {
    const answer = await fetch(`${base}${route}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${tokenOf(as)}`, prefer: 'wait=60', 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    const json: Told['json'] = await answer.json()
    check('POST', `/api/v1${route}`, answer.status, answer.headers.get('content-type') ?? '', json)
    return json
  }
  const end = (as: Name, more: object = { confirm: 'lea' }) => ask(as, '/users/lea/deprovision', more)
  const shells = async () => (await lab.ubuntu.run('getent passwd lea tom | cut -d: -f7')).stdout
  const both = '/bin/bash\n/bin/bash\n'

  test('who stands in the registry that counts is planned and not ended; who left by a pull request is, within the policy’s reach, and proved gone', async () => {
    reviewed('.github/prism.yml', policy())
    reviewed('.github/prism/people.yml', people)
    expect((await ask('wendy', '/users/sync', { instances: ['ubuntu-instance'] })).state).toBe('done')
    const planned = await end('wendy', { dryRun: true })
    expect(planned.answer.plan.hosts).toMatchObject([{ name: 'ubuntu-instance', changes: [{ kind: 'close', name: 'lea' }] }])
    expect(await end('wendy')).toMatchObject({ state: 'failed', findings: [{ code: 'not-retired' }] })
    // what nobody else approved retires nobody
    github.pushFile('wendy', '.github/prism/people.yml', leaves(people))
    expect(await end('wendy')).toMatchObject({ state: 'failed', findings: [{ code: 'not-retired' }] })
    expect(await shells()).toBe(both)

    reviewed('.github/prism/people.yml', leaves(people))
    for (const name of ['cora', 'robot'] as const)
      expect(await end(name)).toMatchObject({ state: 'denied', findings: [{ code: 'policy-denied' }] })
    expect(await shells()).toBe(both)

    reviewed('.github/prism.yml', policy('approvals: [{ of: [sync-people], by: { role: maintain } }]'))
    const waiting = await end('wendy')
    expect(waiting).toMatchObject({
      state: 'planned',
      person: 'lea',
      approval: { people: 1, from: ['the role maintain'] },
      peoplePlan: { verb: 'deprovision' },
    })
    expect(await shells()).toBe(both)
    const released = await ask('max', `/plans/${waiting.approval.code}/approve`, {})
    const run = async () =>
      (await fetch(`${base}${released.run.url.replace('/api/v1', '')}`, { headers: { authorization: `Bearer ${tokenOf('max')}` } })).json()
    let done: Told['json'] = await run()
    for (; done.endedAt === undefined; done = await run()) await new Promise((resolve) => setTimeout(resolve, 20))
    expect(done).toMatchObject({ verb: 'deprovision', requestedBy: { name: 'wendy' }, state: 'done' })
    const { report, debts } = done.answer
    expect(report.hosts.map((h: { name: string; verdict: string }) => [h.name, h.verdict])).toEqual([['ubuntu-instance', 'holds']])
    expect(debts).toMatchObject({ open: [], paid: [] })
    expect(await shells()).toBe('/usr/sbin/nologin\n/bin/bash\n')
    // nothing of it is written into the repository, and nobody proposed anything
    expect(github.calls().filter((c) => c.method !== 'GET' && /pulls|git\/|contents|graphql/.test(c.path))).toEqual([])
  }, 240_000)
})
