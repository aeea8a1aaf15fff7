/** The registry by pull requests: asked for in a comment, checked as it would be merged, and the seats from which somebody would get in. */
import { type AppLab, openAppLab } from '../../support/app-lab.ts'
import { offences, openStage, type Stage, until } from '../../support/app-stage.ts'
import { onLab } from '../../support/lab-stage.ts'
import { keysOfSshKeygen, rsa1024 } from '../../support/public-keys.ts'

const path = '.github/prism/people.yml'
const two = `version: 1
# who is who
people:
  ada: {uid: 65536, hosts: ["*-instance"], groups: [genomics]} # since 2024

  grace: {uid: 65537, hosts: [ubuntu-instance]}

groups:
  genomics: {gid: 65540}

  chem: {gid: 65541}
`

onLab('the registry by pull request', () => {
  let appLab: AppLab
  let stage: Stage
  beforeAll(async () => {
    appLab = await openAppLab('people-pull')
  })
  afterAll(() => appLab?.stop())
  beforeEach(async () => {
    stage = await openStage(appLab.prism(), { mayCommit: true })
    merge(two)
  })
  afterEach(() => stage?.close())

  function merge(text: string, author = 'wendy', reviewer = 'mary'): void {
    const pull = stage.lab.propose(author, path, text)
    stage.lab.review(reviewer, pull, 'APPROVED')
    stage.lab.merge(pull, text)
  }
  async function say(login: string, body: string): Promise<string> {
    const { commentId } = await stage.lab.comment(login, 1, body)
    const since = () => stage.ours().filter((c) => c.id > commentId && !c.body.startsWith('### ⏳'))
    return (await until(since, (c) => c.length > 0))[0]!.body
  }
  /** The check run that follows, on the pull request's last commit. */
  async function check(pull: number, action = 'opened') {
    const sha = stage.lab.pull(pull).commits.at(-1)!.sha
    const those = () => stage.lab.checks().filter((c) => c.sha === sha)
    const before = those().length
    await stage.lab.tellPull(pull, action)
    return (await until(those, (all) => all.length > before)).at(-1)!
  }
  const textOf = (pull: number): string => stage.lab.pull(pull).commits.at(-1)!.files[path]!
  const calls = (route: RegExp): number => stage.lab.calls().filter((c) => route.test(`${c.method} ${c.path}`)).length

  test('a comment adds a person by a pull request of the App’s, which the one who asked cannot approve', async () => {
    const { lab } = stage
    await lab.comment('dora', 1, 'hello')
    const answer = await say('wendy', '/prism user add @dora --groups genomics --hosts ubuntu-instance')
    expect(answer).toMatch(/#\d+ proposes it[\s\S]*`dora` joins \| 65542/)
    const pull = Number(/#(\d+) proposes/.exec(answer)?.[1])
    expect(lab.pull(pull)).toMatchObject({ title: 'People: add dora', author: { login: 'prism-efs[bot]' } })
    const text = textOf(pull)
    expect(text).toContain('# who is who')
    expect(text).toMatch(/dora:\n {4}uid: 65542\n {4}github: \{id: \d+, login: dora\}\n {4}groups: \[genomics\]/)
    expect(text.replace(/ {2}dora:\n(?: {4}.*\n)+/, '')).toBe(two)

    const run = await until(
      () => lab.checks(),
      (all) => all.length > 0,
    )
    expect(run[0]).toMatchObject({ conclusion: 'success', title: 'it changes one person of 3' })
    expect(run[0]!.summary).toMatch(/`dora` joins \| 65542 .*`group genomics \(65540\)`.*\+ `ubuntu-instance`/)

    // whoever had the App write it wrote it
    lab.review('wendy', pull, 'APPROVED')
    lab.merge(pull)
    const sync = '/prism user sync ubuntu-instance --dry-run'
    expect(await say('wendy', sync)).not.toContain('dora')
    merge(two)
    const again = await say('wendy', '/prism user add @dora --hosts ubuntu-instance')
    const other = Number(/#(\d+) proposes/.exec(again)?.[1])
    lab.review('mary', other, 'APPROVED')
    lab.merge(other)
    expect(await say('wendy', sync)).toMatch(/make \| `dora`/)
  }, 120_000)

  test('a number that somebody has on an instance, as a run saw it, is given to nobody', async () => {
    merge(two)
    await appLab.ubuntu.run('useradd -M -u 65700 somebody')
    expect(await say('wendy', '/prism user sync ubuntu-instance --dry-run')).toContain('nothing was changed')
    await stage.lab.comment('dora', 1, 'hello')
    expect(await say('wendy', '/prism user add @dora --hosts ubuntu-instance')).toMatch(/`dora` joins \| 65701/)
    await appLab.ubuntu.run('userdel somebody')
  }, 120_000)

  test('keys are shown beside those of the account on GitHub, and one of these is proposed by its fingerprint alone', async () => {
    const { lab } = stage
    const [ours, theirs, other] = [keysOfSshKeygen.ed25519, keysOfSshKeygen.ecdsa256, keysOfSshKeygen.rsa2048]
    await lab.comment('dora', 1, 'hello')
    merge(
      `${two}`.replace(
        'groups: [genomics]}',
        `groups: [genomics], github: {id: ${lab.idOf('dora')}, login: dora}, keys: ["${ours[0]} ada@laptop"]}`,
      ),
    )
    lab.showKeys('dora', [theirs[0], rsa1024])
    const shown = await say('wendy', '/prism user keys ada')
    expect(shown).toContain(`| \`${ours[1]}\` | \`ssh-ed25519\` | yes | no |`)
    expect(shown).toContain(`| \`${theirs[1]}\` | \`ecdsa-sha2-nistp256\` | no | yes |`)
    expect(shown).toMatch(/not taken: .*RSA/)
    expect(shown).toContain(`/prism user keys ada --add ${theirs[1]}`)
    expect(await say('wendy', '/prism user keys grace')).toMatch(/`grace` has no key[\s\S]*no account on GitHub/)

    const answer = await say('wendy', `/prism user keys ada --add ${theirs[1]}`)
    expect(answer).toContain(`key ${theirs[1]} (ecdsa-sha2-nistp256)`)
    const pull = Number(/#(\d+) proposes/.exec(answer)?.[1])
    expect(lab.pull(pull).title).toBe('People: add a key of ada')
    expect(textOf(pull)).toContain(`${ours[0]} ada@laptop`)
    expect(textOf(pull)).toContain(theirs[0])
    expect(textOf(pull)).toContain('# since 2024')
    const gone = await say('wendy', `/prism user keys ada --remove ${ours[1]}`)
    expect(textOf(Number(/#(\d+) proposes/.exec(gone)?.[1]))).not.toContain(ours[0])

    // not by what somebody else shows, nor a key that nobody shows
    expect(await say('wendy', `/prism user keys ada --add ${other[1]}`)).toMatch(/bad-option[\s\S]*shows no key/)
    expect(await say('wendy', `/prism user keys grace --add ${theirs[1]}`)).toMatch(/no account on GitHub/)
    expect(await say('wendy', `/prism user keys ada --remove ${other[1]}`)).toMatch(/has no key/)
    expect(await say('wendy', '/prism user keys ada --add 39emgB')).toMatch(/is no fingerprint/)
    // the login is another one’s by now: the number alone is asked for
    lab.renameUser('dora', 'dora-new')
    await lab.comment('dora', 1, 'I took this name over')
    lab.showKeys('dora', [other[0]])
    expect(await say('wendy', '/prism user keys ada')).not.toContain(other[1])
    expect(await say('wendy', `/prism user keys ada --add ${other[1]}`)).toMatch(/bad-option[\s\S]*dora-new/)
  }, 120_000)

  test('comments change, show and refuse, with words that say what is meant', async () => {
    expect(await say('wendy', '/prism user list')).toMatch(/ada +65536/)
    expect(await say('wendy', '/prism user info ada')).toMatch(/number +65536/)
    expect(await say('wendy', '/prism group list')).toMatch(/genomics +65540/)
    expect(await say('wendy', '/prism group add-member chem ada')).toMatch(/proposes it[\s\S]*group chem \(65541\)/)
    expect(await say('wendy', '/prism user remove grace')).toMatch(/proposes it[\s\S]*`grace` leaves/)
    expect(await say('wendy', '/prism user add @nobody-has-this')).toMatch(/nobody on GitHub has the login/)
    expect(await say('wendy', '/prism user add dora')).toMatch(/bad-option[\s\S]*written @LOGIN/)
    expect(await say('wendy', '/prism user ad @dora')).toMatch(/did you mean user add/)
    expect(await say('wendy', '/prism group add docker')).toMatch(/bad-registry[\s\S]*hosts give a meaning/)
    expect(await say('tom', '/prism user remove ada')).toMatch(/Not allowed/)
  }, 120_000)

  test('words that would act where they are shown stay words', async () => {
    const { lab } = stage
    const hostile = 'tag:a=@mona</code>![x](http://evil.example/`|b)<!--'
    const answer = await say('wendy', `/prism group add-member chem ada --hosts=${hostile}`)
    expect(answer).toMatch(/bad-option/)
    const said = await say('wendy', `/prism user modify ada --hosts ${hostile}`)
    const pull = lab.pull(Number(/#(\d+) proposes/.exec(said)?.[1]))
    expect(pull.branch).toMatch(/^prism\/people-\d+$/)
    expect(pull.title).toBe('People: change ada')
    for (const text of [said, pull.body])
      expect(text).toMatch(/`an account on tag:a=@mona<\/code>!\[x\]\(http:\/\/evil.example\/ˋ\\\|b\)(?:<|&lt;)!--`/)
    expect(textOf(pull.number)).toContain(`hosts: ["${hostile}"]`)
    for (const name of ['--name=../x', '--name=x:y', '--name=root', '--name=__proto__'])
      expect(await say('wendy', `/prism user add @mary ${name}`)).toMatch(/bad-registry/)
    expect(calls(/^POST .*\/pulls$/)).toBe(1)
    expect(await offences(lab)).toEqual([])
  }, 120_000)

  test('without contents: write nothing is proposed, and the permission is named', async () => {
    await stage.close()
    stage = await openStage(appLab.prism())
    merge(two)
    expect(await say('wendy', '/prism group add-member chem ada')).toMatch(/registry-unwritten[\s\S]*contents: write/)
  }, 60_000)

  test('the check says what is wrong, on its line, of the merge and not of the branch', async () => {
    const { lab } = stage
    const one = lab.propose('wendy', path, two.replace('\n  grace:', '\n  eve: {uid: 65538}\n  grace:'))
    const other = lab.propose('mary', path, two.replace('  chem:', '  bio: {gid: 65538}\n\n  chem:'))
    expect(await check(one)).toMatchObject({ conclusion: 'success' })
    expect(await check(other)).toMatchObject({ conclusion: 'success' })
    // both are green; once one is merged, the push turns the other one red
    lab.merge(one)
    const before = lab.checks().length
    await lab.tellPush('wendy')
    const red = (
      await until(
        () => lab.checks(),
        (all) => all.length > before,
      )
    ).at(-1)!
    expect(red).toMatchObject({ sha: lab.pull(other).commits.at(-1)!.sha, conclusion: 'failure', title: 'one error' })
    expect(red.annotations).toEqual([expect.objectContaining({ path, start_line: 12, message: 'groups.bio.gid: 65538 is eve’s' })])
    const gone = lab.propose('wendy', path, undefined)
    expect(await check(gone)).toMatchObject({ conclusion: 'failure', summary: expect.stringContaining('would be gone') })
  }, 120_000)

  test('a pull request that leaves the registry alone is not checked', async () => {
    const { lab } = stage
    const pull = lab.propose('wendy', 'README.md', 'hello')
    await lab.tellPull(pull, 'opened')
    await until(
      () => stage.log(),
      (log) => log.includes('settled'),
    )
    expect(lab.checks()).toEqual([])
  })

  test('a fork’s pull request is read and never acted upon: no instance, no account on GitHub is asked for', async () => {
    const { lab } = stage
    const evil = two.replace('  grace:', '  eve: {uid: 65538, github: {id: 1, login: torvalds}, hosts: ["*"], sudo: true}\n  grace:')
    const pull = lab.propose('wendy', path, evil, undefined, 'fork')
    const sent = appLab.aws.lab.aws.calls().length
    const run = await check(pull)
    expect(run).toMatchObject({ conclusion: 'success', title: 'the file is sound' })
    expect(run.summary).toMatch(/comes from a fork/)
    expect(run.summary).not.toMatch(/eve|instance`/)
    expect(appLab.aws.lab.aws.calls().length).toBe(sent)
    expect(calls(/\/users\//)).toBe(0)
    expect(await say('wendy', '/prism user sync ubuntu-instance --dry-run')).not.toContain('`eve`')
    expect(await check(lab.propose('rita', path, evil))).toMatchObject({ title: 'the file is sound' })
  }, 120_000)

  test('a login that was renamed, or taken over by somebody else, is red on its line', async () => {
    const { lab } = stage
    await lab.comment('ada-l', 1, 'hello')
    const proposed = await say('wendy', '/prism user modify ada --github @ada-l')
    const withAda = textOf(Number(/#(\d+) proposes/.exec(proposed)?.[1]))
    lab.renameUser('ada-l', 'ada-lovelace')
    expect(await check(lab.propose('wendy', path, withAda))).toMatchObject({
      conclusion: 'failure',
      annotations: [expect.objectContaining({ message: 'ada: nobody on GitHub has the login ada-l' })],
    })
    // the freed login is somebody else's now
    await lab.comment('ada-l', 1, 'it is me, ada')
    const run = await check(lab.propose('wendy', path, withAda))
    expect(run.annotations[0]?.message).toMatch(/ada: ada-l is \d+ on GitHub, not \d+: they renamed it, or it is somebody else/)
    merge(withAda)
    const taken = withAda.replace(/id: \d+, login: ada-l/, `id: ${/ada-l is (\d+)/.exec(run.annotations[0]!.message)![1]}, login: ada-l`)
    expect(await check(lab.propose('wendy', path, taken))).toMatchObject({
      conclusion: 'failure',
      annotations: [expect.objectContaining({ message: expect.stringMatching(/ada was \d+ on GitHub, not \d+; take it out first/) })],
    })
    expect(await offences(lab)).toEqual([])
  }, 120_000)

  test('where GitHub does not answer, the check comes when it does', async () => {
    await stage.close()
    stage = await openStage(appLab.prism(), { mayCommit: true, retryEvery: 300 })
    merge(two)
    const { lab } = stage
    const pull = lab.propose('wendy', path, two.replace('gid: 65541', 'gid: 65536'))
    lab.faults.add({ route: 'POST /repos/{owner}/{repo}/check-runs', kind: 'unavailable', times: 1 })
    expect(await check(pull)).toMatchObject({ conclusion: 'failure' })
  }, 60_000)
})
