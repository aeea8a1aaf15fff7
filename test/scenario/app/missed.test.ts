/** Deliveries that did not arrive, arrived late, or arrived at an App whose store is gone. */
import { webhookPath } from '../../../src/entrypoints/app/webhook-server.ts'
import { type AppLab, openAppLab } from '../../support/app-lab.ts'
import { offences, openStage, type Stage, until } from '../../support/app-stage.ts'
import { onLab } from '../../support/lab-stage.ts'

const verify = '/prism verify research-data rocky-instance --no-sharing-test'
const nobody = 'http://127.0.0.1:9/'

onLab('deliveries that went astray', () => {
  let appLab: AppLab
  let stage: Stage | undefined
  beforeAll(async () => {
    appLab = await openAppLab('app-missed')
  })
  afterEach(async () => {
    await stage?.close()
    stage = undefined
  })
  afterAll(() => appLab?.stop())

  const answered = (on: Stage, commentId: number): Promise<readonly string[]> =>
    until(
      () => on.reactions(commentId),
      (r) => r.length === 2,
    )
  const attempts = (on: Stage) => on.lab.deliveries().filter((d) => d.event === 'issue_comment')

  test('a command that was posted while the App could not be reached is asked for again, and answered once', async () => {
    stage = await openStage(appLab.prism(), { retryEvery: 200 })
    const { url } = stage.app
    stage.lab.setWebhookTarget(nobody)
    const { commentId, delivery } = await stage.lab.comment('wendy', 1, verify)
    expect(delivery.statusCode).toBe(0)
    // more than GitHub lists on one page
    for (let i = 0; i < 120; i++) await stage.lab.deliver('issue_comment', { action: 'deleted' })
    stage.lab.setWebhookTarget(`${url}${webhookPath}`)
    await answered(stage, commentId)
    const { guid } = delivery
    await until(
      () => attempts(stage!).filter((d) => d.guid === guid),
      (all) => all.some((d) => d.redelivery && d.statusCode === 202),
    )
    expect(stage.ours()).toHaveLength(1)
    expect(stage.executed()).toHaveLength(1)
    expect(await offences(stage.lab)).toEqual([])
  })

  test('a command that is seen too late is not carried out; the answer is what to post', async () => {
    const late = { now: () => new Date(Date.now() + 16 * 60_000), sleep: (ms: number) => new Promise<void>((done) => setTimeout(done, ms)) }
    stage = await openStage(appLab.prism(), { clock: late })
    const { commentId } = await stage.lab.comment('wendy', 1, verify)
    expect(await answered(stage, commentId)).toEqual(['eyes', '-1'])
    expect(stage.ours()).toMatchObject([{ body: expect.stringContaining(`**Too late.** Prism saw this 16 minutes after it was posted`) }])
    expect(stage.ours()[0]!.body).toContain(`\n${verify}\n`)
    expect(stage.requested()).toEqual([])
  })

  test('an App with an empty store does nothing again for a comment that it has answered', async () => {
    const first = await openStage(appLab.prism())
    stage = first
    const { commentId, delivery } = await first.lab.comment('wendy', 1, verify)
    await answered(first, commentId)
    await first.app.stop()
    const clock = { now: () => new Date(Date.now() + 120_000), sleep: (ms: number) => new Promise<void>((done) => setTimeout(done, ms)) }
    const other = await openStage(appLab.prism(), { clock, lab: first.lab })
    await first.lab.redeliver(delivery.id)
    await until(
      () => other.log(),
      (log) => log.includes('a Prism whose store is gone'),
    )
    expect(other.requested()).toEqual([])
    expect(first.ours()).toHaveLength(1)
    await other.app.stop()
  })

  test('two comments for one instance at once: the second waits its turn, and says so', async () => {
    stage = await openStage(appLab.prism())
    const asked = await Promise.all([
      stage.lab.comment('wendy', 1, '/prism mount research-data rocky-instance --no-sharing-test'),
      stage.lab.comment('wendy', 1, '/prism unmount research-data rocky-instance'),
    ])
    for (const { commentId } of asked) expect(await answered(stage, commentId)).toEqual(['eyes', 'rocket'])
    const histories = stage.ours().map((c) => [...c.history.map((h) => h.body), c.body])
    expect(histories).toHaveLength(2)
    expect(histories.filter((h) => h.some((body) => body.includes('**Waiting**, place 1 in the queue')))).toHaveLength(1)
    for (const h of histories) expect(h.at(-1)).toMatch(/^### ✅/)
  })
})
