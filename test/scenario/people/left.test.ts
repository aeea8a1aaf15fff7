/** Members who leave, by GitHub's own signed webhooks: a pull request that others review, and nothing done to anybody by the webhook itself. */
import type { Prism } from '../../../src/compose/prism.ts'
import { webhookPath } from '../../../src/entrypoints/app/webhook-server.ts'
import { type LabGitHub, startLabGitHub } from '../../../src/lab/github/start.ts'
import { impatientClock, manifest, offences, openStage, type Stage, until } from '../../support/app-stage.ts'
import { stagePolicy } from '../../support/rights.ts'
import { playedPrism } from '../../unit/entrypoints/cli/stage.ts'
import { gitHubDescription } from '../../unit/lab/github/github-openapi.ts'

const path = '.github/prism/people.yml'

describe('somebody who is taken out', () => {
  let lab: LabGitHub
  let stage: Stage
  const asked: string[] = []
  const ids = new Map<string, number>()
  /** A core that nothing is to be asked of. */
  const untouched = (): Prism => {
    const prism = playedPrism(() => {}, { requests: [], origins: [], cancelled: [] })
    return { ...prism, runs: async () => [], request: async ({ verb }) => String(asked.push(verb)) }
  }
  const registry = () => `version: 1
people:
  ada: {uid: 65536, github: {id: ${ids.get('ada')}, login: ada}, hosts: [calc-*]} # since 2024
  grace: {uid: 65537, github: {id: ${ids.get('grace')}, login: grace}}
`
  beforeEach(async () => {
    const files = { '.github/prism.yml': stagePolicy }
    lab = await startLabGitHub({
      repositories: [
        { fullName: 'acme/research', collaborators: { wendy: 'write', mary: 'write', olga: 'admin' }, files },
        { fullName: 'acme/other', private: true },
        { fullName: 'evil/research', files },
      ],
      app: { permissions: { ...manifest.default_permissions, contents: 'write' }, events: manifest.default_events },
    })
    stage = await openStage(untouched(), { lab })
    for (const login of ['ada', 'grace', 'linus', 'olga']) {
      lab.setMember(login, 'active')
      ids.set(login, lab.idOf(login))
    }
    for (const repository of ['acme/research', 'evil/research']) {
      const pull = lab.propose('librarian', path, registry(), repository)
      lab.review('acme', pull, 'APPROVED', repository)
      lab.merge(pull, undefined, repository)
    }
  })
  afterEach(() => stage.close())

  const opened = (repository = 'acme/research') => lab.pulls(repository).filter((p) => p.author.login === 'prism-efs[bot]')
  const settled = (count: number) =>
    until(
      () => stage.log().match(/"settled"/g)?.length ?? 0,
      (n) => n >= count,
    )

  test('of the organization is proposed to leave the registry: one pull request, however often GitHub tells it', async () => {
    lab.setTeam(7, 'genomics', { ada: 'active' })
    const told = await lab.removeMember('ada', 'olga')
    expect(told.statusCode).toBe(202)
    // GitHub tells it of each team too, and delivers again
    await lab.removeMember('ada', 'olga', { team: 7 })
    await lab.redeliver(told.id)
    await settled(2)
    const [pull, ...more] = opened()
    expect(more).toEqual([])
    expect(pull).toMatchObject({ title: 'People: remove ada' })
    expect(pull!.body).toMatch(/`ada` \(`ada`, \d+\) is no longer in `acme`[\s\S]*`ada` leaves/)
    const text = pull!.commits.at(-1)!.files[path]!
    expect(text).toMatch(/retired:\n {2}- \{number: 65536, name: ada, since: [0-9-]+, hosts: \[calc-\*\]\}/)
    expect(text).toContain('grace: {uid: 65537')
    expect(opened('evil/research')).toEqual([])
    // nothing is done before it is merged (the check of the pull request reads), and whoever took them out cannot approve it alone
    expect(asked.filter((verb) => verb !== 'instances')).toEqual([])
    expect(pull!.commits.at(-1)!.message).toMatch(new RegExp(`^Prism-Asked-By: ${ids.get('olga')}$`, 'm'))
    expect(await offences(lab)).toEqual([])
    const description = await gitHubDescription()
    expect(description.checkWebhook('organization-member-removed', lab.removal('ada', 'olga'))).toEqual([])
    expect(description.checkWebhook('membership-removed', lab.removal('ada', 'olga', { team: 7 }))).toEqual([])
    const answers = lab.calls().filter((c) => c.route !== undefined && c.status < 400)
    expect(answers.flatMap((c) => description.check(c).answer.map((problem) => `${c.method} ${c.path}: ${problem}`))).toEqual([])
  })

  test('of one team, and is still in the organization, stays; so does whoever is in it again by then', async () => {
    lab.setTeam(7, 'genomics', { ada: 'active' })
    await lab.removeMember('ada', 'olga', { team: 7 })
    await lab.deliver('organization', lab.removal('grace', 'olga'))
    await settled(2)
    expect(opened()).toEqual([])
    expect(stage.log()).toContain('they are in the organization: nothing is proposed')
  })

  test('of a team that the policy names is proposed to leave, unless they are in it again, or the team was deleted', async () => {
    const policy = lab.propose('librarian', '.github/prism.yml', `${stagePolicy}leaving: { teams: [7] }\n`)
    lab.review('acme', policy, 'APPROVED')
    lab.merge(policy)
    lab.setTeam(7, 'genomics', { ada: 'active', grace: 'active' })
    lab.setTeam(8, 'chem', { ada: 'active' })
    await lab.removeMember('ada', 'olga', { team: 8 })
    await lab.deliver('membership', lab.removal('grace', 'olga', { team: 7 }))
    const deleted = lab.removal('ada', 'olga', { team: 7 })
    await lab.deliver('membership', { ...deleted, team: { id: 7, name: 'genomics', deleted: true } })
    await settled(3)
    expect(opened()).toEqual([])
    await lab.removeMember('ada', 'olga', { team: 7 })
    await settled(4)
    expect(opened()).toMatchObject([{ title: 'People: remove ada', body: expect.stringContaining('no longer in the team 7 of `acme`') }])
    expect(opened('evil/research')).toEqual([])
    expect(await offences(lab)).toEqual([])
  })

  test('is found by number: a renamed login, and one that somebody else has taken over, are nobody else', async () => {
    lab.renameUser('ada', 'lovelace')
    lab.setMember('ada', 'none')
    // a stranger who took the freed login, and was in the organization with it
    lab.setMember('ada', 'active')
    await lab.removeMember('ada', 'olga')
    await settled(1)
    expect(opened()).toEqual([])
    // the person themself, under the new name
    lab.setMember('lovelace', 'active')
    await lab.removeMember('lovelace', 'olga')
    await settled(2)
    expect(opened().map((p) => p.title)).toEqual(['People: remove ada'])
  })

  test('and is nobody of the registry, or of another organization, is left alone without a word', async () => {
    await lab.removeMember('linus', 'olga')
    // the same person leaves an organization of somebody else's, whose registry has them too
    lab.setMember('ada', 'active', 'evil')
    await lab.removeMember('ada', 'mallory', { organization: 'evil' })
    await settled(2)
    expect(opened()).toEqual([])
    expect(opened('evil/research')).toHaveLength(1)
    expect(lab.issues()).toEqual([])
  })

  test('by what GitHub did not sign, or what is no leaving, nothing is asked at all', async () => {
    lab.setMember('ada', 'none')
    const body = JSON.stringify(lab.removal('ada', 'olga'))
    // what the App looks for when it begins is none of it
    const calls = () => lab.calls().filter((c) => !c.path.startsWith('/app')).length
    const before = calls()
    const post = (headers: Record<string, string>) =>
      fetch(`${stage.app.url}${webhookPath}`, {
        method: 'POST',
        body,
        headers: { 'content-type': 'application/json', 'x-github-delivery': 'forged', 'x-github-event': 'organization', ...headers },
      })
    expect((await post({})).status).toBe(401)
    expect((await post({ 'x-hub-signature-256': `sha256=${'0'.repeat(64)}` })).status).toBe(401)
    const removal = lab.removal('ada', 'olga')
    for (const [event, payload] of [
      ['organization', { ...removal, action: 'member_added' }],
      ['organization', { ...removal, action: 'member_invited' }],
      ['membership', { ...lab.removal('ada', 'olga', { team: 7 }), action: 'added' }],
      ['organization', { ...removal, membership: { user: { login: 'ada', id: String(ids.get('ada')), type: 'User' } } }],
      ['organization', { ...removal, installation: undefined }],
      ['membership', { ...lab.removal('ada', 'olga', { team: 7 }), member: null }],
    ] as const)
      expect((await lab.deliver(event, payload)).statusCode).toBe(202)
    expect(calls()).toBe(before)
  })

  test('while GitHub does not answer is not forgotten', async () => {
    const fresh = await openStage(untouched(), { lab, retryEvery: 100, clock: impatientClock })
    lab.faults.add({ route: 'GET /user/{account_id}', kind: 'unavailable', times: 9 })
    await lab.removeMember('ada', 'olga')
    await until(opened, (all) => all.length === 1)
    await fresh.app.stop()
  })

  test('without a word of GitHub’s is found by comparing the members’ lists, and proposed once; collaborators from outside stay', async () => {
    const pull = lab.propose('librarian', path, `${registry()}  wendy: {uid: 65538, github: {id: ${lab.idOf('wendy')}, login: wendy}}\n`)
    lab.review('acme', pull, 'APPROVED')
    lab.merge(pull)
    lab.setMember('ada', 'none')
    const fresh = await openStage(untouched(), { lab, compareEvery: 100 })
    await until(opened, (all) => all.length === 1)
    expect(opened()[0]).toMatchObject({ title: 'People: remove ada', body: expect.stringContaining('no longer in `acme`') })
    const lists = () => lab.calls().filter((c) => c.route === 'GET /orgs/{org}/members').length
    const before = lists()
    await until(lists, (n) => n > before + 2)
    // one of the organization, one a collaborator from outside; and what was said once is not said again
    expect(opened()).toHaveLength(1)
    expect(opened('evil/research')).toEqual([])
    expect(asked.filter((verb) => verb === 'deprovision')).toEqual([])
    expect(await offences(lab)).toEqual([])
    const description = await gitHubDescription()
    const answers = lab.calls().filter((c) => c.path.startsWith('/orgs/') && c.status < 400)
    expect(answers.flatMap((c) => description.check(c).answer.map((problem) => `${c.method} ${c.path}: ${problem}`))).toEqual([])
    await fresh.app.stop()
  })

  test('of a team that the policy names without a word is found where it was seen before; act is not for lists', async () => {
    const policy = lab.propose('librarian', '.github/prism.yml', `${stagePolicy}leaving: { teams: [7], act: true }\n`)
    lab.review('acme', policy, 'APPROVED')
    lab.merge(policy)
    lab.setTeam(7, 'genomics', { ada: 'active' })
    const fresh = await openStage(untouched(), { lab, compareEvery: 100 })
    const lists = () => lab.calls().filter((c) => c.route === 'GET /orgs/{org}/teams/{team_slug}/members').length
    await until(lists, (n) => n > 1)
    expect(opened()).toEqual([])
    lab.setTeam(7, 'genomics', { grace: 'active' })
    await until(opened, (all) => all.length === 1)
    expect(opened()).toMatchObject([{ title: 'People: remove ada', body: expect.stringContaining('no longer in the team 7') }])
    expect(opened()[0]!.body).not.toContain('act')
    expect(asked.filter((verb) => verb === 'deprovision')).toEqual([])
    await fresh.app.stop()
  })

  test('from lists that are empty, or do not come, nobody is found; nor where so many are missing at once that the list is wrong', async () => {
    for (const login of ['ada', 'grace', 'linus', 'olga']) lab.setMember(login, 'none')
    const fresh = await openStage(untouched(), { lab, compareEvery: 100 })
    await until(
      () => fresh.log(),
      (log) => log.includes('GitHub says nobody of an organization'),
    )
    lab.faults.add({ route: 'GET /orgs/{org}/members', kind: 'unavailable', times: 50 })
    lab.setMember('linus', 'active')
    await until(
      () => fresh.log(),
      (log) => log.includes('members could not be compared'),
    )
    expect(opened()).toEqual([])
    await fresh.app.stop()
    const many = Array.from({ length: 5 }, (_, n) => `  p${n}: {uid: ${65_540 + n}, github: {id: ${900 + n}, login: p${n}}}\n`).join('')
    const pull = lab.propose('librarian', path, registry() + many)
    lab.review('acme', pull, 'APPROVED')
    lab.merge(pull)
    lab.faults.clear()
    const other = await openStage(untouched(), { lab, compareEvery: 100 })
    await until(
      () => other.log(),
      (log) => log.includes('so many of a registry are in no list'),
    )
    expect(opened()).toEqual([])
    await other.app.stop()
  })

  test('while the App is away is asked for again once it is back', async () => {
    lab.setWebhookTarget('http://127.0.0.1:9/')
    expect((await lab.removeMember('ada', 'olga')).statusCode).toBe(0)
    const fresh = await openStage(untouched(), { lab, retryEvery: 100 })
    await until(opened, (all) => all.length === 1)
    await fresh.app.stop()
  })
})
