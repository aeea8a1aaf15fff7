/** An identity in AWS as a principal of the REST API: requests that are really signed, the lab's STS that computes each signature again, the real core, policy and GitHub. */
import { execFile } from 'node:child_process'
import type { AddressInfo } from 'node:net'
import { promisify } from 'node:util'
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts'
import { callerProofs, callerTokens } from '../../../src/compose/callers.ts'
import { machineClock, type Prism } from '../../../src/compose/prism.ts'
import { govern } from '../../../src/entrypoints/api/govern.ts'
import { type Api, createApi } from '../../../src/entrypoints/api/server.ts'
import { signedCallers } from '../../../src/entrypoints/api/signed-callers.ts'
import { parseTokens } from '../../../src/entrypoints/api/tokens.ts'
import { type LabGitHub, startLabGitHub } from '../../../src/lab/github/start.ts'
import { formatAsked } from '../../../src/language/format.ts'
import { renderRunMarkdown } from '../../../src/render/markdown.ts'
import { checkAgainst } from '../../support/api-stage.ts'
import { type AppLab, openAppLab } from '../../support/app-lab.ts'
import { until } from '../../support/app-stage.ts'
import { onLab } from '../../support/lab-stage.ts'
import { prism as terminal } from '../../unit/entrypoints/cli/stage.ts'

const repository = 'acme/research'
const server = 'prism.example.org'
const roles = ['wendy', 'max', 'nightly', 'unlisted'] as const
type Role = (typeof roles)[number]
type Env = Readonly<Record<string, string>>
const wendysToken = 'a-long-token-that-is-of-wendy'

onLab('an identity in AWS', () => {
  let lab: AppLab
  let github: LabGitHub
  let prism: Prism
  let api: Api
  let base = ''
  let check: ReturnType<typeof checkAgainst>
  const envs = new Map<Role, Env>()

  beforeAll(async () => {
    lab = await openAppLab('api-aws-identity')
    github = await startLabGitHub({
      repositories: [
        { fullName: repository, private: true, collaborators: { wendy: 'write', max: 'maintain', cora: 'write', librarian: 'write' } },
      ],
    })
    const ids = await numbersOf('wendy', 'max')
    const pull = github.propose(
      'acme',
      '.github/prism.yml',
      `version: 1
volumes: { research-data: }
instances: { rocky: { names: [rocky-instance] } }
principals:
  wendy: { actor: ${ids.get('wendy')}, login: wendy }
  max: { actor: ${ids.get('max')}, login: max }
  nightly:
rights:
  - { who: { permission: write }, may: [mount, unmount, verify, status] }
  - { who: { principal: nightly }, may: [verify] }
approvals: [{ of: [unmount], by: { role: maintain } }]
`,
    )
    github.review('librarian', pull, 'APPROVED')
    github.merge(pull)
    const arns = new Map<Role, string>()
    for (const role of roles) {
      const arn = lab.aws.lab.aws.putRole(role, { Statement: [{ Effect: 'Allow', Principal: { AWS: '*' }, Action: 'sts:AssumeRole' }] })
      arns.set(role, arn)
      // the session has the name of somebody else
      envs.set(role, await assumed(arn, 'max'))
    }
    prism = lab.prism()
    const { id: appId, privateKey } = github.app
    const app = { appId, privateKey, baseUrl: github.url, paced: false }
    const people = await govern(prism, { repository, app, reviewWaived: false }, machineClock)
    const listed = roles.slice(0, 3).map((role) => `${role} ${arns.get(role)}`)
    const tokens = parseTokens(`wendy:${wendysToken}`, listed.join('\n'))
    const callers = signedCallers({ proofs: callerProofs({ env: lab.aws.lab.aws.env }, server), clock: machineClock })
    api = await createApi({
      prism,
      tokens: () => tokens,
      callers,
      repository,
      ...people,
      markdown: (run) => renderRunMarkdown(run, formatAsked),
    })
    await api.app.listen({ host: '127.0.0.1', port: 0 })
    base = `http://127.0.0.1:${(api.app.server.address() as AddressInfo).port}`
    check = checkAgainst((await (await fetch(`${base}/api/v1/openapi.json`)).json()) as Parameters<typeof checkAgainst>[0])
  })
  afterAll(async () => {
    await api?.close(0)
    await github?.stop()
    await lab?.stop()
  })

  async function numbersOf(...logins: readonly string[]): Promise<ReadonlyMap<string, number>> {
    const headers = { authorization: `token ${github.workflowToken({ metadata: 'read' })}` }
    const found = new Map<string, number>()
    for (const login of logins) {
      const answer = await fetch(`${github.url}/repos/${repository}/collaborators/${login}/permission`, { headers })
      found.set(login, ((await answer.json()) as { user: { id: number } }).user.id)
    }
    return found
  }
  async function assumed(arn: string, session: string): Promise<Env> {
    const { env } = lab.aws.lab.aws
    const credentials = { accessKeyId: env.AWS_ACCESS_KEY_ID ?? '', secretAccessKey: env.AWS_SECRET_ACCESS_KEY ?? '' }
    const client = new STSClient({ region: 'us-east-1', endpoint: env.AWS_ENDPOINT_URL ?? '', credentials })
    const { Credentials: keys } = await client.send(new AssumeRoleCommand({ RoleArn: arn, RoleSessionName: session }))
    const { AccessKeyId = '', SecretAccessKey = '', SessionToken = '' } = keys ?? {}
    return { ...env, AWS_ACCESS_KEY_ID: AccessKeyId, AWS_SECRET_ACCESS_KEY: SecretAccessKey, AWS_SESSION_TOKEN: SessionToken } as Env
  }
  let last = 0
  /** Two of one second are one signature, which counts once. */
  async function signed(as: Role, meant = server): Promise<string> {
    await until(
      () => Math.floor(Date.now() / 1000),
      (second) => second > last,
    )
    last = Math.floor(Date.now() / 1000)
    return callerTokens({ env: envs.get(as) ?? {} }, meant, machineClock)()
  }

  // biome-ignore lint/suspicious/noExplicitAny: what came is judged by the description and the scenarios
  async function ask(bearer: string, route: string, body?: object): Promise<{ readonly status: number; readonly json: any }> {
    const method = body === undefined ? 'GET' : 'POST'
    const type = body === undefined ? {} : { 'content-type': 'application/json' }
    const answer = await fetch(`${base}/api/v1${route}`, {
      method,
      headers: { authorization: `Bearer ${bearer}`, prefer: 'wait=60', ...type },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const json: unknown = await answer.json()
    check(method, `/api/v1${route}`, answer.status, answer.headers.get('content-type') ?? '', json)
    return { status: answer.status, json }
  }
  const on = (verb: string, bearer: string) => ask(bearer, `/volumes/research-data/${verb}`, { instances: ['rocky-instance'] })
  const sent = () => lab.aws.lab.aws.calls().filter((c) => c.operation === 'SendCommand').length
  const askedOfSts = () => lab.aws.lab.aws.calls().filter((c) => c.operation === 'GetCallerIdentity').length
  const atTerminal = (line: string, as: Role) =>
    terminal(line, () => Promise.reject(new Error('nothing runs here')), {
      env: { ...envs.get(as), PRISM_API_URL: base, PRISM_API_IDENTITY: 'aws', PRISM_API_SERVER_ID: server },
    })
  async function refused(bearer: string, because: RegExp, status = 401): Promise<void> {
    const before = sent()
    const answer = await on('mount', bearer)
    expect(answer).toMatchObject({
      status,
      json: { code: status === 401 ? 'unauthorised' : 'sts-silent', detail: expect.stringMatching(because) },
    })
    expect(sent()).toBe(before)
  }

  test('is the person for whom the policy has it, by its role and never by what a session is called', async () => {
    const { json } = await ask(await signed('wendy'), '/whoami')
    expect(json).toMatchObject({
      name: 'wendy',
      governed: true,
      role: 'write',
      aws: expect.stringMatching(/^arn:aws:iam::\d{12}:role\/wendy$/),
    })
    expect((await ask(wendysToken, '/whoami')).json.aws).toBeUndefined()
    expect((await on('mount', await signed('wendy'))).json).toMatchObject({
      state: 'done',
      requestedBy: { entrypoint: 'api', name: 'wendy' },
    })
  })

  test('is proved by what the script of the documentation prints too', async () => {
    const env = { ...envs.get('max'), PATH: process.env.PATH ?? '' }
    const { stdout } = await promisify(execFile)('python3', ['docs/examples/sign-for-prism.py', server], { env })
    expect((await ask(stdout.trim(), '/whoami')).json).toMatchObject({ name: 'max', aws: expect.stringContaining('role/max') })
  })

  test('of nobody on GitHub has the rights of its own name and no other', async () => {
    expect((await ask(await signed('nightly'), '/whoami')).json).toMatchObject({ id: 'api:nightly', rows: [{ may: 'verify' }] })
    expect((await on('verify', await signed('nightly'))).json.answer).toMatchObject({ kind: 'report' })
    expect((await on('mount', await signed('nightly'))).json).toMatchObject({ state: 'denied' })
  })

  test('is one person with a token of the same one, who does not approve it; another person does, at a terminal', async () => {
    await on('mount', await signed('wendy'))
    const { json } = await on('unmount', await signed('wendy'))
    const { code } = json.approval
    for (const own of [wendysToken, await signed('wendy')])
      expect((await ask(own, `/plans/${code}/approve`, {})).json).toMatchObject({
        code: 'approval-refused',
        detail: expect.stringContaining('asked for it'),
      })
    expect((await ask(await signed('nightly'), `/plans/${code}/approve`, {})).json).toMatchObject({
      code: 'approval-refused',
      detail: expect.stringContaining('nobody’s on GitHub'),
    })
    expect(await atTerminal(`approve ${code}`, 'unlisted')).toMatchObject({ code: 4, stderr: expect.stringContaining('unauthorised') })
    expect(await atTerminal('plans', 'max')).toMatchObject({ code: 0, stdout: expect.stringContaining(code) })
    expect(await atTerminal(`approve ${code}`, 'max')).toMatchObject({ code: 0, stdout: expect.stringMatching(/not mounted|unmounted/) })
  })

  test('is proved for this server alone, by the signature, and by a role that the server’s list has', async () => {
    await refused(await signed('wendy', 'other.example.org'), /STS says SignatureDoesNotMatch/)
    await refused(await signed('unlisted'), /role\/unlisted is nobody whom this server knows/)
    const edited = (edit: (url: string) => string) => async () => {
      const [prefix = '', body = ''] = (await signed('wendy')).split(/(?<=v1\.)/)
      return prefix + Buffer.from(edit(Buffer.from(body, 'base64url').toString())).toString('base64url')
    }
    await refused(await edited((url) => url.replace('X-Amz-Expires=60', 'X-Amz-Expires=900'))(), /SignatureDoesNotMatch/)
    await refused(await edited((url) => url.replace(/Signature=[0-9a-f]{4}/, 'Signature=0000'))(), /SignatureDoesNotMatch/)
    await refused(await edited((url) => url.replace(/X-Amz-Security-Token=[^&]+/, 'X-Amz-Security-Token=other'))(), /InvalidClientTokenId/)
    const before = askedOfSts()
    await refused(await edited((url) => url.replace('GetCallerIdentity', 'AssumeRole'))(), /its Action/)
    await refused(await edited((url) => url.replace(/\/\/[^/]+/, '//sts.evil.example'))(), /not signed for/)
    expect(askedOfSts()).toBe(before)
  })

  test('changes one thing by each signature', async () => {
    const once = await signed('wendy')
    expect((await on('mount', once)).json).toMatchObject({ state: 'done' })
    await refused(once, /used already/)
    expect((await ask(once, '/whoami')).json).toMatchObject({ name: 'wendy' })
  })

  test('is nobody’s while STS does not answer, or answers something else', async () => {
    const { faults } = lab.aws.lab.aws
    faults.answer('GetCallerIdentity', { kind: 'error', code: 'InternalFailure', status: 500 })
    await refused(await signed('wendy'), /STS answered 500/, 503)
    faults.answer('GetCallerIdentity', { kind: 'page', status: 200, body: '<html><Arn>arn:aws:iam::123456789012:role/wendy</Arn></html>' })
    await refused(await signed('wendy'), /proves nothing/, 503)
    faults.answer('GetCallerIdentity', { kind: 'lost' })
    await refused(await signed('wendy'), /not reached/, 503)
  })
})
