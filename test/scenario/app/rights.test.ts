/** Who may do what, on the real core: without a policy, in public, out of reach, by team, within the operator's bounds. */
import { CreateFileSystemCommand } from '@aws-sdk/client-efs'
import { type AppLab, openAppLab } from '../../support/app-lab.ts'
import { offences, openStage, type Stage, until } from '../../support/app-stage.ts'
import { unmanaged } from '../../support/aws-console.ts'
import { onLab } from '../../support/lab-stage.ts'

const head = 'version: 1\npublic: [ids, accounts]\nvolumes: { research-data: }\n'
const onlyUbuntu = `${head}instances: { some: { names: ["ubuntu-*"] } }
rights: [{ who: { permission: write }, may: [mount, unmount, verify, doctor, status] }]
`

onLab('what a repository’s policy says', () => {
  let appLab: AppLab
  let stage: Stage | undefined
  beforeAll(async () => {
    appLab = await openAppLab('app-rights')
  })
  afterAll(() => appLab?.stop())
  afterEach(() => stage?.close())

  const open = async (policy: string | null | undefined, options: Parameters<typeof openStage>[1] = {}): Promise<Stage> => {
    stage = await openStage(appLab.prism(), { policy, ...options })
    return stage
  }
  async function say(login: string, body: string, issue = 1, repository?: string): Promise<string> {
    const { lab, ours } = stage!
    const { commentId } = await lab.comment(login, issue, body, repository)
    const since = () => ours(issue, repository).filter((c) => c.id > commentId && !c.body.startsWith('### ⏳'))
    return (await until(since, (c) => c.length > 0))[0]!.body
  }
  const sent = () => appLab.aws.lab.aws.calls().filter((c) => c.operation === 'SendCommand').length

  test('without a policy nothing is done in public, for nobody; nothing is sent, and no id is told', async () => {
    await open(null)
    const before = sent()
    for (const login of ['acme', 'wendy'])
      for (const body of [
        '/prism status research-data',
        '/prism mount research-data ubuntu-instance',
        '/prism verify research-data ubuntu-instance',
      ]) {
        const answer = await say(login, body)
        expect(answer).toMatch(/policy-public/)
        expect(answer).not.toMatch(/fs-[0-9a-f]{8}|[^m]i-[0-9a-f]{17}/)
      }
    expect(sent()).toBe(before)
  })

  test('without a policy administrators may look in a private repository, and nobody may change anything', async () => {
    await open(undefined)
    const { lab } = stage!
    lab.setRole('wendy', 'write', 'acme/private')
    const pull = lab.propose('acme', '.github/prism.yml', undefined, 'acme/private')
    lab.review('librarian', pull, 'APPROVED', 'acme/private')
    lab.merge(pull, undefined, 'acme/private')
    const inside = (login: string, body: string) => say(login, body, 1, 'acme/private')
    expect(await inside('acme', '/prism status research-data')).toMatch(/research-data/)
    expect(await inside('acme', '/prism mount research-data ubuntu-instance')).toMatch(/policy-missing[\s\S]*docs\/policy\.md/)
    expect(await inside('wendy', '/prism status research-data')).toMatch(/policy-missing/)
    expect(await inside('wendy', '/prism whoami')).toMatch(/no policy that counts[\s\S]*administrators alone may look/)
  })

  test('what the policy does not reach is answered as what is not there, word for word', async () => {
    await open(onlyUbuntu)
    const { efs } = unmanaged(appLab.aws.lab)
    await efs.send(new CreateFileSystemCommand({ CreationToken: 'payroll', Tags: [{ Key: 'Name', Value: 'payroll' }] }))
    const like = (answer: string, ...names: string[]) =>
      names.reduce((text, name) => text.replaceAll(name, 'X'), answer.replace(/run `\w+`|prism:run=\w+|\d+\.\d s/g, ''))
    const [there, not] = [await say('wendy', '/prism status payroll'), await say('wendy', '/prism status paybill')]
    expect(like(there, 'payroll')).toBe(like(not, 'paybill'))
    const [rocky, nobody] = [
      await say('wendy', '/prism verify research-data rocky-instance'),
      await say('wendy', '/prism verify research-data rocky-instants'),
    ]
    expect(like(rocky, 'rocky-instance')).toBe(like(nobody, 'rocky-instants'))
    const [byId, noId] = [
      await say('wendy', `/prism verify research-data ${appLab.rocky.id}`),
      await say('wendy', '/prism verify research-data i-0123456789abcdef0'),
    ]
    expect(like(byId, appLab.rocky.id)).toBe(like(noId, 'i-0123456789abcdef0'))
    const help = await say('wendy', '/prism help')
    expect(help).toContain('`ubuntu-instance`')
    expect(help).not.toMatch(/`rocky-instance`|payroll/)
  })

  test('a name that another instance out of reach has too means the one in reach', async () => {
    await open(`${head}instances: { some: { ids: [${appLab.ubuntu.id}] } }
rights: [{ who: { permission: write }, may: [verify] }]
`)
    const twin = await appLab.aws.instance('twin', { tags: { Name: 'ubuntu-instance' } })
    const answer = await say('wendy', '/prism verify research-data ubuntu-instance')
    expect(answer).toContain(appLab.ubuntu.id)
    expect(answer).not.toContain(twin.id)
    appLab.aws.lab.aws.removeInstance(twin.id)
  })

  test('a volume’s rule allows what it allows, where it allows it', async () => {
    await open(`version: 1
public: [ids, accounts]
volumes: { research-data: { mount-point: /srv/data } }
instances: { all: { names: ["*"] } }
rights: [{ who: { permission: write }, may: [mount] }]
`)
    const before = sent()
    for (const [options, why] of [
      ['', /may be mounted at \/srv\/data alone/],
      ['--mount-point /srv/data --allow-suid', /does not allow suid/],
      ['--mount-point /srv/data --allow-plain-nfs', /does not allow plain-nfs/],
      ['--mount-point /srv/data --private', /does not allow private/],
    ] as const)
      expect(await say('wendy', `/prism mount research-data ubuntu-instance ${options}`)).toMatch(why)
    // looks alone
    expect(appLab.aws.lab.aws.calls().filter(({ params }) => /\.mount\./.test((params as { Comment?: string }).Comment ?? ''))).toEqual([])
    expect(sent()).toBeGreaterThan(before)
  })

  test('a team is asked for by its id; a role by its name; everybody else is told for whom it is', async () => {
    await open(`${head}instances: { all: { names: ["*"] } }
rights:
  - { who: [{ team: 42 }, { role: storage-operator }], may: [status] }
`)
    stage!.lab.setTeam(42, 'storage', { wendy: 'active', mary: 'pending' })
    expect(await say('wendy', '/prism status research-data')).toMatch(/available/)
    expect(await say('cora', '/prism status research-data')).toMatch(/available/)
    expect(await say('mary', '/prism status research-data')).toMatch(
      /policy-denied[\s\S]*is for team 42, or the role storage-operator; you have/,
    )
    expect(await say('wendy', '/prism mount research-data ubuntu-instance')).toMatch(/policy-denied[\s\S]*mount is for nobody/)
    expect(await say('wendy', '/prism whoami')).toMatch(
      /in team 42; policy `[0-9a-f]{12}` is in force[\s\S]*\| status \| `research-data` \| `all` \|/,
    )
    expect(await offences(stage!.lab)).toEqual([])
  })

  test('a policy with an error, or one that a single person pushed, counts for nothing, and that is said', async () => {
    await open(onlyUbuntu)
    const { lab } = stage!
    lab.pushFile('wendy', '.github/prism.yml', onlyUbuntu.replace('ubuntu-*', '*'))
    expect(await say('wendy', '/prism whoami')).toMatch(/does not count: nobody who did not write it approved it/)
    expect(await say('wendy', '/prism verify research-data rocky-instance')).toMatch(/instance-not-found/)
    const pull = lab.propose('acme', '.github/prism.yml', `${onlyUbuntu}volume: x\n`)
    lab.review('mary', pull, 'APPROVED')
    lab.merge(pull)
    expect(await say('wendy', '/prism status research-data')).toMatch(/policy-public[\s\S]*has errors, line 6/)
  })

  test('the operator’s file bounds the repository, whatever its policy says; one that it does not name gets nothing', async () => {
    const operatorFile = 'version: 1\nrepositories:\n  acme/research: { tags: { Team: genomics }, policy-review: waived }\n'
    await open(onlyUbuntu.replace('ubuntu-*', '*'), { operatorFile })
    expect(await say('wendy', '/prism verify research-data ubuntu-instance')).toMatch(/instance-not-found/)
    expect(await say('wendy', '/prism whoami')).toMatch(/the operator waived the review of the policy/)
    stage!.lab.setRole('wendy', 'admin', 'acme/private')
    expect(await say('wendy', '/prism status research-data', 1, 'acme/private')).toMatch(/repository-unknown/)
  })

  test('what is done for a repository is done by its role, with whoever asked as the source identity of every call', async () => {
    const { aws } = appLab.aws.lab
    const trust = (action: string[]) => ({
      Statement: [{ Effect: 'Allow' as const, Principal: { AWS: '*' }, Action: action }],
    })
    const role = aws.putRole('prism-research', trust(['sts:AssumeRole', 'sts:SetSourceIdentity']))
    const operatorFile = `version: 1\nrepositories:\n  acme/research: { role: "${role}", policy-review: waived }\n`
    await open(onlyUbuntu, { operatorFile })
    const before = aws.calls().length
    expect(await say('wendy', '/prism mount research-data ubuntu-instance')).toMatch(/^### ✅/)
    expect(await say('cora', '/prism status research-data')).toMatch(/available/)
    const calls = aws.calls().slice(before)
    const by = (asked: 'assume' | 'all') => calls.filter((c) => (c.operation === 'AssumeRole') === (asked === 'assume'))
    const names = [...new Set(by('all').map((c) => c.caller?.sourceIdentity))]
    expect(names).toEqual([expect.stringMatching(/^\d+\+wendy$/), expect.stringMatching(/^\d+\+cora$/)])
    expect(by('all').some((c) => c.operation === 'SendCommand')).toBe(true)
    expect(by('assume')).toHaveLength(2)
    for (const { caller } of by('all'))
      expect(caller?.arn).toBe(`arn:aws:sts::123456789012:assumed-role/prism-research/${caller?.sourceIdentity}`)

    aws.putRole('prism-research', trust(['sts:AssumeRole']))
    await stage!.close()
    stage = await openStage(appLab.prism(), { policy: onlyUbuntu, operatorFile })
    const sentBefore = sent()
    expect(await say('wendy', '/prism mount research-data ubuntu-instance')).toMatch(/role-refused[\s\S]*sts:SetSourceIdentity/)
    expect(sent()).toBe(sentBefore)
  })

  test('where GitHub does not answer for the policy nobody may do anything', async () => {
    await open(onlyUbuntu)
    stage!.lab.faults.add({ route: 'GET /repos/{owner}/{repo}/contents/{path}', kind: 'forbidden', times: 20 })
    expect(await say('wendy', '/prism status research-data')).toMatch(/policy-unread/)
  })
})
