/** A plan that another person has to approve, and whatever could be changed after it was. */
import { CreateTagsCommand } from '@aws-sdk/client-ec2'
import { CreateFileSystemCommand, TagResourceCommand, UntagResourceCommand } from '@aws-sdk/client-efs'
import type { ThreadEntry } from '../../../src/lab/github/thread.ts'
import { type AppLab, openAppLab } from '../../support/app-lab.ts'
import { offences, openStage, type Stage, until } from '../../support/app-stage.ts'
import { unmanaged } from '../../support/aws-console.ts'
import { onLab } from '../../support/lab-stage.ts'

const file = (approvals: string, more = ''): string => `version: 1
volumes:
  research-data: {}
instances:
  both: { names: [ubuntu-instance, rocky-instance], tags: { Team: genomics } }
rights:
  - who: { permission: write }
    may: [mount, unmount, verify, status]
approvals:
${approvals}
public: [ids, accounts]
${more}`
const byMaintainers = file('  - { of: [mount, unmount], by: { role: maintain } }')
const unmount = '/prism unmount research-data rocky-instance'

onLab('a plan that others have to approve', () => {
  let appLab: AppLab
  let stage: Stage | undefined
  beforeAll(async () => {
    appLab = await openAppLab('app-approval')
  })
  afterAll(() => appLab?.stop())
  afterEach(() => stage?.close())

  const open = async (policy = byMaintainers, options: Parameters<typeof openStage>[1] = {}): Promise<Stage> => {
    stage = await openStage(appLab.prism(), { policy, ...options })
    stage.lab.setRole('max', 'maintain')
    return stage
  }
  const on = () => stage!
  /** The command's comment, what the App wrote since, the digest of the plan that waits. */
  async function plan(body = unmount, login = 'wendy'): Promise<{ readonly told: ThreadEntry; readonly digest: string }> {
    const { commentId } = await on().lab.comment(login, 1, body)
    const since = () =>
      on()
        .ours()
        .filter((c) => c.id > commentId)
    const [sticky] = await until(since, (c) => c.length === 2 && /waits for approval/.test(c[0]!.body))
    const told = since()[1]!
    expect(sticky!.body).toContain(`issuecomment-${told.id}`)
    return { told, digest: /\/prism approve ([0-9a-f]+)/.exec(told.body)![1]! }
  }
  /** What came of a comment: the reactions, and what the App wrote since. */
  async function say(login: string, body: string, issue = 1, repository?: string): Promise<string> {
    const { commentId, delivery } = await on().lab.comment(login, issue, body, repository)
    expect(delivery).toMatchObject({ statusCode: 202 })
    const since = () =>
      on()
        .ours(issue, repository)
        .filter((c) => c.id > commentId && !c.body.startsWith('### ⏳'))
    return (await until(since, (c) => c.length > 0))[0]!.body
  }
  const approve = (digest: string, login = 'max') => say(login, `/prism approve ${digest}`)
  /** Jobs that change something on an instance. */
  const changes = () =>
    appLab.aws.lab.aws
      .calls()
      .filter(
        ({ operation, params }) =>
          operation === 'SendCommand' && /\.(mount|unmount)\./.test((params as { Comment?: string }).Comment ?? ''),
      ).length

  async function nothingIsDone(work: () => Promise<string>, because: RegExp): Promise<void> {
    const before = changes()
    expect(await work()).toMatch(because)
    expect(changes()).toBe(before)
  }

  test('is carried out when another person approved it, in a comment of its own; the one who asked is told at once whose approval is missing', async () => {
    await open()
    const before = changes()
    const { told, digest } = await plan('/prism mount research-data ubuntu-instance rocky-instance')
    expect(told.body).toMatch(/Waits for approval[\s\S]*one person besides `wendy`: `the role maintain`/)
    expect(told.body).toMatch(/^### .*Plan: `mount research-data`/)
    expect(changes()).toBe(before)
    expect(await approve(digest)).toMatch(/is mounted on .* and shared/)
    expect(changes()).toBeGreaterThan(before)
    expect(told.history).toEqual([])
    expect(await offences(on().lab)).toEqual([])
    const runs = await Promise.all(
      on()
        .requested()
        .map(async ({ runId }) => runId),
    )
    expect(new Set(runs).size).toBe(2)
    // approved once, carried out once
    await nothingIsDone(() => approve(digest), /approval-unknown/)
  })

  test('of a volume in AWS is one too: another person approves what is made or changed there, and exactly that is done', async () => {
    await open(
      file('  - { of: [create, update], by: { role: maintain } }')
        .replace('  research-data: {}', '  research-data: {}\n  scratch:')
        .replace('[mount, unmount, verify, status]', '[create, update, status]'),
    )
    const writes = () =>
      appLab.aws.lab.aws.calls().filter((c) => /^(CreateFileSystem|UpdateFileSystem|Put|CreateMountTarget)/.test(c.operation)).length
    const before = writes()
    const { told, digest } = await plan('/prism volume update research-data --backups --infrequent-access-after 30')
    expect(told.body).toMatch(
      /^### .*Plan: `update research-data`[\s\S]*infrequentAccessAfterDays[\s\S]*30[\s\S]*`\/prism update research-data/,
    )
    expect(await approve(digest, 'wendy')).toMatch(/asked for it, and another person has to approve/)
    expect(writes()).toBe(before)
    expect(await approve(digest)).toMatch(/`research-data` .* is available/)
    expect(writes()).toBeGreaterThan(before)
    const made = await plan('/prism create scratch')
    expect(await approve(made.digest)).toMatch(/`scratch` .* is available/)
    // what is so already nobody has to approve
    expect(await say('wendy', '/prism create scratch')).toMatch(/`scratch` .* is available/)
    expect(await say('wendy', '/prism create other-data')).toMatch(/policy-denied/)
    expect(await offences(on().lab)).toEqual([])
  })

  test('can be had alone: by plan, or by --dry-run; nobody has to approve that, and nothing is changed', async () => {
    await open()
    await nothingIsDone(() => say('wendy', `/prism plan ${unmount.replace('/prism ', '')}`), /^### .*Plan: `unmount research-data`/)
    await nothingIsDone(() => say('wendy', `${unmount} --dry-run`), /^### .*Plan: `unmount research-data`/)
  })

  test('is not carried out by the word of the one who asked, nor of somebody whom the policy does not name', async () => {
    await open()
    const { digest } = await plan()
    await nothingIsDone(() => approve(digest, 'wendy'), /asked for it, and another person has to approve/)
    await nothingIsDone(() => approve(digest, 'cora'), /is none of the role maintain/)
    const { commentId } = await on().lab.comment('tom', 1, `/prism approve ${digest}`)
    await until(
      () => on().reactions(commentId),
      (r) => r.includes('-1'),
    )
  })

  test('is not carried out by the word of a bot, of an App in somebody’s name, or of an edited, quoted or fenced comment', async () => {
    await open()
    const { digest, told } = await plan()
    const before = changes()
    await on().lab.comment('helpful[bot]', 1, `/prism approve ${digest}`)
    await on().lab.comment('max', 1, `> /prism approve ${digest}`)
    const { commentId } = await on().lab.comment('max', 1, 'fine with me')
    await on().lab.editComment('max', commentId, `/prism approve ${digest}`)
    const { payload } = await on().lab.comment('max', 1, `\n    /prism approve ${digest}`)
    const comment = { ...(payload.comment as object), body: `/prism approve ${digest}`, performed_via_github_app: { id: 99 } }
    await on().lab.deliver('issue_comment', { ...payload, comment }, 'via-an-app')
    await say('wendy', '/prism whoami')
    expect(changes()).toBe(before)
    expect(
      on()
        .ours()
        .filter((c) => c.id > told.id && /is not mounted|unmounted/.test(c.body)),
    ).toEqual([])
  })

  test('is not carried out for a digest that is too short, another’s, or of another repository', async () => {
    await open()
    const { digest } = await plan()
    await nothingIsDone(() => approve(digest.slice(0, 11)), /bad-option/)
    await nothingIsDone(() => approve(`${digest.slice(0, 11)}${digest[11] === '0' ? '1' : '0'}`), /approval-unknown/)
    on().lab.setRole('max', 'maintain', 'acme/private')
    await nothingIsDone(() => say('max', `/prism approve ${digest}`, 1, 'acme/private'), /approval-unknown/)
  })

  test('needs as many different people as the policy says, each once, and each with the right until the end', async () => {
    await open(file('  - { of: [unmount], by: { permission: write }, people: 2 }'))
    const { digest } = await plan()
    expect(await approve(digest)).toMatch(/Approved.*still waits for 1 more/)
    await nothingIsDone(() => approve(digest), /approved it already/)
    on().lab.setRole('max', 'read')
    expect(await approve(digest, 'mary')).toMatch(/Approved.*still waits for 1 more/)
    expect(await approve(digest, 'cora')).toMatch(/is unmounted|not mounted/)
  })

  test('is void when the comment that tells it was edited or deleted', async () => {
    await open()
    const first = await plan()
    await on().lab.editComment('wendy', first.told.id, first.told.body.replace('rocky-instance', 'ubuntu-instance'))
    await nothingIsDone(() => approve(first.digest), /approval-void[\s\S]*was edited/)
    const second = await plan()
    on().lab.deleteComment(second.told.id)
    await nothingIsDone(() => approve(second.digest), /approval-void[\s\S]*is gone/)
  })

  test('is void under another policy that counts; what one person pushed does not count', async () => {
    await open()
    const { digest } = await plan()
    on().lab.pushFile('wendy', '.github/prism.yml', file('  - { of: [mount], by: { permission: write } }'))
    const before = changes()
    expect(await approve(digest)).toMatch(/is unmounted|not mounted/)
    expect(changes()).toBeGreaterThan(before)
    const again = await plan()
    const pull = on().lab.propose('acme', '.github/prism.yml', `${byMaintainers}# reviewed\n`)
    on().lab.review('mary', pull, 'APPROVED')
    on().lab.merge(pull)
    await nothingIsDone(() => approve(again.digest), /approval-void[\s\S]*policy changed/)
  })

  test('is void when the one who asked lost the right, and when a newer plan of theirs is there', async () => {
    await open()
    const first = await plan()
    on().lab.setRole('wendy', 'triage')
    await nothingIsDone(() => approve(first.digest), /policy-denied/)
    on().lab.setRole('wendy', 'write')
    const second = await plan()
    await on().lab.comment('wendy', 1, unmount)
    await until(
      () => on().ours(),
      (all) => all.filter((c) => c.body.includes('/prism approve')).length === 3,
    )
    await say('wendy', '/prism whoami')
    await nothingIsDone(() => approve(second.digest), /approval-unknown/)
  })

  test('is refused with the difference when an instance is another under the same name, or a tag moved', async () => {
    await open()
    const { ec2 } = unmanaged(appLab.aws.lab)
    const tag = (id: string, Key: string, Value: string) => ec2.send(new CreateTagsCommand({ Resources: [id], Tags: [{ Key, Value }] }))
    const one = await appLab.aws.instance('the-calc', { tags: { Name: 'calc', Team: 'genomics' } })
    const other = await appLab.aws.instance('other-calc', { tags: { Name: 'calc-old', Team: 'genomics' } })
    const first = await plan('/prism mount research-data calc')
    await tag(one.id, 'Name', 'calc-retired')
    await tag(other.id, 'Name', 'calc')
    await nothingIsDone(() => approve(first.digest), new RegExp(`plan-changed[\\s\\S]*${other.id}`))
    const second = await plan('/prism mount research-data tag:Team=genomics')
    await tag(other.id, 'Team', 'astronomy')
    await nothingIsDone(() => approve(second.digest), /policy-denied|plan-changed/)
    for (const { id } of [one, other]) appLab.aws.lab.aws.removeInstance(id)
  })

  test('is refused when the volume is another under the same name, or the host is otherwise by now', async () => {
    await open()
    const { efs } = unmanaged(appLab.aws.lab)
    const place = '/prism mount research-data rocky-instance --mount-point /srv/later'
    const first = await plan(place)
    await appLab.rocky.run('mkdir -p /srv/later && touch /srv/later/in-the-way')
    await nothingIsDone(() => approve(first.digest), /plan-changed[\s\S]*in-the-way|mount-point-not-empty/)
    await appLab.rocky.run('rm -r /srv/later')
    const second = await plan(place)
    const { FileSystemId: fresh = '' } = await efs.send(new CreateFileSystemCommand({ CreationToken: 'fresh' }))
    const own = /fs-[0-9a-f]+/.exec(second.told.body)![0]
    await efs.send(new UntagResourceCommand({ ResourceId: own, TagKeys: ['Name'] }))
    await efs.send(new TagResourceCommand({ ResourceId: fresh, Tags: [{ Key: 'Name', Value: 'research-data' }] }))
    await nothingIsDone(() => approve(second.digest), /no-mount-target|plan-changed|policy-denied|not in reach/)
    await efs.send(new UntagResourceCommand({ ResourceId: fresh, TagKeys: ['Name'] }))
    await efs.send(new TagResourceCommand({ ResourceId: own, Tags: [{ Key: 'Name', Value: 'research-data' }] }))
  })
})
