/** `/prism user sync` in comments: the registry is the one that counts on the default branch, and the law holds whatever was merged. */
import { compose, machineClock } from '../../../src/compose/prism.ts'
import type { Clock } from '../../../src/domain/ports.ts'
import { memoryStore } from '../../../src/runs/stores/memory.ts'
import { type AppLab, openAppLab } from '../../support/app-lab.ts'
import { openStage, type Stage, until } from '../../support/app-stage.ts'
import { onLab } from '../../support/lab-stage.ts'
import { stagePolicy } from '../../support/rights.ts'

const path = '.github/prism/people.yml'
const two = `version: 1
people:
  ada: {uid: 65536, github: {id: 1001, login: ada-l}, hosts: ["*-instance"], groups: [genomics]}
  grace: {uid: 65537, hosts: [ubuntu-instance]}
groups:
  genomics: {gid: 65540}
`

onLab('user sync in a comment', () => {
  let appLab: AppLab
  let stage: Stage
  beforeAll(async () => {
    appLab = await openAppLab('people-comment')
  })
  afterAll(() => appLab?.stop())
  afterEach(() => stage?.close())

  const open = async (policy?: string): Promise<void> => {
    stage = await openStage(appLab.prism(), policy === undefined ? {} : { policy })
  }
  /** By a pull request that somebody else approved. */
  function merge(text: string, author = 'wendy', reviewer = 'mary'): void {
    const pull = stage.lab.propose(author, path, text)
    stage.lab.review(reviewer, pull, 'APPROVED')
    stage.lab.merge(pull)
  }
  async function say(login: string, body: string): Promise<string> {
    const { commentId } = await stage.lab.comment(login, 1, body)
    const since = () => stage.ours().filter((c) => c.id > commentId && !c.body.startsWith('### ⏳'))
    return (await until(since, (c) => c.length > 0))[0]!.body
  }
  const sync = '/prism user sync ubuntu-instance rocky-instance'
  const passwd = async (name: string): Promise<string> =>
    (await appLab.ubuntu.run(`getent passwd ${name} || true`)).stdout.trimEnd().replace(/:[^:]*:([^:]*):[^:]*$/, ':$1')

  test('accounts are those of the version that somebody approved; pushes and forks count for nothing; the law of numbers holds', async () => {
    await open()
    const { lab } = stage
    expect(await say('wendy', sync)).toMatch(/registry-unread[\s\S]*there is none/)
    lab.pushFile('wendy', path, two)
    expect(await say('wendy', sync)).toMatch(/registry-unread[\s\S]*nobody who did not write it approved it/)
    merge(two)
    expect(await say('wendy', sync)).toMatch(/3 of 3 accounts on 2 instances hold/)
    expect(await passwd('ada')).toContain('ada:x:65536:65536')

    // one person alone: the last version that counts stays in force
    lab.pushFile('wendy', path, two.replace('  grace:', '  eve: {uid: 65538, hosts: ["*"], sudo: true}\n  grace:'))
    expect(await say('wendy', sync)).toMatch(/3 of 3 accounts on 2 instances hold · nothing was changed/)
    expect(await passwd('eve')).toBe('')

    // a commit that anybody could have put anybody's name on, approved by somebody else
    const unsigned = lab.propose('wendy', path, two)
    lab.pushTo(unsigned, 'wendy', `${two}  chem: {gid: 65541}\n`, 'wendy', undefined, false)
    lab.review('mary', unsigned, 'APPROVED')
    lab.merge(unsigned)
    expect(await say('wendy', `${sync} --dry-run`)).toMatch(/would change nothing/)

    // what was merged by two green pull requests is never applied
    merge(two.replace('grace: {uid: 65537', 'eve: {uid: 65537'))
    expect(await say('wendy', sync)).toMatch(/number-changed[\s\S]*65537 was grace’s; a number is never given again/)
    merge(two.replace('id: 1001', 'id: 6666'))
    expect(await say('wendy', sync)).toMatch(/number-changed[\s\S]*ada was 1001 on GitHub, not 6666/)
    merge('version: 1\n')
    expect(await say('wendy', sync)).toMatch(/number-changed[\s\S]*65536 was ada’s and is gone/)
    merge('version: 1\npeople:\n  ada: {uid: 7}\n')
    expect(await say('wendy', sync)).toMatch(/bad-registry[\s\S]*line 3/)
    expect(await passwd('grace')).toContain('grace:x:65537:65537')

    merge(two.replace(/ {2}grace.*\n/, '').concat('retired:\n  - {number: 65537, name: grace, since: 2026-01-01}\n'))
    expect(await say('wendy', sync)).toMatch(/removals-unconfirmed/)
    expect(await say('wendy', `${sync} --confirm-removals`)).toMatch(/hold · 1 change/)
  }, 240_000)

  test('who may do it the policy says, and where others have to approve it waits for them', async () => {
    await open(stagePolicy.replace('public:', 'approvals:\n  - { of: [sync-people], by: { permission: admin }, people: 1 }\npublic:'))
    merge(
      two
        .replace('groups: [genomics]', 'groups: [genomics], shell: /bin/sh')
        .replace(/ {2}grace.*\n/, '')
        .concat('retired:\n  - {number: 65537, name: grace, since: 2026-01-01}\n'),
    )
    const told = await say('wendy', sync)
    const code = /\/prism approve ([0-9a-f]{12,})/.exec(
      stage
        .ours()
        .map((c) => c.body)
        .join('\n'),
    )?.[1]
    if (code === undefined) throw new Error(told)
    expect(await say('wendy', `/prism approve ${code}`)).toMatch(/approval-refused/)
    expect(await say('acme', `/prism approve ${code}`)).toMatch(/accounts on 2 instances hold · 2 changes/)
    expect((await appLab.ubuntu.run('getent passwd ada')).stdout).toContain(':/bin/sh')
    await stage.close()
    await open(stagePolicy.replace(', sync-people', ''))
    merge(two)
    expect(await say('wendy', sync)).toMatch(/policy-denied/)
  }, 240_000)

  test('who had an account where, since when and by whose word, is told from the ledger to whoever may sync', async () => {
    const clock: Clock = { ...machineClock, sleep: (milliseconds, signal) => machineClock.sleep(milliseconds / 50, signal) }
    const journal = memoryStore()
    stage = await openStage(compose({ env: appLab.aws.lab.env, clock, journal }), { journal, clock })
    const people = two.replace(
      '  grace:',
      '  joan: {uid: 65547, hosts: [ubuntu-instance]}\n  linus: {uid: 65546, hosts: ["*-instance"], groups: [genomics]}\n  grace:',
    )
    merge(people)
    expect(await say('wendy', sync)).toMatch(/accounts on 2 instances/)
    let all = await say('wendy', '/prism user who')
    // the ledger's last entry of a run may come behind its answer
    while (all.includes('has no end here')) all = await say('wendy', '/prism user who')
    expect(all).toMatch(/linus\W.*65546.*genomics.*rocky-instance.*by wendy.*registry [0-9a-f]{12}/)
    const one = await say('wendy', '/prism user who joan --instance ubuntu-instance')
    expect(one).toMatch(/joan\W.*65547.*ubuntu-instance/)
    expect(one).not.toContain('linus')
    expect(await say('wendy', '/prism user who --at 2001-01-01')).toMatch(/0 people on 0 instances/)
    expect(await say('wendy', '/prism user who joan linus')).toMatch(/bad-command/)
    expect(await say('wendy', '/prism who research-data --at 2001-01-01')).toMatch(
      /reach `research-data` at 2001-01-01: 0 accounts on 0 inst/,
    )
    expect(await say('rita', '/prism user who')).toMatch(/Not allowed/)
  }, 120_000)

  test('whoever may not sync is not told who had an account', async () => {
    const journal = memoryStore()
    const policy = stagePolicy.replace(/, sync-people/g, '')
    stage = await openStage(compose({ env: appLab.aws.lab.env, journal }), { journal, policy })
    expect(await say('wendy', '/prism user who')).toMatch(/Nothing of it is shown to you: no rule of the policy lets you sync people/)
  }, 60_000)

  test('old data becomes a person’s of the registry that counts, once its plan is confirmed, and others agreed where the policy says so', async () => {
    const agreed = `${stagePolicy}approvals: [{ of: [migrate], by: { permission: write } }]\n`
    await open(agreed)
    merge(two)
    expect(await say('wendy', '/prism mount research-data ubuntu-instance rocky-instance --no-sharing-test')).toMatch(/is mounted/)
    const folder = '/mnt/research-data/users/ubuntu'
    await appLab.ubuntu.run(`install -d -o 1000 -g 1000 ${folder}/data && echo x >${folder}/data/one && chown 1000:1000 ${folder}/data/one`)
    const migrate = '/prism migrate research-data ubuntu-instance rocky-instance --from uid:1000 --under users/ubuntu --to ada'
    const planned = await say('wendy', migrate)
    expect(planned).toMatch(/would give 2 entries of uid 1000 below `users\/ubuntu` to uid 65536/)
    const plan = /--plan ([0-9a-f]{16})/.exec(planned)?.[1]
    const asks = /\/prism approve [0-9a-f]{12,}/
    await say('wendy', `${migrate} --plan ${plan}`)
    // the plan is a comment of its own, beside the answer
    const told = await until(stage.ours, (all) => all.some((c) => asks.test(c.body)))
    const approve = told.flatMap((c) => asks.exec(c.body) ?? [])[0]
    const owner = async () => (await appLab.rocky.run(`stat -c %u ${folder}/data/one`)).stdout.trim()
    expect(await owner()).toBe('1000')
    await stage.lab.comment('mary', 1, approve!)
    await until(stage.ours, (all) => all.some((c) => /2 entries below `users\/ubuntu` went from uid 1000 to 65536/.test(c.body)))
    expect(await owner()).toBe('65536')
  }, 120_000)
})
