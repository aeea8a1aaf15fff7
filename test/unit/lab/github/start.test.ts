import { createHmac } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type LabGitHub, startLabGitHub } from '../../../../src/lab/github/start.ts'
import { appToken, call, installationToken } from './client.ts'
import { gitHubDescription } from './github-openapi.ts'

const repositories = [
  {
    fullName: 'acme/research',
    collaborators: {
      wendy: 'write',
      mary: 'maintain',
      tom: 'triage',
      rita: 'read',
      cora: { roleName: 'storage-operator', base: 'write' },
    },
    issues: [
      { number: 1, title: 'Shared data' },
      { number: 2, title: 'A change', pullRequest: true },
    ],
  },
  { fullName: 'acme/private', private: true, issues: [{ number: 1, title: 'Inside' }] },
  { fullName: 'other/place', issues: [{ number: 1, title: 'Elsewhere' }] },
] as const

describe("the lab's GitHub", () => {
  let lab: LabGitHub
  let token: string
  const received: { readonly headers: Record<string, unknown>; readonly body: string }[] = []
  const hook = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (c: Buffer) => chunks.push(c))
    request.on('end', () => {
      received.push({ headers: request.headers, body: Buffer.concat(chunks).toString() })
      response.writeHead(202).end('accepted')
    })
  })

  beforeAll(async () => {
    lab = await startLabGitHub({ repositories })
    await new Promise<void>((resolve) => hook.listen(0, '127.0.0.1', resolve))
    lab.setWebhookTarget(`http://127.0.0.1:${(hook.address() as AddressInfo).port}/hook`)
    token = await installationToken(lab, 'acme/research')
  })
  afterAll(async () => {
    await lab.stop()
    hook.close()
  })

  test('checks every token: none, a made-up one, a JWT of another App, one too long', async () => {
    expect((await fetch(`${lab.url}/app`)).status).toBe(401)
    for (const wrong of [
      'ghs_guess',
      appToken(lab, { iss: 1 }),
      appToken(lab, { exp: Math.floor(Date.now() / 1000) + 3_600 }),
      `${appToken(lab)}x`,
    ])
      expect((await call(lab, wrong, 'GET', '/app')).status).toBe(401)
    expect((await call(lab, appToken(lab), 'GET', '/app')).body.slug).toBe('prism-efs')
  })

  test('an installation reaches its own repositories only', async () => {
    expect((await call(lab, token, 'GET', '/repos/acme/private/issues/1/comments')).status).toBe(200)
    expect((await call(lab, token, 'GET', '/repos/other/place/issues/1/comments')).status).toBe(404)
    expect((await call(lab, token, 'GET', '/app')).status).toBe(401)
  })

  test.each([
    ['wendy', 'research', 'write', 'write'],
    ['mary', 'research', 'write', 'maintain'],
    ['tom', 'research', 'read', 'triage'],
    ['cora', 'research', 'write', 'storage-operator'],
    ['acme', 'research', 'admin', 'admin'],
    ['rita', 'private', 'none', ''],
  ])('%s on %s has %s (%s)', async (login, repository, permission, role) => {
    const { body } = await call(lab, token, 'GET', `/repos/acme/${repository}/collaborators/${login}/permission`)
    expect(body).toMatchObject({ permission, role_name: role, user: { login } })
  })

  test('a stranger on a public repository can read, and is no collaborator', async () => {
    await lab.comment('passer-by', 1, 'hello')
    expect((await call(lab, token, 'GET', '/repos/acme/research/collaborators/passer-by/permission')).body.permission).toBe('read')
    expect((await call(lab, token, 'GET', '/repos/acme/research/collaborators/passer-by')).status).toBe(404)
    expect((await call(lab, token, 'GET', '/repos/acme/research/collaborators/nobody-at-all/permission')).status).toBe(404)
  })

  test('a comment is delivered as a signed webhook, and again with the same GUID and bytes', async () => {
    const { delivery } = await lab.comment('wendy', 1, 'ünïcode 🧪')
    const first = received.at(-1)!
    expect(first.headers['x-hub-signature-256']).toBe(
      `sha256=${createHmac('sha256', lab.app.webhookSecret).update(first.body).digest('hex')}`,
    )
    expect(first.headers).toMatchObject({ 'x-github-event': 'issue_comment', 'x-github-delivery': delivery.guid, connection: 'close' })
    await lab.redeliver(delivery.id)
    expect(received.at(-1)).toMatchObject({ body: first.body, headers: { 'x-github-delivery': delivery.guid } })
    const kept = (await call(lab, appToken(lab), 'GET', '/app/hook/deliveries')).body
    expect(kept.slice(0, 2).map((d: Record<string, unknown>) => [d.guid, d.redelivery, d.status_code])).toEqual([
      [delivery.guid, true, 202],
      [delivery.guid, false, 202],
    ])
  })

  test('comments keep their history; a reaction counts once for each user; what the App writes is delivered too', async () => {
    const { commentId } = await lab.comment('wendy', 2, 'first')
    const made = await call(lab, token, 'POST', '/repos/acme/research/issues/2/comments', { body: 'one' })
    expect(made.body.performed_via_github_app.id).toBe(lab.app.id)
    await call(lab, token, 'PATCH', `/repos/acme/research/issues/comments/${made.body.id}`, { body: 'two' })
    expect((await call(lab, token, 'PATCH', `/repos/acme/research/issues/comments/${commentId}`, { body: 'no' })).status).toBe(403)
    const react = () => call(lab, token, 'POST', `/repos/acme/research/issues/comments/${commentId}/reactions`, { content: 'eyes' })
    expect([(await react()).status, (await react()).status]).toEqual([201, 200])
    expect(lab.thread(2)).toMatchObject([
      { author: 'wendy', reactions: [{ content: 'eyes', by: 'prism-efs[bot]' }] },
      { author: 'prism-efs[bot]', body: 'two', history: [{ body: 'one' }] },
    ])
    expect(lab.deliveries().filter((d) => JSON.parse(d.body).sender.type === 'Bot')).toHaveLength(2)
  })

  test('refuses what GitHub refuses: blank and overlong bodies, unknown reactions', async () => {
    const post = (body: unknown) => call(lab, token, 'POST', '/repos/acme/research/issues/1/comments', body)
    expect((await post({ body: ' ' })).status).toBe(422)
    expect((await post({ body: 'x'.repeat(65_537) })).status).toBe(422)
    expect((await post({ body: 'x'.repeat(65_536) })).status).toBe(201)
    const { commentId } = await lab.comment('wendy', 1, 'x')
    const path = `/repos/acme/research/issues/comments/${commentId}/reactions`
    expect((await call(lab, token, 'POST', path, { content: 'tada' })).status).toBe(422)
  })

  test('a workflow token acts as github-actions[bot] with the permissions that it was given', async () => {
    const read = lab.workflowToken({ issues: 'read' })
    const write = lab.workflowToken({ issues: 'write' })
    const path = '/repos/acme/research/issues/1/comments'
    expect((await call(lab, read, 'POST', path, { body: 'x' })).status).toBe(403)
    expect((await call(lab, write, 'POST', path, { body: 'x' })).body.user.login).toBe('github-actions[bot]')
    expect((await call(lab, write, 'POST', '/repos/acme/private/issues/1/comments', { body: 'x' })).status).toBe(404)
  })

  test('faults happen as often as asked: unavailable, rate limited, done but the answer lost', async () => {
    const route = 'POST /repos/{owner}/{repo}/issues/{issue_number}/comments'
    const post = () => call(lab, token, 'POST', '/repos/acme/research/issues/1/comments', { body: 'faulty' })
    const written = () => lab.thread(1).filter((c) => c.body === 'faulty').length
    lab.faults.add({ route, kind: 'unavailable' })
    lab.faults.add({ route, kind: { rateLimited: 'secondary', seconds: 3 } })
    expect([(await post()).status, (await post()).status, written()]).toEqual([502, 403, 0])
    lab.faults.add({ route, kind: 'answer-lost' })
    await expect(post()).rejects.toThrow('fetch failed')
    expect(written()).toBe(1)
    lab.faults.add({ route, kind: 'dropped' })
    await expect(post()).rejects.toThrow('fetch failed')
    expect([(await post()).status, written()]).toEqual([201, 2])
  })

  test('issues are opened, listed by label and state, closed and reopened with their reason, and refused where GitHub refuses them', async () => {
    const issues = '/repos/acme/research/issues'
    const opened = await call(lab, token, 'POST', issues, { title: 'One', body: 'text', labels: ['a', 'b'] })
    expect(opened).toMatchObject({ status: 201, body: { state: 'open', user: { login: 'prism-efs[bot]' }, labels: [{ name: 'a' }, {}] } })
    const { number } = opened.body
    const listed = async (query: string) =>
      (await call(lab, token, 'GET', `${issues}?${query}`)).body.map((i: { number: number }) => i.number)
    expect(await listed('labels=a,b')).toEqual([number])
    expect(await listed('labels=a,c')).toEqual([])
    expect(await listed('labels=a&creator=wendy')).toEqual([])
    const one = `${issues}/${number}`
    const closed = await call(lab, token, 'PATCH', one, { state: 'closed', state_reason: 'not_planned' })
    expect(closed.body).toMatchObject({ state: 'closed', state_reason: 'not_planned', title: 'One', body: 'text' })
    expect([await listed('labels=a'), await listed('labels=a&state=all')]).toEqual([[], [number]])
    expect((await call(lab, token, 'PATCH', one, { state: 'open' })).body).toMatchObject({ state_reason: 'reopened', closed_at: null })
    expect((await call(lab, token, 'GET', one)).body.number).toBe(number)
    expect((await call(lab, token, 'PATCH', one, { body: 'x'.repeat(65_537) })).status).toBe(422)
    expect((await call(lab, token, 'POST', issues, { body: 'no title' })).status).toBe(422)
    expect((await call(lab, lab.workflowToken({ issues: 'read' }), 'PATCH', one, { state: 'closed' })).status).toBe(403)
  })

  test('a list lags behind what was opened, when asked to', async () => {
    const labelled = async () => (await call(lab, token, 'GET', '/repos/acme/research/issues?labels=late')).body.length
    lab.lagIssueLists(true)
    await call(lab, token, 'POST', '/repos/acme/research/issues', { title: 'Late', labels: ['late'] })
    expect(await labelled()).toBe(0)
    lab.lagIssueLists(false)
    expect(await labelled()).toBe(1)
  })

  test('tells by GraphQL whose token it is', async () => {
    const query = 'query { viewer { login } }'
    expect((await call(lab, token, 'POST', '/graphql', { query })).body).toEqual({ data: { viewer: { login: 'prism-efs[bot]' } } })
    const workflow = await call(lab, lab.workflowToken({}), 'POST', '/graphql', { query })
    expect(workflow.body.data.viewer.login).toBe('github-actions[bot]')
  })

  test("its answers and its webhooks are as GitHub's own description says", async () => {
    const description = await gitHubDescription()
    await call(lab, token, 'GET', '/repos/acme/research/collaborators?permission=admin')
    await call(lab, token, 'GET', '/repos/acme/research/collaborators/wendy')
    const wrong = lab
      .calls()
      .filter((c) => c.route !== undefined && c.status < 400)
      .flatMap((c) => description.check(c).answer.map((problem) => `${c.method} ${c.path} ${c.status}: ${problem}`))
    expect(wrong).toEqual([])
    for (const d of lab.deliveries().filter((x) => x.event === 'issue_comment'))
      expect(description.checkWebhook(`issue-comment-${d.action}`, JSON.parse(d.body))).toEqual([])
    const { comment: _left, ...without } = JSON.parse(lab.deliveries()[0]!.body)
    expect(description.checkWebhook('issue-comment-created', without)).not.toEqual([])
  })
})

test('the description really checks: a request that GitHub would refuse is found', async () => {
  const { check } = await gitHubDescription()
  const call = { at: '', headers: {}, status: 201, answer: undefined, fault: undefined, route: undefined }
  expect(check({ ...call, method: 'POST', path: '/repos/a/b/issues/1/comments', body: { text: 'x' } }).request).not.toEqual([])
  expect(check({ ...call, method: 'POST', path: '/repos/a/b/issues/comments/1/reactions', body: { content: 'tada' } }).request).not.toEqual(
    [],
  )
  expect(check({ ...call, method: 'PUT', path: '/repos/a/b/issues/comments/1/reactions', body: {} }).request).not.toEqual([])
  expect(
    check({ ...call, method: 'POST', path: '/repos/a/b/issues/1/comments', body: { body: 'x' }, answer: { id: 'no' } }).answer,
  ).not.toEqual([])
})
