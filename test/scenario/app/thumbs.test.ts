/** A 👍 on the comment that tells a plan, as an approval: only where the policy turns it on, and whatever could make it count when it must not. */
import { compose, machineClock } from '../../../src/compose/prism.ts'
import type { Clock } from '../../../src/domain/ports.ts'
import type { ThreadEntry } from '../../../src/lab/github/thread.ts'
import { memoryStore } from '../../../src/runs/stores/memory.ts'
import { memoryInbox } from '../../../src/runs/stores/memory-inbox.ts'
import { type AppLab, openAppLab } from '../../support/app-lab.ts'
import { offences, openStage, type Stage, until } from '../../support/app-stage.ts'
import { onLab } from '../../support/lab-stage.ts'

/** Waiting is short, but keeps its proportions. */
const clock: Clock = { ...machineClock, sleep: (milliseconds, signal) => machineClock.sleep(milliseconds / 50, signal) }

const file = (approvals: string): string => `version: 1
volumes:
  research-data: {}
instances:
  both: { names: [ubuntu-instance, rocky-instance] }
rights:
  - who: { permission: write }
    may: [mount, unmount, verify, status]
approvals:
${approvals}
public: [ids, accounts]
`
const byThumb = file('  - { of: [mount, unmount], by: { role: maintain }, thumbs: true }')
const unmount = '/prism unmount research-data rocky-instance'

onLab('a 👍 on the comment that tells a plan', () => {
  let appLab: AppLab
  let stage: Stage | undefined
  beforeAll(async () => {
    appLab = await openAppLab('app-thumbs')
  })
  afterAll(() => appLab?.stop())
  afterEach(async () => {
    appLab.aws.lab.aws.faults.clear()
    await stage?.close()
  })

  const open = async (policy = byThumb, options: Parameters<typeof openStage>[1] = {}): Promise<Stage> => {
    stage = await openStage(appLab.prism(), { policy, watchEvery: 100, ...options })
    stage.lab.setRole('max', 'maintain')
    return stage
  }
  const on = () => stage!
  async function plan(): Promise<ThreadEntry> {
    const { commentId } = await on().lab.comment('wendy', 1, unmount)
    const since = () =>
      on()
        .ours()
        .filter((c) => c.id > commentId)
    await until(since, (c) => c.length === 2 && /waits for approval/.test(c[0]!.body))
    return since()[1]!
  }
  /** What the App wrote since, once it is no more under way. */
  const said = async (since: number): Promise<string> => {
    const found = await until(
      () =>
        on()
          .ours()
          .filter((c) => c.id > since && !c.body.startsWith('### ⏳')),
      (all) => all.length > 0,
    )
    return found[0]!.body
  }
  const changes = () =>
    appLab.aws.lab.aws
      .calls()
      .filter((c) => c.operation === 'SendCommand' && /\.(mount|unmount)\./.test((c.params as { Comment?: string }).Comment ?? '')).length
  const digestIn = ({ body }: ThreadEntry): string => /\/prism approve ([0-9a-f]+)/.exec(body)![1]!
  /** Looks that were made at the plan's reactions; each begins after the one before. */
  const looks = (id: number) =>
    on()
      .lab.calls()
      .filter((c) => c.method === 'GET' && c.path.includes(`/issues/comments/${id}/reactions`)).length
  async function lookedAt(id: number): Promise<void> {
    const before = looks(id)
    await until(
      () => looks(id),
      (n) => n >= before + 2,
    )
  }
  async function countsForNothing(told: ThreadEntry, changed: number): Promise<void> {
    await lookedAt(told.id)
    expect(
      on()
        .ours()
        .filter((c) => c.id > told.id),
    ).toEqual([])
    expect(changes()).toBe(changed)
  }

  test('carries it out, once, and the ledger has it as that reaction', async () => {
    const journal = memoryStore()
    stage = await openStage(compose({ env: appLab.aws.lab.env, clock, journal }), { policy: byThumb, watchEvery: 100, journal, clock })
    on().lab.setRole('max', 'maintain')
    const before = changes()
    const told = await plan()
    expect(told.body).toContain('A 👍 on this comment approves it too')
    const thumb = on().lab.thumb('max', told.id)
    expect(await said(told.id)).toMatch(/is unmounted|not mounted/)
    expect(changes()).toBe(before + 1)
    const entries = await until(
      () => [...(on().lab.branch('prism-ledger')?.files.values() ?? [])].join(''),
      (text) => text.includes('"event":"ended"') && text.includes('"reaction"'),
    )
    expect(entries).toContain(`"reaction":${thumb}`)
    // it stands on, and is not heard again
    const last = on().ours().length
    await until(
      () => on().log(),
      (log) => log.includes(`settled`) && log.includes(`reaction ${thumb}`),
    )
    expect(on().ours()).toHaveLength(last)
    expect(changes()).toBe(before + 1)
    expect(await offences(on().lab)).toEqual([])
  })

  test('is heard to its end by an App that starts after one that stopped in the middle', async () => {
    const [prism, inbox] = [appLab.prism(), memoryInbox()]
    const first = await openStage(prism, { policy: byThumb, watchEvery: 100, inbox, shutdownSeconds: 0 })
    stage = first
    first.lab.setRole('max', 'maintain')
    await on().lab.comment('wendy', 1, '/prism mount research-data rocky-instance')
    const told = await until(
      () => on().ours(),
      (all) => all.length === 2,
    ).then((all) => all[1]!)
    const before = changes()
    // GitHub says nobody's right, so the first App is still at it when it stops
    const route = 'GET /repos/{owner}/{repo}/collaborators/{username}/permission'
    first.lab.faults.add({ route, kind: 'unavailable', times: 1_000 })
    on().lab.thumb('max', told.id)
    await until(
      () => first.lab.calls().filter((c) => c.route === route && c.path.includes('/max/')).length,
      (n) => n > 0,
    )
    await first.app.stop()
    first.lab.faults.clear()
    stage = await openStage(prism, { lab: first.lab, watchEvery: 3_600_000, inbox })
    await until(
      () => on().ours(),
      (all) => all.filter((c) => c.id > told.id).length === 1 && /is mounted on/.test(all.at(-1)!.body),
    )
    expect(changes()).toBe(before + 1)
  })

  test('counts for nothing where the policy does not turn it on, and GitHub is not asked for any', async () => {
    await open(file('  - { of: [unmount], by: { role: maintain } }'))
    const before = changes()
    const told = await plan()
    expect(told.body).not.toContain('👍')
    on().lab.thumb('max', told.id)
    await on().lab.comment('wendy', 1, '/prism whoami')
    await said(told.id)
    expect(changes()).toBe(before)
    expect(looks(told.id)).toBe(0)
  })

  test('of the one who asked, of a bot, of somebody who may not write, and any other reaction count for nothing', async () => {
    await open(file('  - { of: [unmount], by: { permission: write }, thumbs: true }'))
    const before = changes()
    const told = await plan()
    on().lab.thumb('wendy', told.id)
    on().lab.thumb('helpful[bot]', told.id)
    on().lab.thumb('tom', told.id)
    on().lab.thumb('mary', told.id, 'heart')
    on().lab.thumb('mary', told.id, '-1')
    await until(
      () => on().log(),
      (log) => log.includes('somebody who may not write'),
    )
    await countsForNothing(told, before)
  })

  test('that is as old as the comment counts for nothing, and one of somebody whom no rule names is told so', async () => {
    await open()
    const before = changes()
    const told = await plan()
    on().lab.thumb('max', told.id, '+1', '2026-01-01T00:00:00Z')
    expect(await said(told.id)).toMatch(/The 👍 of `max`[\s\S]*approval-refused[\s\S]*was not given after the plan/)
    const last = on().ours().at(-1)!.id
    on().lab.thumb('cora', told.id)
    expect(await said(last)).toMatch(/The 👍 of `cora`[\s\S]*is none of the role maintain/)
    expect(changes()).toBe(before)
  })

  test('counts for nothing once the comment was edited, also where it was put back', async () => {
    await open()
    const before = changes()
    const first = await plan()
    await on().lab.editComment('wendy', first.id, first.body.replace('rocky-instance', 'ubuntu-instance'))
    on().lab.thumb('max', first.id)
    expect(await said(first.id)).toMatch(/approval-void[\s\S]*was edited/)
    const second = await plan()
    await on().lab.editComment('wendy', second.id, 'nothing to see here')
    await on().lab.editComment('wendy', second.id, second.body)
    on().lab.thumb('max', second.id)
    expect(await said(second.id)).toMatch(/approval-void[\s\S]*was edited, and put back/)
    expect(changes()).toBe(before)
  })

  test('that was taken away counts no more: beside another person’s word, and while the plan is carried out', async () => {
    await open(file('  - { of: [unmount], by: { permission: write }, people: 2, thumbs: true }'))
    const before = changes()
    const two = await plan()
    on().lab.thumb('max', two.id)
    expect(await said(two.id)).toMatch(/The 👍 of `max`[\s\S]*still waits for 1 more/)
    on().lab.unthumb('max', two.id)
    const { commentId } = await on().lab.comment('mary', 1, `/prism approve ${digestIn(two)}`)
    expect(await said(commentId)).toMatch(/still waits for 1 more/)
    expect(changes()).toBe(before)
    // another one of the same person is another reaction, and counts; taken away before anything is changed it does not
    const runs = on().requested().length
    appLab.aws.lab.aws.faults.answer('SendCommand', { kind: 'slow', milliseconds: 1_500 }, 3)
    const last = on().ours().at(-1)!.id
    on().lab.thumb('max', two.id)
    await until(
      () => on().requested().length,
      (n) => n > runs,
    )
    on().lab.unthumb('max', two.id)
    expect(await said(last)).toMatch(/approval-void[\s\S]*still missing by the rights of this moment/)
    expect(changes()).toBe(before)
  })

  test('counts for those rules alone that take one: of the operator’s the digest has to be written', async () => {
    await open(byThumb, {
      operatorFile: 'version: 1\nrepositories: { acme/research: }\napprovals: [{ of: [unmount], by: { permission: write } }]\n',
    })
    const before = changes()
    const told = await plan()
    on().lab.thumb('max', told.id)
    expect(await said(told.id)).toMatch(/still waits for 1 more: `write permission`/)
    expect(changes()).toBe(before)
    const { commentId } = await on().lab.comment('max', 1, `/prism approve ${digestIn(told)}`)
    expect(await said(commentId)).toMatch(/is unmounted|not mounted/)
  })

  test('dies with the right of whoever gave it, and with another policy', async () => {
    await open(file('  - { of: [unmount], by: { permission: write }, people: 2, thumbs: true }'))
    const before = changes()
    const told = await plan()
    on().lab.thumb('max', told.id)
    const last = await said(told.id).then(() => on().ours().at(-1)!.id)
    on().lab.setRole('max', 'read')
    on().lab.thumb('mary', told.id)
    expect(await said(last)).toMatch(/still waits for 1 more/)
    const pull = on().lab.propose('acme', '.github/prism.yml', `${byThumb}# reviewed\n`)
    on().lab.review('mary', pull, 'APPROVED')
    on().lab.merge(pull)
    const then = on().ours().at(-1)!.id
    on().lab.thumb('cora', told.id)
    expect(await said(then)).toMatch(/approval-void[\s\S]*policy changed/)
    expect(changes()).toBe(before)
  })
})
