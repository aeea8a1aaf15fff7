/** Tokens of the REST API under a repository's policy, and plans that another person approves by REST: the real core, the lab's AWS and GitHub. */
import type { AddressInfo } from 'node:net'
import { gunzipSync } from 'node:zlib'
import { machineClock, type Prism } from '../../../src/compose/prism.ts'
import { defaultMountOptions, type Request } from '../../../src/domain/request.ts'
import { govern } from '../../../src/entrypoints/api/govern.ts'
import { type Api, createApi } from '../../../src/entrypoints/api/server.ts'
import { parseTokens } from '../../../src/entrypoints/api/tokens.ts'
import { type LabGitHub, startLabGitHub } from '../../../src/lab/github/start.ts'
import { formatAsked } from '../../../src/language/format.ts'
import { renderRunMarkdown } from '../../../src/render/markdown.ts'
import { checkAgainst } from '../../support/api-stage.ts'
import { type AppLab, openAppLab } from '../../support/app-lab.ts'
import { onLab } from '../../support/lab-stage.ts'
import { prism as terminal } from '../../unit/entrypoints/cli/stage.ts'

const repository = 'acme/research'
const path = '.github/prism.yml'
const names = ['wendy', 'max', 'max-ci', 'cora', 'robot', 'stranger'] as const
type Name = (typeof names)[number]
const tokenOf = (name: Name) => `a-long-token-that-is-of-${name}`

onLab('a token of the REST API under a policy', () => {
  let lab: AppLab
  let github: LabGitHub
  let prism: Prism
  let api: Api
  let base = ''
  let check: ReturnType<typeof checkAgainst>
  const ids = new Map<string, number>()
  let round = 0

  const policy = (approvals = '', principals = '') => `version: 1 # ${++round}
volumes: { research-data: }
instances: { rocky: { names: [rocky-instance] } }
principals:
  wendy: { actor: ${ids.get('wendy')}, login: wendy }
  max: { actor: ${ids.get('max')}, login: max }
  max-ci: { actor: ${ids.get('max')}, login: max }
  cora: { actor: ${ids.get('cora')}, login: cora }
  robot:
${principals}
rights:
  - { who: { permission: write }, may: [mount, unmount, verify, status] }
  - { who: { principal: robot }, may: [verify, unmount] }
${approvals}`
  const asks = 'approvals: [{ of: [unmount], by: { role: maintain } }]'

  function reviewed(text: string): void {
    const pull = github.propose('acme', path, text)
    github.review('librarian', pull, 'APPROVED')
    github.merge(pull)
  }

  beforeAll(async () => {
    lab = await openAppLab('api-rights', 0)
    github = await startLabGitHub({
      repositories: [
        {
          fullName: repository,
          private: true,
          collaborators: { wendy: 'write', max: 'maintain', cora: 'write', librarian: 'write' },
        },
      ],
    })
    const token = github.workflowToken({ metadata: 'read' })
    for (const login of ['wendy', 'max', 'cora']) {
      const answer = await fetch(`${github.url}/repos/${repository}/collaborators/${login}/permission`, {
        headers: { authorization: `token ${token}` },
      })
      ids.set(login, ((await answer.json()) as { user: { id: number } }).user.id)
    }
    prism = lab.prism()
    const { id: appId, privateKey } = github.app
    const people = await govern(
      prism,
      { repository, app: { appId, privateKey, baseUrl: github.url, paced: false }, reviewWaived: false },
      machineClock,
    )
    const tokens = parseTokens(names.map((name) => `${name}:${tokenOf(name)}`).join(','))
    api = await createApi({ prism, tokens: () => tokens, repository, ...people, markdown: (run) => renderRunMarkdown(run, formatAsked) })
    await api.app.listen({ host: '127.0.0.1', port: 0 })
    base = `http://127.0.0.1:${(api.app.server.address() as AddressInfo).port}`
    check = checkAgainst((await (await fetch(`${base}/api/v1/openapi.json`)).json()) as Parameters<typeof checkAgainst>[0])
  })
  afterAll(async () => {
    await api?.close(0)
    await github?.stop()
    await lab?.stop()
  })
  beforeEach(() => {
    github.setRole('wendy', 'write')
    github.setRole('max', 'maintain')
    reviewed(policy())
  })

  async function ask(
    as: Name,
    route: string,
    body?: object,
    method = body === undefined ? 'GET' : 'POST',
    // biome-ignore lint/suspicious/noExplicitAny: what came is judged by the description and the scenarios
  ): Promise<{ readonly status: number; readonly json: any }> {
    const answer = await fetch(`${base}/api/v1${route}`, {
      method,
      headers: {
        authorization: `Bearer ${tokenOf(as)}`,
        prefer: 'wait=60',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const json: unknown = await answer.json()
    check(method, `/api/v1${route}`, answer.status, answer.headers.get('content-type') ?? '', json)
    return { status: answer.status, json }
  }
  const on = (verb: string, as: Name, instance = 'rocky-instance', volume = 'research-data') =>
    ask(as, `/volumes/${volume}/${verb}`, { instances: [instance] })
  const changes = () =>
    lab.aws.lab.aws
      .calls()
      .filter((c) => c.operation === 'SendCommand' && /\.(mount|unmount)\./.test((c.params as { Comment?: string }).Comment ?? '')).length
  async function nothingIsDone(work: () => Promise<{ readonly json: unknown }>, because: RegExp): Promise<void> {
    const before = changes()
    expect(JSON.stringify((await work()).json)).toMatch(because)
    expect(changes()).toBe(before)
  }
  async function waiting(as: Name = 'wendy'): Promise<{ readonly id: string; readonly code: string }> {
    const { json } = await on('unmount', as)
    expect(json).toMatchObject({ state: 'planned', approval: { people: 1, from: ['the role maintain'] } })
    return { id: json.id, code: json.approval.code }
  }
  const approve = (as: Name, code: string) => ask(as, `/plans/${code}/approve`, {})
  async function ended(id: string) {
    for (;;) {
      const run = await prism.run(id)
      if (run?.endedAt !== undefined) return run
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }

  test('has the rights of its holder on GitHub, as far as the policy reaches', async () => {
    expect((await on('mount', 'wendy')).json).toMatchObject({ state: 'done', requestedBy: { entrypoint: 'api', name: 'wendy' } })
    await nothingIsDone(() => on('mount', 'wendy', 'ubuntu-instance'), /instance-not-found/)
    await nothingIsDone(() => on('mount', 'wendy', 'rocky-instance', 'other-data'), /volume-not-found/)
    await nothingIsDone(() => ask('wendy', '/volumes', { name: 'mine' }), /policy-denied/)
    expect((await ask('wendy', '/whoami')).json).toMatchObject({
      id: String(ids.get('wendy')),
      name: 'wendy',
      governed: true,
      role: 'write',
      rows: [{ may: 'mount, verify, unmount, status', volumes: ['research-data'] }],
    })
  })

  test('locks a volume, which then refuses, and unlocks its own; the lock of another it does not', async () => {
    reviewed(policy().replace('[mount, unmount, verify, status]', '[mount, unmount, verify, status, lock]'))
    const locked = await ask('wendy', '/volumes/research-data/lock', { reason: 'moving to another region', until: '8h' })
    expect(locked.json).toMatchObject({ state: 'done', answer: { kind: 'locks', did: 'locked', locks: [{ by: { name: 'wendy' } }] } })
    expect((await ask('max', '/locks')).json.locks).toMatchObject([
      { volume: 'research-data', reason: 'moving to another region', unlockedBy: '"wendy", or administrators' },
    ])
    expect((await ask('stranger', '/locks')).json).toMatchObject({ code: 'policy-denied' })
    await nothingIsDone(() => on('mount', 'max'), /volume-locked.*moving to another region/)
    await nothingIsDone(() => ask('max', '/volumes/research-data/unlock', {}), /lock-of-another/)
    await nothingIsDone(() => ask('robot', '/volumes/research-data/lock', {}), /policy-denied/)
    expect((await ask('max', '/volumes/research-data/lock', { until: 'soon' })).status).toBe(400)
    expect((await ask('wendy', '/volumes/research-data/unlock', {})).json).toMatchObject({ state: 'done', answer: { did: 'unlocked' } })
    expect((await on('mount', 'max')).json).toMatchObject({ state: 'done' })
  })

  test('that the policy does not have may do nothing, whatever its name', async () => {
    await nothingIsDone(() => on('mount', 'stranger'), /policy-denied/)
    expect((await ask('stranger', '/whoami')).json).toMatchObject({ id: 'api:stranger', rows: [] })
    for (const route of ['/users', '/users/ada', '/groups']) {
      expect(await ask('stranger', route)).toMatchObject({ status: 403, json: { code: 'policy-denied' } })
      // other rights than that to sync are not enough
      expect(await ask('wendy', route)).toMatchObject({ status: 403, json: { code: 'policy-denied' } })
    }
    for (const name of ['stranger', 'wendy'] as const)
      await nothingIsDone(() => ask(name, '/users/sync', { instances: ['rocky-instance'] }), /policy-denied/)
  })

  test('of nobody on GitHub has the rights of its own name and no other, and never approves', async () => {
    reviewed(policy(asks))
    expect((await on('verify', 'robot')).json.answer).toMatchObject({ kind: 'report' })
    await nothingIsDone(() => on('mount', 'robot'), /policy-denied/)
    const { code } = await waiting()
    await nothingIsDone(() => approve('robot', code), /approval-refused.*nobody’s on GitHub/)
  })

  test('loses its rights with its holder, and with its line in the policy; what one person pushes gives none', async () => {
    github.setRole('wendy', 'read')
    await nothingIsDone(() => on('mount', 'wendy'), /policy-denied/)
    github.setRole('wendy', 'write')
    reviewed(policy().replace(/^ {2}wendy:.*\n/m, ''))
    await nothingIsDone(() => on('mount', 'wendy'), /policy-denied/)
    github.pushFile('wendy', path, policy('', `  stranger: { actor: ${ids.get('max')}, login: max }`))
    await nothingIsDone(() => on('mount', 'stranger'), /policy-denied/)
  })

  test('whose login is another’s by now, or whose policy cannot be read, does nothing', async () => {
    reviewed(policy().replace('login: wendy', 'login: cora'))
    await nothingIsDone(() => on('mount', 'wendy'), /policy-unread/)
    reviewed(`${policy()}volume: {}\n`)
    await nothingIsDone(() => on('mount', 'wendy'), /policy-missing/)
  })

  test('sees its own runs, and others’ of the repository where it may do something there', async () => {
    const { json: mine } = await on('verify', 'wendy')
    const seen = async (as: Name) => (await ask(as, `/runs/${mine.id}`)).status
    expect([await seen('wendy'), await seen('max'), await seen('stranger')]).toEqual([200, 200, 404])
    expect((await ask('stranger', '/runs')).json.runs.map((r: { requestedBy: { name: string } }) => r.requestedBy.name)).not.toContain(
      'wendy',
    )
    expect((await ask('stranger', `/runs/${mine.id}/cancel`, {})).status).toBe(404)
    reviewed(policy().replace('may: [verify, unmount]', 'may: [status]'))
    expect((await ask('robot', `/runs/${mine.id}/cancel`, {})).json).toMatchObject({ status: 403, code: 'policy-denied' })
    github.setRole('wendy', 'read')
    expect(await seen('wendy')).toBe(200)
  })

  describe('and a plan that another person has to approve', () => {
    beforeEach(() => reviewed(policy(asks)))

    test('is read, approved by another, looked at again, and carried out once', async () => {
      await on('mount', 'wendy')
      const before = changes()
      const { id, code } = await waiting()
      expect(changes()).toBe(before)
      const { json } = await ask('max', '/plans')
      expect(json.plans).toMatchObject([{ id, approval: { code, approvedBy: [] }, plan: { operation: { verb: 'unmount' } } }])
      expect((await ask('stranger', '/plans')).json.plans).toEqual([])
      const released = await approve('max', code)
      expect(released).toMatchObject({ status: 202, json: { run: { verb: 'unmount', requestedBy: { name: 'wendy' } } } })
      expect(await ended(released.json.run.id)).toMatchObject({
        state: 'done',
        agreed: { planOf: id, approvals: [{ by: { id: String(ids.get('max')), name: 'max' } }] },
      })
      expect(changes()).toBe(before + 1)
      expect(await ended(id)).toMatchObject({ state: 'done', approved: [{ principal: 'max', permission: { roleName: 'maintain' } }] })
      await nothingIsDone(() => approve('max', code), /approval-unknown/)
    })

    test('is not approved while its volume is locked; unlocked, it is', async () => {
      reviewed(policy(asks).replace('[mount, unmount, verify, status]', '[mount, unmount, verify, status, lock]'))
      await on('mount', 'wendy')
      const { code } = await waiting()
      expect((await ask('cora', '/volumes/research-data/lock', { reason: 'an audit' })).json).toMatchObject({ state: 'done' })
      await nothingIsDone(() => approve('max', code), /volume-locked.*an audit/)
      // its approval was not taken: the plan still waits for it
      expect((await ask('max', '/plans')).json.plans).toMatchObject([{ approval: { code, approvedBy: [] } }])
      expect((await ask('cora', '/volumes/research-data/unlock', {})).json).toMatchObject({ state: 'done' })
      const before = changes()
      const released = await approve('max', code)
      expect(released.status).toBe(202)
      expect(await ended(released.json.run.id)).toMatchObject({ state: 'done' })
      expect(changes()).toBe(before + 1)
    })

    test('is read and approved at a terminal, by the token of whoever sits there, who sees the end', async () => {
      await on('mount', 'wendy')
      const at = (line: string, name: Name, env: Record<string, string> = {}) =>
        terminal(line, () => Promise.reject(new Error('nothing runs here')), {
          env: { PRISM_API_URL: base, PRISM_API_TOKEN: tokenOf(name), ...env },
        })
      expect(await at('plans', 'max')).toMatchObject({ code: 0, stdout: 'No plan waits for an approval.\n' })
      const { code } = await waiting()
      expect((await at('plans', 'max')).stdout).toMatch(
        new RegExp(
          `^${code} {2}unmount research-data rocky-instance · asked by wendy · needs 1 of the role maintain · until \\d{4}-.*\\n$`,
        ),
      )
      expect((await at(`plans ${code}`, 'max')).stdout).toMatch(/^### .*Plan: `unmount research-data`[\s\S]*rocky-instance/)
      expect(JSON.parse((await at('plans --json', 'max')).stdout)).toMatchObject({ ok: true, plans: [{ approval: { code } }] })
      const own = await at(`approve ${code}`, 'wendy')
      expect(own).toMatchObject({ code: 4, stderr: expect.stringMatching(/server-refused[\s\S]*approval-refused.*asked for it/) })
      expect(await at(`approve ${code}`, 'max', { PRISM_API_TOKEN: `${tokenOf('max')}x` })).toMatchObject({ code: 4, stdout: '' })
      const before = changes()
      const done = await at(`approve ${code}`, 'max')
      expect(done).toMatchObject({ code: 0, stdout: expect.stringMatching(/not mounted|unmounted/) })
      expect(done.stderr).toMatch(/^Approved; run [0-9A-Z]{26} carries it out/)
      expect(changes()).toBe(before + 1)
      expect(await at(`plans ${code}`, 'max')).toMatchObject({ code: 2 })
    })

    test('is not approved by the one who asked, by whatever token', async () => {
      const own = await waiting()
      await nothingIsDone(() => approve('wendy', own.code), /approval-refused.*asked for it/)
      const { code } = await waiting('max-ci')
      await nothingIsDone(() => approve('max', code), /approval-refused.*asked for it/)
    })

    test('is not approved by somebody whom the policy does not name, or who lost the right', async () => {
      const { code } = await waiting()
      await nothingIsDone(() => approve('cora', code), /approval-refused.*is none of the role maintain/)
      await nothingIsDone(() => approve('stranger', code), /approval-refused/)
      github.setRole('max', 'read')
      await nothingIsDone(() => approve('max', code), /approval-refused/)
    })

    test('of two people does not count the one who lost the right since', async () => {
      reviewed(policy('approvals: [{ of: [unmount], by: { permission: write }, people: 2 }]'))
      const { json } = await on('unmount', 'wendy')
      const { code } = json.approval
      expect((await approve('max', code)).json).toMatchObject({ missing: 1, run: { approval: { approvedBy: ['max'] } } })
      await nothingIsDone(() => approve('max-ci', code), /approved it already/)
      github.setRole('max', 'read')
      await nothingIsDone(() => approve('cora', code), /"missing":1/)
    })

    test('is void under another policy, and when the one who asked lost the right or asked once more', async () => {
      const first = await waiting()
      const second = await waiting()
      await nothingIsDone(() => approve('max', first.code), /approval-unknown/)
      github.setRole('wendy', 'read')
      await nothingIsDone(() => approve('max', second.code), /policy-denied/)
      github.setRole('wendy', 'write')
      const third = await waiting()
      reviewed(policy(asks))
      await nothingIsDone(() => approve('max', third.code), /approval-void.*policy changed/)
    })

    test.each(['', '0'.repeat(11), '0'.repeat(64), '%2e%2e', 'zzzzzzzzzzzz'])('is not found by %j', async (code) => {
      const { code: real } = await waiting()
      await nothingIsDone(() => approve('max', code), /approval-unknown|not-found/)
      await nothingIsDone(() => approve('max', real.slice(0, 11)), /approval-unknown/)
    })
  })

  test('creates, changes and gives access points by their words, of what the policy names; and deletes nothing without its word', async () => {
    const scratch = policy()
      .replace('volumes: { research-data: }', 'volumes: { research-data: , scratch: }')
      .replace('[mount, unmount, verify, status]', '[status, create, update, create-access-point]')
    reviewed(scratch)
    const writes = () =>
      lab.aws.lab.aws.calls().filter((c) => /^(Create|Update|Put|Delete|Modify|Tag)/.test(c.operation) && c.operation !== 'CreateDocument')
        .length
    const before = writes()
    const denied: [string, object | undefined, string?][] = [
      ['/volumes', { name: 'mine' }],
      ['/volumes', { name: 'scratch', securityGroups: ['sg-0123456789abcdef0'] }],
      ['/volumes', { name: 'scratch', tags: { Team: 'chem' } }],
      ['/volumes/research-data/access-points', { name: 'grace', path: '/users/grace', user: { uid: 5001, gid: 3000 } }],
      ['/volumes/research-data?confirm=research-data', undefined, 'DELETE'],
    ]
    for (const [route, body, method] of denied) expect((await ask('wendy', route, body, method)).json).toMatchObject({ state: 'denied' })
    expect((await ask('robot', '/volumes', { name: 'scratch' })).json).toMatchObject({ state: 'denied' })
    expect(writes()).toBe(before)

    expect((await ask('wendy', '/volumes', { name: 'scratch' })).json).toMatchObject({ state: 'done', answer: { kind: 'created' } })
    const changed = await ask('wendy', '/volumes/scratch', { infrequentAccessAfterDays: 30 }, 'PATCH')
    expect(changed.json).toMatchObject({ state: 'done', answer: { kind: 'updated' } })
    expect((await ask('wendy', '/volumes/scratch/access-points', { name: 'genomics', path: '/g' })).json).toMatchObject({ state: 'done' })
    expect((await ask('wendy', '/volumes/scratch/access-points')).json.accessPoints).toMatchObject([{ name: 'genomics' }])
    const gone = await ask('wendy', '/volumes/scratch/access-points/genomics', undefined, 'DELETE')
    expect(gone.json).toMatchObject({ state: 'denied' })
    // what another policy names is not there for this one
    reviewed(scratch.replace(', scratch:', ''))
    expect((await ask('wendy', '/volumes/scratch', { backups: true }, 'PATCH')).json).toMatchObject({
      state: 'failed',
      findings: [{ code: 'volume-not-found' }],
    })
  }, 60_000)

  test('a volume is made, changed and deleted once another person approved exactly that; a delete looks out of reach too, and names nothing there', async () => {
    const words = 'create, update, delete, verify, status'
    reviewed(
      policy('approvals: [{ of: [create, update, delete], by: { role: maintain } }]')
        .replace('volumes: { research-data: }', 'volumes: { research-data: , old-data: }')
        .replace('[mount, unmount, verify, status]', `[${words}]`),
    )
    const waits = async (route: string, body?: object, method?: string) => {
      const { json } = await ask('wendy', route, body, method)
      expect(json).toMatchObject({ state: 'planned', approval: { people: 1, from: ['the role maintain'] } })
      return json
    }
    const writes = () =>
      lab.aws.lab.aws.calls().filter((c) => /^(Create|Update|Put|Delete|Modify|Tag)/.test(c.operation) && c.operation !== 'CreateDocument')
        .length
    const before = writes()
    const created = await waits('/volumes', { name: 'old-data' })
    expect(created.volumePlan).toMatchObject({ verb: 'create', parameters: { name: 'old-data' } })
    expect((await approve('wendy', created.approval.code)).json).toMatchObject({ code: 'approval-refused' })
    expect(writes()).toBe(before)
    const shown = await fetch(`${base}/api/v1/runs/${created.id}?format=markdown`, {
      headers: { authorization: `Bearer ${tokenOf('max')}` },
    })
    expect(await shown.text()).toMatch(/Plan: `create old-data`[\s\S]*throughputMode[\s\S]*elastic/)
    const first = await approve('max', created.approval.code)
    expect(await ended(first.json.run.id)).toMatchObject({ state: 'done', answer: { kind: 'created' } })
    expect(writes()).toBeGreaterThan(before)

    // what is otherwise by the time it is approved is refused, with what that is
    const changed = await waits('/volumes/old-data', { infrequentAccessAfterDays: 30 }, 'PATCH')
    const terminalRun = async (request: Request) => {
      const runId = await prism.request(request, { entrypoint: 'terminal', actor: { id: 'op', name: 'op' } })
      return (await prism.execute(runId)).run
    }
    const volume = { kind: 'name', name: 'old-data' } as const
    expect(await terminalRun({ verb: 'update', volume, options: { infrequentAccessAfterDays: 60 } })).toMatchObject({ state: 'done' })
    const late = await approve('max', changed.approval.code)
    expect(await ended(late.json.run.id)).toMatchObject({
      state: 'failed',
      findings: [{ code: 'plan-changed', seen: expect.stringMatching(/step (now|no longer)/) }],
    })

    const selectors = [{ kind: 'name', name: 'ubuntu-instance' }] as const
    expect(
      await terminalRun({ verb: 'mount', volume, selectors, options: { ...defaultMountOptions, mountPoint: '/srv/old' } }),
    ).toMatchObject({ operation: { mountPoint: '/srv/old' } })
    const refused = await ask('wendy', '/volumes/old-data?confirm=old-data', undefined, 'DELETE')
    expect(refused.json).toMatchObject({
      findings: [{ code: 'volume-in-use', seen: expect.stringMatching(/mounted on 1 instance outside of this repository’s policy$/) }],
    })
    const evidence = await fetch(`${base}/api/v1/runs/${refused.json.id}/evidence`, {
      headers: { authorization: `Bearer ${tokenOf('wendy')}` },
    })
    const told = `${JSON.stringify(refused.json)}${gunzipSync(Buffer.from(await evidence.arrayBuffer())).toString()}`
    expect(told).toMatch(/rocky-instance/)
    for (const name of ['ubuntu-instance', lab.ubuntu.id, '/srv/old']) expect(told).not.toContain(name)

    await terminalRun({ verb: 'unmount', volume, selectors, options: { mountPoint: '/srv/old', lazy: false } })
    const gone = await waits('/volumes/old-data?confirm=old-data', undefined, 'DELETE')
    const done = await approve('max', gone.approval.code)
    expect(await ended(done.json.run.id)).toMatchObject({ state: 'done', answer: { kind: 'deleted', volume: 'old-data' } })
  }, 120_000)

  test('an access point is deleted by its word, once another person approved exactly that; who mounts through it out of reach is a number', async () => {
    const may = '[status, create-access-point, delete-access-point]'
    reviewed(policy('approvals: [{ of: [delete-access-point], by: { role: maintain } }]').replace('[mount, unmount, verify, status]', may))
    const route = '/volumes/research-data/access-points'
    const points = async () =>
      (await ask('wendy', route)).json.accessPoints.map((p: { name: string; path: string }) => `${p.name} ${p.path}`)
    expect((await ask('wendy', route, { name: 'genomics', path: '/g' })).json).toMatchObject({ state: 'done' })
    const rows = (await ask('wendy', '/whoami')).json.rows
    expect(JSON.stringify(rows)).toContain('delete-access-point')
    expect((await ask('robot', `${route}/genomics`, undefined, 'DELETE')).json).toMatchObject({ state: 'denied' })

    const terminalRun = async (request: Request) => {
      const runId = await prism.request(request, { entrypoint: 'terminal', actor: { id: 'op', name: 'op' } })
      return (await prism.execute(runId)).run
    }
    const volume = { kind: 'name', name: 'research-data' } as const
    const selectors = [{ kind: 'name', name: 'ubuntu-instance' }] as const
    const through = { ...defaultMountOptions, mountPoint: '/srv/g', accessPoint: { kind: 'name', name: 'genomics' } } as const
    expect(await terminalRun({ verb: 'mount', volume, selectors, options: through })).toMatchObject({ operation: { mountPoint: '/srv/g' } })
    const used = await ask('wendy', `${route}/genomics`, undefined, 'DELETE')
    expect(used.json).toMatchObject({
      findings: [
        { code: 'access-point-in-use', seen: expect.stringMatching(/is mounted on 1 instance outside of this repository’s policy$/) },
      ],
    })
    expect(JSON.stringify(used.json)).not.toMatch(/ubuntu-instance|srv/)
    await terminalRun({ verb: 'unmount', volume, selectors, options: { mountPoint: '/srv/g', lazy: false } })

    const waits = async () => {
      const { json } = await ask('wendy', `${route}/genomics`, undefined, 'DELETE')
      expect(json).toMatchObject({ state: 'planned', approval: { people: 1, from: ['the role maintain'] } })
      return json
    }
    const { approval, volumePlan } = await waits()
    expect(volumePlan).toMatchObject({ verb: 'delete-access-point', parameters: { accessPoint: { name: 'genomics', path: '/g' } } })
    expect((await approve('wendy', approval.code)).json).toMatchObject({ code: 'approval-refused' })
    // another one of the name is not what was approved
    const point = { kind: 'name', name: 'genomics' } as const
    expect(await terminalRun({ verb: 'delete-access-point', volume, point })).toMatchObject({ state: 'done' })
    expect(await terminalRun({ verb: 'create-access-point', volume, wanted: { name: 'genomics', path: '/other' } })).toMatchObject({
      state: 'done',
    })
    const late = await approve('max', approval.code)
    expect(await ended(late.json.run.id)).toMatchObject({
      state: 'failed',
      findings: [{ code: 'plan-changed', seen: expect.stringMatching(/step (now|no longer)/) }],
    })
    expect(await points()).toEqual(['genomics /other'])

    // a plan for another access point leaves this one’s waiting
    expect((await ask('wendy', route, { name: 'chem', path: '/c' })).json).toMatchObject({ state: 'done' })
    const again = await waits()
    const other = await ask('wendy', `${route}/chem`, undefined, 'DELETE')
    expect(other.json).toMatchObject({ state: 'planned' })
    const done = await approve('max', again.approval.code)
    expect(await ended(done.json.run.id)).toMatchObject({ state: 'done', answer: { kind: 'access-point', deleted: { name: 'genomics' } } })
    expect(await points()).toEqual(['chem /c'])
    const last = await approve('max', other.json.approval.code)
    expect(await ended(last.json.run.id)).toMatchObject({ state: 'done' })
    expect(await points()).toEqual([])
  }, 120_000)

  test('people are those of the repository’s registry, for whoever its policy lets sync', async () => {
    const people = '.github/prism/people.yml'
    const text = 'version: 1\npeople:\n  ada: {uid: 65536, hosts: [rocky-instance]}\n'
    expect(await ask('wendy', '/users')).toMatchObject({ status: 403, json: { code: 'policy-denied' } })
    reviewed(policy().replace('[mount, unmount, verify, status]', '[mount, sync-people]'))
    expect((await ask('wendy', '/users')).json).toMatchObject({ code: 'registry-unread' })
    const pull = github.propose('wendy', people, text)
    github.review('librarian', pull, 'APPROVED')
    github.merge(pull)
    expect((await ask('wendy', '/users')).json.users).toMatchObject([{ name: 'ada', uid: 65536 }])
    for (const name of ['robot', 'stranger'] as const) expect((await ask(name, '/groups')).status).toBe(403)
    const synced = await ask('wendy', '/users/sync', { instances: ['rocky-instance'], dryRun: true })
    expect(synced.json).toMatchObject({ state: 'done', answer: { kind: 'people', plan: { hosts: [{ name: 'rocky-instance' }] } } })
    expect((await ask('wendy', '/users/sync', { instances: ['ubuntu-instance'] })).json.state).not.toBe('done')
    expect((await ask('robot', '/users/sync', { instances: ['rocky-instance'] })).json.state).not.toBe('done')
  }, 60_000)
})
