/** A workflow's step and its repository's policy: the real step, the real core, the lab's AWS with Linux instances, the lab's GitHub. */
import { EventEmitter } from 'node:events'
import { openRights } from '../../../src/entrypoints/action/open-rights.ts'
import { runStep } from '../../../src/entrypoints/action/run-step.ts'
import { type LabGitHub, startLabGitHub } from '../../../src/lab/github/start.ts'
import { type AppLab, openAppLab } from '../../support/app-lab.ts'
import { onLab } from '../../support/lab-stage.ts'
import { hearRunner, runnerEnv } from '../../unit/entrypoints/action/stand-ins.ts'

const policy = (more = '', mays = '[mount, unmount, verify]') => `version: 1
volumes:
  research-data: {}
instances:
  both: { names: [ubuntu-instance, rocky-instance] }
rights:
  - who: { permission: write }
    may: ${mays}
public: [ids, accounts]
${more}`
const path = '.github/prism.yml'
const reading = { contents: 'read', pull_requests: 'read', metadata: 'read' }

onLab('a step of a workflow', () => {
  let lab: AppLab
  let github: LabGitHub
  beforeAll(async () => {
    lab = await openAppLab('policy-of-a-step')
    const collaborators = { wendy: 'write', rita: 'read', max: 'maintain' } as const
    github = await startLabGitHub({
      repositories: [
        { fullName: 'octo/bare', collaborators },
        { fullName: 'octo/ruled', collaborators, files: { [path]: policy() } },
        { fullName: 'octo/pushed', private: true, collaborators },
        { fullName: 'octo/asks', collaborators, files: { [path]: policy('approvals:\n  - { of: [unmount], by: { role: maintain } }') } },
        { fullName: 'octo/closed', private: true, collaborators, files: { [path]: policy() } },
      ],
    })
    github.pushFile('max', path, policy(), 'octo/pushed')
    // read when @actions/github loads
    process.env.GITHUB_API_URL = github.url
  })
  afterAll(async () => {
    delete process.env.GITHUB_API_URL
    await lab?.stop()
    await github?.stop()
  })

  const idOf = async (login: string): Promise<string> => {
    const token = github.workflowToken(reading, 'octo/ruled')
    const url = `${github.url}/repos/octo/ruled/collaborators/${login}/permission`
    const answer = (await (await fetch(url, { headers: { authorization: `token ${token}` } })).json()) as { user: { id: number } }
    return String(answer.user.id)
  }
  type Asked = { readonly by?: string; readonly permissions?: Record<string, string>; readonly env?: Record<string, string> }

  async function step(repository: string, inputs: Record<string, string>, { by = 'wendy', permissions = reading, env = {} }: Asked = {}) {
    const heard = hearRunner({
      volume: 'research-data',
      instances: 'rocky-instance',
      'github-token': github.workflowToken(permissions, repository),
      ...inputs,
    })
    const before = changes()
    const code = await runStep({
      runner: heard.runner,
      env: { ...runnerEnv, GITHUB_REPOSITORY: repository, GITHUB_ACTOR: by, GITHUB_ACTOR_ID: await idOf(by), ...env },
      signals: new EventEmitter(),
      readFile: () => '{}',
      loadPrism: async () => lab.prism(),
      openRights,
      postComment: async () => undefined,
      openIssues: async () => ({ known: async () => [], keep: async () => [] }),
      openEvidence: () => Promise.reject(new Error('none here')),
      graceMilliseconds: 1_000,
    })
    const { verdict, findings } = JSON.parse(heard.outputs.get('report')!) as {
      verdict: string
      findings: { code: string; seen: string }[]
    }
    return {
      code,
      verdict,
      findings,
      log: heard.log.join('\n'),
      ok: heard.outputs.get('ok'),
      changed: changes() - before,
      outputs: heard.outputs,
    }
  }
  const changes = () =>
    lab.aws.lab.aws
      .calls()
      .filter((c) => c.operation === 'SendCommand' && /\.(mount|unmount)\./.test((c.params as { Comment?: string }).Comment ?? '')).length
  const dry = { 'dry-run': 'true' }

  test('of a repository that never had a policy does what the workflow says, and says that no policy decided', async () => {
    const done = await step('octo/bare', {})
    expect(done).toMatchObject({ code: 0, verdict: 'holds', ok: 'true' })
    expect(done.log).toContain('allowed without a policy of the repository')
  })

  test('with dry-run shows the plan, changes nothing, passes, and proves nothing', async () => {
    const planned = await step('octo/bare', { command: 'unmount', ...dry })
    expect(planned).toMatchObject({ code: 0, verdict: 'planned', ok: 'false', changed: 0, findings: [] })
    expect(JSON.parse(planned.outputs.get('report')!)).toMatchObject({ digest: expect.stringMatching(/^[0-9a-f]{64}$/) })
    expect(planned.outputs.get('summary')).toContain('rocky-instance')
  })

  test('obeys the policy that counts, under its blob', async () => {
    const allowed = await step('octo/ruled', dry)
    expect(allowed.verdict).toBe('planned')
    expect(allowed.log).toMatch(/allowed by \.github\/prism\.yml, blob [0-9a-f]{40}/)
    expect(await step('octo/ruled', { command: 'doctor' })).toMatchObject({
      code: 1,
      verdict: 'refused',
      findings: [{ code: 'policy-denied' }],
    })
    expect(await step('octo/ruled', { volume: 'other-data' })).toMatchObject({
      code: 1,
      findings: [{ code: 'volume-not-found' }],
      changed: 0,
    })
  })

  test('started by somebody whom no rule means is refused, also where GitHub does not tell who it is', async () => {
    expect(await step('octo/ruled', {}, { by: 'rita' })).toMatchObject({ verdict: 'refused', findings: [{ code: 'policy-denied' }] })
    const other = await step('octo/ruled', {}, { env: { GITHUB_ACTOR_ID: '1' } })
    expect(other).toMatchObject({ verdict: 'refused', findings: [{ code: 'policy-unread' }] })
  })

  test('that somebody else started again does not run with the rights of whoever started it first', async () => {
    const again = await step('octo/ruled', { command: 'unmount' }, { by: 'max', env: { GITHUB_TRIGGERING_ACTOR: 'wendy' } })
    expect(again).toMatchObject({ verdict: 'refused', changed: 0, findings: [{ code: 'policy-unread' }] })
  })

  test('on a schedule only looks where there is a policy', async () => {
    const env = { GITHUB_EVENT_NAME: 'schedule' }
    expect(await step('octo/ruled', { command: 'unmount' }, { env })).toMatchObject({ findings: [{ code: 'policy-denied' }], changed: 0 })
    expect(await step('octo/ruled', { command: 'verify' }, { env })).toMatchObject({ code: 0, verdict: 'holds' })
  })

  test('under a policy that nobody else approved does nothing, unless the workflow waives the review or leaves the policy out', async () => {
    expect(await step('octo/pushed', dry)).toMatchObject({ verdict: 'refused', findings: [{ code: 'policy-missing' }] })
    expect(await step('octo/pushed', { ...dry, policy: 'waived' })).toMatchObject({ verdict: 'planned' })
    const off = await step('octo/pushed', { ...dry, policy: 'off' })
    expect(off.verdict).toBe('planned')
    expect(off.log).toContain('policy: off')
  })

  test('does not do what another person has to approve, and says where that is asked for', async () => {
    const refused = await step('octo/asks', { command: 'unmount' })
    expect(refused).toMatchObject({
      code: 1,
      changed: 0,
      findings: [{ code: 'approval-elsewhere', seen: 'missing: 1 of the role maintain' }],
    })
    expect(await step('octo/asks', { command: 'unmount', ...dry })).toMatchObject({ verdict: 'planned' })
  })

  test('whose token may not read the policy does nothing', async () => {
    const blind = await step('octo/closed', {}, { permissions: { metadata: 'read' } })
    expect(blind).toMatchObject({ verdict: 'refused', changed: 0, findings: [{ code: 'policy-unread' }] })
    expect(await step('octo/closed', dry)).toMatchObject({ verdict: 'planned' })
  })
})
