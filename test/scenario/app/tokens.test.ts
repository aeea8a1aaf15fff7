/** One repository, the App and the REST API before the same core: who is one person there, and which plan is approved where. */
import type { AddressInfo } from 'node:net'
import { type Api, createApi } from '../../../src/entrypoints/api/server.ts'
import { parseTokens } from '../../../src/entrypoints/api/tokens.ts'
import { type AppLab, openAppLab } from '../../support/app-lab.ts'
import { openStage, type Stage, until } from '../../support/app-stage.ts'
import { onLab } from '../../support/lab-stage.ts'

const path = '.github/prism.yml'
const repository = 'acme/research'
const tokenOf = (name: string) => `a-long-token-that-is-of-${name}`

onLab('a person with a token of the REST API and an account on GitHub', () => {
  let appLab: AppLab
  let stage: Stage
  let api: Api
  let base = ''
  beforeAll(async () => {
    appLab = await openAppLab('app-tokens')
    const prism = appLab.prism()
    stage = await openStage(prism, { policy: null })
    const { lab } = stage
    lab.setRole('max', 'maintain')
    const idOf = async (login: string): Promise<number> => {
      const headers = { authorization: `token ${lab.workflowToken({ metadata: 'read' }, repository)}` }
      const answer = await fetch(`${lab.url}/repos/${repository}/collaborators/${login}/permission`, { headers })
      return ((await answer.json()) as { user: { id: number } }).user.id
    }
    const pull = lab.propose(
      'acme',
      path,
      `version: 1
volumes: { research-data: }
instances: { both: { names: [ubuntu-instance, rocky-instance] } }
principals:
  wendy: { actor: ${await idOf('wendy')}, login: wendy }
  max: { actor: ${await idOf('max')}, login: max }
rights: [{ who: { permission: write }, may: [mount, unmount] }]
approvals: [{ of: [mount, unmount], by: { role: maintain } }, { of: [unmount], by: { permission: write } }]
public: [ids, accounts]
`,
    )
    lab.review('mary', pull, 'APPROVED')
    lab.merge(pull)
    const tokens = parseTokens(`wendy:${tokenOf('wendy')},max:${tokenOf('max')}`)
    api = await createApi({ prism, tokens: () => tokens, repository })
    await api.app.listen({ host: '127.0.0.1', port: 0 })
    base = `http://127.0.0.1:${(api.app.server.address() as AddressInfo).port}/api/v1`
  })
  afterAll(async () => {
    await api?.close(0)
    await stage?.close()
    await appLab?.stop()
  })

  // biome-ignore lint/suspicious/noExplicitAny: what came is judged by the scenarios
  async function post(as: string, route: string, body: object = {}): Promise<any> {
    const headers = { authorization: `Bearer ${tokenOf(as)}`, 'content-type': 'application/json', prefer: 'wait=60' }
    return (await fetch(base + route, { method: 'POST', headers, body: JSON.stringify(body) })).json()
  }
  const mount = async (as: string): Promise<string> =>
    (await post(as, '/volumes/research-data/mount', { instances: ['rocky-instance'] })).approval.code
  async function say(login: string, body: string): Promise<string> {
    const { commentId } = await stage.lab.comment(login, 1, body)
    const since = () => stage.ours().filter((c) => c.id > commentId && !c.body.startsWith('### ⏳'))
    return (await until(since, (c) => c.length > 0))[0]!.body
  }
  const changes = () =>
    appLab.aws.lab.aws
      .calls()
      .filter((c) => c.operation === 'SendCommand' && /\.(mount|unmount)\./.test((c.params as { Comment?: string }).Comment ?? '')).length

  test('does not approve by a comment what their token asked for', async () => {
    const code = await mount('max')
    const before = changes()
    expect(await say('max', `/prism approve ${code}`)).toMatch(/approval-refused[\s\S]*asked for it, and another person has to approve/)
    expect(changes()).toBe(before)
  })

  test('does not approve by a token what a comment asked for, theirs or another’s', async () => {
    const { commentId } = await stage.lab.comment('max', 1, '/prism mount research-data ubuntu-instance')
    const told = await until(
      () => stage.ours().filter((c) => c.id > commentId && c.body.includes('/prism approve')),
      (all) => all.length === 1,
    )
    const code = /\/prism approve ([0-9a-f]+)/.exec(told[0]!.body)![1]!
    const before = changes()
    for (const name of ['max', 'wendy'])
      expect(await post(name, `/plans/${code}/approve`)).toMatchObject({
        status: 403,
        code: 'approval-refused',
        detail: expect.stringContaining('approved there'),
      })
    expect(changes()).toBe(before)
  })

  test('approves by a comment what another person’s token asked for, and the thread shows how it went', async () => {
    const code = await mount('wendy')
    const before = changes()
    expect(await say('max', `/prism approve ${code}`)).toMatch(/is mounted on rocky-instance/)
    expect(changes()).toBe(before + 1)
    expect(await post('max', `/plans/${code}/approve`)).toMatchObject({ code: 'approval-unknown' })
  })
})
