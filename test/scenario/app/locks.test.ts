/** Locks by hand, in comments: on the real core, with the lab's AWS and GitHub. */
import { type AppLab, openAppLab } from '../../support/app-lab.ts'
import { openStage, type Stage, until } from '../../support/app-stage.ts'
import { onLab } from '../../support/lab-stage.ts'

const file = `version: 1
volumes: { research-data: }
instances: { both: { names: [ubuntu-instance, rocky-instance] } }
rights:
  - { who: { permission: write }, may: [mount, unmount, verify, status, lock] }
  - { who: { role: maintain }, may: [unlock] }
approvals: [{ of: [unmount], by: { role: maintain } }]
public: [ids, accounts]
`
const mount = '/prism mount research-data ubuntu-instance rocky-instance'

onLab('a volume that somebody locked', () => {
  let appLab: AppLab
  let stage: Stage
  beforeAll(async () => {
    appLab = await openAppLab('app-locks')
    stage = await openStage(appLab.prism(), { policy: file })
    stage.lab.setRole('max', 'maintain')
  })
  afterAll(async () => {
    await stage?.close()
    await appLab?.stop()
  })
  async function say(login: string, body: string): Promise<string> {
    const { commentId } = await stage.lab.comment(login, 1, body)
    const since = () => stage.ours().filter((c) => c.id > commentId && !c.body.startsWith('### ⏳'))
    return (await until(since, (c) => c.length > 0))[0]!.body
  }
  const changes = () =>
    appLab.aws.lab.aws
      .calls()
      .filter(
        ({ operation, params }) =>
          operation === 'SendCommand' && /\.(mount|unmount)\./.test((params as { Comment?: string }).Comment ?? ''),
      ).length

  test('refuses whatever changes it with who, why, until when and how to unlock; looks go on; the one who locked it unlocks it', async () => {
    const locked = await say('wendy', '/prism lock research-data --reason “moving to another region” --until 8h')
    expect(locked).toMatch(/research-data.* is locked[\s\S]*moving to another region[\s\S]*\/prism unlock research-data/)
    const before = changes()
    const refused = await say('max', mount)
    expect(refused).toMatch(
      /volume-locked[\s\S]*wendy[\s\S]*since 20[\s\S]*until 20[\s\S]*moving to another region[\s\S]*the role maintain[\s\S]*administrators/,
    )
    expect(refused).toContain('/prism unlock')
    expect(changes()).toBe(before)
    expect(await say('max', '/prism status research-data')).toMatch(/available/)
    expect(await say('max', '/prism locks')).toMatch(/1 volume locked[\s\S]*wendy[\s\S]*moving to another region/)
    expect(await say('wendy', '/prism unlock research-data')).toMatch(/is unlocked/)
    expect(await say('wendy', mount)).toMatch(/^### ✅/)
    expect(changes()).toBeGreaterThan(before)
  })

  test('of another is unlocked by whom the policy gives it, and by nobody else; and is locked for what another process asks', async () => {
    stage.lab.setRole('cora', 'write')
    await say('wendy', '/prism lock research-data')
    expect(await say('cora', '/prism unlock research-data')).toMatch(/lock-of-another[\s\S]*the role maintain/)
    const replica = appLab.prism()
    const runId = await replica.request(
      {
        verb: 'unmount',
        volume: { kind: 'name', name: 'research-data' },
        selectors: [{ kind: 'name', name: 'ubuntu-instance' }],
        options: { lazy: false },
      },
      { entrypoint: 'terminal', actor: { id: 'uid:0', name: 'root' } },
    )
    expect((await replica.execute(runId)).run).toMatchObject({ state: 'denied', answer: { refusal: { code: 'volume-locked' } } })
    expect(await say('max', '/prism unlock research-data')).toMatch(/is unlocked/)
  })

  test('while a plan waits: it is not carried out; once it is unlocked it can be approved', async () => {
    const { commentId } = await stage.lab.comment('wendy', 1, '/prism unmount research-data rocky-instance')
    const told = await until(
      () => stage.ours().filter((c) => c.id > commentId),
      (c) => c.length === 2 && /waits for approval/.test(c[0]!.body),
    )
    const digest = /\/prism approve ([0-9a-f]+)/.exec(told[1]!.body)![1]!
    await say('wendy', '/prism lock research-data --reason audit')
    const before = changes()
    expect(await say('max', `/prism approve ${digest}`)).toMatch(/volume-locked[\s\S]*audit/)
    expect(changes()).toBe(before)
    await say('wendy', '/prism unlock research-data')
    expect(await say('max', `/prism approve ${digest}`)).toMatch(/^### ✅/)
    expect(changes()).toBeGreaterThan(before)
  })

  test('an unclosed quotation mark locks nothing', async () => {
    expect(await say('wendy', '/prism lock research-data --reason "moving to')).toMatch(/Not understood[\s\S]*not closed/)
    expect(await say('wendy', '/prism locks')).toMatch(/No volume is locked/)
  })
})
