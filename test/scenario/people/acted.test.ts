/** Somebody leaves the organization, and the policy says that this is acted upon: the real App and core, the lab's AWS and GitHub. */
import { type AppLab, openAppLab } from '../../support/app-lab.ts'
import { openStage, type Stage, until } from '../../support/app-stage.ts'
import { onLab } from '../../support/lab-stage.ts'
import { stagePolicy } from '../../support/rights.ts'

onLab('a leaving that the policy acts upon', () => {
  let appLab: AppLab
  let stage: Stage
  beforeAll(async () => {
    appLab = await openAppLab('people-acted')
  })
  afterAll(() => appLab?.stop())
  afterEach(() => stage?.close())

  test('who leaves the organization is deprovisioned at once where the policy says so, and nobody else is; the pull request tells how it ended', async () => {
    const leaving = (more: string) => stagePolicy.replace('all: { names: ["*"] }', 'all: { names: [ubuntu-instance] }').concat(more)
    stage = await openStage(appLab.prism(), { policy: leaving(''), mayCommit: true })
    const { lab } = stage
    for (const login of ['lea-l', 'tom-h', 'olga']) lab.setMember(login, 'active')
    const person = (name: string, uid: number, login: string) =>
      `  ${name}: {uid: ${uid}, github: {id: ${lab.idOf(login)}, login: ${login}}, hosts: ["*-instance"]}\n`
    const pullRequest = lab.propose(
      'wendy',
      '.github/prism/people.yml',
      `version: 1\npeople:\n${person('lea', 65536, 'lea-l')}${person('tom', 65537, 'tom-h')}`,
    )
    lab.review('mary', pullRequest, 'APPROVED')
    lab.merge(pullRequest)
    const { commentId } = await lab.comment('wendy', 1, '/prism user sync ubuntu-instance')
    await until(
      () => stage.reactions(commentId),
      (all) => all.includes('rocket'),
    )
    const closed = async (name: string): Promise<boolean> =>
      (await appLab.ubuntu.run(`getent passwd ${name}`)).stdout.trimEnd().endsWith('/usr/sbin/nologin')
    expect([await closed('lea'), await closed('tom')]).toEqual([false, false])
    const pulls = () => lab.pulls().filter((p) => p.author.login === 'prism-efs[bot]')
    const told = (number: number) => stage.ours(number).filter((c) => !c.body.startsWith('### ⏳'))

    // without that word the pull request alone
    await lab.removeMember('tom-h', 'olga')
    await until(pulls, (all) => all.length === 1)
    await until(
      () => stage.log(),
      (log) => log.includes('"settled"'),
    )
    expect(await closed('tom')).toBe(false)

    const policy = lab.propose('wendy', '.github/prism.yml', leaving('leaving: { act: true }\n'))
    lab.review('mary', policy, 'APPROVED')
    lab.merge(policy)
    await lab.removeMember('lea-l', 'olga')
    const pull = (await until(pulls, (all) => all.length === 2))[1]!
    expect(pull.body).toContain('`leaving: { act: true }`')
    const [comment] = await until(
      () => told(pull.number),
      (all) => all.length > 0,
    )
    expect(comment!.body).toMatch(/`lea`[\s\S]*asked by olga/)
    expect([await closed('lea'), await closed('tom')]).toEqual([true, false])
    // out of the policy's reach nothing is looked at
    expect(comment!.body).not.toContain('rocky-instance')
    expect(stage.requested().filter((r) => r.request.verb === 'deprovision')).toMatchObject([
      { origin: { entrypoint: 'leaving', actor: { name: 'olga' }, account: { login: 'lea-l' } }, request: { name: 'lea' } },
    ])
    // a sync by the registry that lists her still, whoever changed it since, opens nothing
    const sync = async () => {
      const { commentId: asked } = await lab.comment('wendy', 1, '/prism user sync ubuntu-instance')
      const answer = await until(
        () => stage.ours(1).find((c) => c.body.includes('accounts on') && c.id > asked),
        (one) => one !== undefined,
      )
      return answer!.body
    }
    const merged = (text: string) => {
      const change = lab.propose('wendy', '.github/prism/people.yml', text)
      lab.review('mary', change, 'APPROVED')
      lab.merge(change)
    }
    const both = `version: 1\npeople:\n${person('lea', 65536, 'lea-l')}${person('tom', 65537, 'tom-h')}`
    merged(`${both}# by somebody else\n`)
    const answer = await sync()
    // by what the store remembers, also of runs of that day, and not by the instance's own word alone
    const since = /lea \(65536\) left on \S+ and was deprovisioned.* they stay out until it says since: (\S+), or a later day/.exec(
      answer,
    )?.[1]
    expect(since).toMatch(/^\d{4}-/)
    expect(answer).toContain('lea (65536)')
    expect([await closed('lea'), await closed('tom')]).toEqual([true, false])
    expect((await appLab.ubuntu.run('cut -d" " -f1 /var/lib/prism/held')).stdout).toBe('65536\n')
    // the one that says that she is back does
    merged(both.replace('login: lea-l}', `login: lea-l}, since: ${since}`))
    await sync()
    expect([await closed('lea'), await closed('tom')]).toEqual([false, false])
    // somebody who is in the organization again stays
    await lab.deliver('organization', lab.removal('olga', 'wendy'))
    expect(await closed('tom')).toBe(false)
  }, 180_000)
})
