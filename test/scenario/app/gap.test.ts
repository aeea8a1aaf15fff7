/** An App that could not be reached for longer than GitHub lists what it could not deliver: four days. */
import { compose, machineClock } from '../../../src/compose/prism.ts'
import { webhookPath } from '../../../src/entrypoints/app/webhook-server.ts'
import { type LabGitHub, startLabGitHub } from '../../../src/lab/github/start.ts'
import type { Inbox } from '../../../src/runs/inbox.ts'
import { memoryStore } from '../../../src/runs/stores/memory.ts'
import { memoryInbox } from '../../../src/runs/stores/memory-inbox.ts'
import { manifest, offences, openStage, repositories, type Stage, until } from '../../support/app-stage.ts'

const day = 86_400_000
const mount = '/prism mount research-data ubuntu-instance'
const nobody = 'http://127.0.0.1:9/'
const daysAgo = (days: number): Date => new Date(Date.now() + -days * day)

describe('after a gap of four days', () => {
  let lab: LabGitHub
  /** Milliseconds by which GitHub's clock is ahead, below zero behind: what is posted was posted then. */
  let shift = 0
  const stages: Stage[] = []
  beforeEach(async () => {
    shift = 0
    lab = await startLabGitHub({
      repositories,
      users: [{ login: 'helpful[bot]', type: 'Bot' }],
      app: { permissions: manifest.default_permissions, events: manifest.default_events },
      now: () => new Date(Date.now() + shift),
    })
    lab.setWebhookTarget(nobody)
  })
  afterEach(async () => {
    for (const { app } of stages.splice(0)) await app.stop()
    expect(await offences(lab)).toEqual([])
    await lab.stop()
  })

  async function start(inbox: Inbox, ahead = 0): Promise<Stage> {
    const clock = { ...machineClock, now: () => new Date(Date.now() + ahead) }
    const stage = await openStage(compose({ env: { AWS_REGION: 'eu-central-1' }, clock, journal: memoryStore() }), {
      lab,
      inbox,
      clock,
      retryEvery: 200,
    })
    stages.push(stage)
    return stage
  }
  async function lastSeen(days: number): Promise<Inbox> {
    const inbox = memoryInbox()
    await inbox.sawTo(daysAgo(days))
    return inbox
  }
  async function posted(days: number, login: string, body: string, issue = 1, repository?: string): Promise<number> {
    shift = -days * day
    const { commentId } = await lab.comment(login, issue, body, repository)
    shift = 0
    return commentId
  }
  const looked = (stage: Stage) =>
    until(
      () => stage.log(),
      (log) => log.includes('the threads were looked through'),
    )
  const asked = (stage: Stage) => stage.ours().map(({ body }) => body.split('\n', 1)[0])

  test('a command that nobody received is answered once, and not carried out', async () => {
    const commentId = await posted(4, 'wendy', mount)
    const stage = await start(await lastSeen(5))
    await looked(stage)
    expect(asked(stage)).toEqual([expect.stringContaining('**Too late.** Prism saw this 5760 minutes after it was posted')])
    expect(stage.ours()[0]!.body).toContain(`\n${mount}\n`)
    expect(stage.reactions(commentId)).toEqual(['eyes', '-1'])
    expect(stage.requested()).toEqual([])
    expect(lab.deliveries().some((d) => d.redelivery)).toBe(false)
  })

  test('in each repository that the App reaches, whichever page it is on', async () => {
    for (let n = 0; n < 120; n++) await posted(4.5, 'mary', `a word of talk ${n}`)
    await posted(4, 'wendy', mount, 2)
    await posted(4, 'acme', mount, 1, 'acme/private')
    const stage = await start(await lastSeen(5))
    await looked(stage)
    expect([stage.ours().length, stage.ours(2).length, stage.ours(1, 'acme/private').length]).toEqual([0, 1, 1])
    const pages = lab.calls().filter((c) => c.path.startsWith('/repos/acme/research/issues/comments?'))
    expect(pages).toHaveLength(2)
  })

  test('bots, strangers, talk and what was posted before are not answered; what was edited meanwhile is asked about', async () => {
    await posted(4, 'helpful[bot]', mount)
    await posted(4, 'nobody-here', mount)
    await posted(4, 'mary', 'a mount would be nice')
    const old = await posted(9, 'mary', 'a word of talk')
    const edited = await posted(4, 'mary', 'another word of talk')
    for (const id of [old, edited]) await lab.editComment('mary', id, mount)
    const stage = await start(await lastSeen(5))
    await looked(stage)
    expect(asked(stage)).toEqual([expect.stringContaining('**Too late.**')])
    expect(stage.reactions(edited)).toEqual(['eyes', '-1'])
    expect(stage.reactions(old)).toEqual([])
    expect(stage.requested()).toEqual([])
  })

  test('a late delivery of the same comment, and a second start, say nothing more', async () => {
    await posted(4, 'wendy', mount)
    const inbox = await lastSeen(5)
    const stage = await start(inbox)
    await looked(stage)
    await lab.redeliver(lab.deliveries()[0]!.id)
    await stage.app.stop()
    const other = await start(inbox)
    await until(
      () => lab.calls().filter((c) => c.path.startsWith('/app/hook/deliveries')).length,
      (calls) => calls > 2,
    )
    expect(other.log()).not.toContain('looked through')
    expect(stage.ours()).toHaveLength(1)
  })

  test('a comment that was received before the gap is not answered again', async () => {
    const first = await start(memoryInbox())
    lab.setWebhookTarget(`${first.app.url}${webhookPath}`)
    const inbox = await lastSeen(5)
    await inbox.keep({ id: 'g', subject: `comment ${await posted(4, 'wendy', mount)}`, receivedAt: daysAgo(4).toISOString(), content: {} })
    await inbox.settle('g')
    lab.setWebhookTarget(nobody)
    await first.app.stop()
    const before = first.ours().length
    await looked(await start(inbox))
    expect(first.ours()).toHaveLength(before)
  })

  test('a store that was restored from before says nothing again of what was answered since', async () => {
    const first = await start(memoryInbox())
    lab.setWebhookTarget(`${first.app.url}${webhookPath}`)
    const ids: number[] = []
    for (const [login, body] of [
      ['wendy', '/prism whoami'],
      ['tom', mount],
      ['wendy', '/prism approve 0123456789ab'],
    ] as const)
      ids.push((await lab.comment(login, 1, body)).commentId)
    for (const id of ids)
      await until(
        () => first.reactions(id),
        (r) => r.some((content) => content !== 'eyes'),
      )
    await first.app.stop()
    lab.setWebhookTarget(nobody)
    const before = first.ours().map(({ body }) => body)
    expect(before).toHaveLength(3)
    await looked(await start(await lastSeen(1), 4 * day))
    expect(first.ours().map(({ body }) => body)).toEqual(before)
  })

  test('what GitHub does not tell now is asked for again, and the rest is not asked twice', async () => {
    await posted(4, 'wendy', mount)
    lab.faults.add({ route: 'GET /repos/{owner}/{repo}/issues/comments', kind: 'unavailable', times: 4 })
    const stage = await start(await lastSeen(5))
    await looked(stage)
    expect(stage.log()).toContain('what was posted in the gap could not be looked for')
    expect(stage.ours()).toHaveLength(1)
    expect(lab.calls().filter((c) => c.path.startsWith('/repos/acme/private/issues/comments?'))).toHaveLength(1)
  })

  test('a shorter gap is left to what GitHub lists', async () => {
    await posted(0, 'wendy', '/prism whoami')
    const stage = await start(await lastSeen(2))
    lab.setWebhookTarget(`${stage.app.url}${webhookPath}`)
    await until(
      () => stage.ours(),
      (ours) => ours.length === 1,
    )
    expect(stage.log()).not.toContain('looked through')
    expect(lab.calls().some((c) => c.path.startsWith('/repos/acme/research/issues/comments?'))).toBe(false)
  })
})
