/** The adapters against the lab's GitHub, through the Octokit that Probot brings. */
import { ProbotOctokit } from 'probot'
import { type GitHubClient, mayWrite } from '../../../src/domain/github.ts'
import { createGitHub } from '../../../src/github/github.ts'
import { type LabGitHub, startLabGitHub } from '../../../src/lab/github/start.ts'
import { installationToken } from '../lab/github/client.ts'
import { gitHubDescription } from '../lab/github/github-openapi.ts'

const repository = { owner: 'acme', repo: 'research' }
const permissionRoute = 'GET /repos/{owner}/{repo}/collaborators/{username}/permission'

describe('GitHub, asked and told', () => {
  let lab: LabGitHub
  let client: GitHubClient
  const slept: number[] = []
  const clock = {
    now: () => new Date(),
    sleep: async (milliseconds: number) => {
      slept.push(milliseconds)
    },
  }
  const github = (appId = lab.app.id) => createGitHub({ client, clock, appId })
  const thread = (appId = lab.app.id) => github(appId).thread(repository, 1)

  beforeAll(async () => {
    lab = await startLabGitHub({
      repositories: [
        {
          fullName: 'acme/research',
          collaborators: { wendy: 'write', mary: 'maintain', tom: 'triage', ada: 'admin', cora: { roleName: 'admin', base: 'read' } },
          issues: [{ number: 1, title: 'Shared data' }],
        },
      ],
    })
    const octokit = new ProbotOctokit({
      baseUrl: lab.url,
      auth: { token: await installationToken(lab, 'acme/research') },
      throttle: { enabled: false },
    })
    client = { request: (route, parameters) => octokit.request(route, parameters) }
  })
  beforeEach(() => {
    slept.length = 0
    lab.faults.clear()
  })
  afterAll(async () => {
    const { check } = await gitHubDescription()
    expect(lab.calls().flatMap((c) => check(c).request)).toEqual([])
    await lab.stop()
  })

  /** The id that GitHub has for the login, found as anybody would: from a comment. */
  async function idOf(login: string): Promise<number> {
    const { payload } = await lab.comment(login, 1, 'hello')
    return (payload.sender as { id: number }).id
  }

  test.each([
    ['wendy', 'write', 'write', true],
    ['mary', 'write', 'maintain', true],
    ['ada', 'admin', 'admin', true],
    ['tom', 'read', 'triage', false],
    ['passer-by', 'read', 'read', false],
    // a custom role may be called anything; the base is what counts
    ['cora', 'read', 'admin', false],
  ])('%s has %s by the role %s', async (login, base, roleName, may) => {
    const permission = await github().permission(repository, { id: await idOf(login), login })
    expect(permission).toEqual({ base, roleName })
    expect(mayWrite(permission)).toBe(may)
  })

  test('a login that GitHub does not know has nothing; a login that changed hands is an error', async () => {
    expect(await github().permission(repository, { id: 1, login: 'not-there' })).toEqual({ base: 'none', roleName: '' })
    await expect(github().permission(repository, { id: 1, login: 'wendy' })).rejects.toMatchObject({ code: 'unexpected' })
  })

  test('collaborators are told from passers-by, and administrators are listed', async () => {
    await lab.comment('passer-by', 1, 'hello')
    expect(await github().isCollaborator(repository, 'tom')).toBe(true)
    expect(await github().isCollaborator(repository, 'passer-by')).toBe(false)
    expect(await github().administrators(repository)).toEqual(['acme', 'ada'])
  })

  test('reads are repeated while GitHub is unavailable, and not for ever', async () => {
    const id = await idOf('wendy')
    lab.faults.add({ route: permissionRoute, kind: 'unavailable', times: 3 })
    expect((await github().permission(repository, { id, login: 'wendy' })).base).toBe('write')
    expect(slept).toEqual([250, 1_000, 3_000])
    lab.faults.add({ route: permissionRoute, kind: 'dropped', times: 4 })
    await expect(github().permission(repository, { id, login: 'wendy' })).rejects.toMatchObject({ code: 'unavailable' })
  })

  test('a short rate limit is waited out, a long one is an error at once', async () => {
    const id = await idOf('wendy')
    lab.faults.add({ route: permissionRoute, kind: { rateLimited: 'secondary', seconds: 5 } })
    await github().permission(repository, { id, login: 'wendy' })
    expect(slept).toEqual([5_000])
    lab.faults.add({ route: permissionRoute, kind: { rateLimited: 'primary', seconds: 1_800 } })
    await expect(github().permission(repository, { id, login: 'wendy' })).rejects.toMatchObject({ code: 'rate-limited' })
    expect(slept).toHaveLength(1)
  })

  test('a refusal is not repeated', async () => {
    const id = await idOf('wendy')
    lab.faults.add({ route: permissionRoute, kind: 'forbidden' })
    await expect(github().permission(repository, { id, login: 'wendy' })).rejects.toMatchObject({
      code: 'forbidden',
      status: 403,
    })
    expect(slept).toEqual([])
  })

  test('a comment is read as it was sent; a deleted one is undefined', async () => {
    const { commentId } = await lab.comment('wendy', 1, 'zürich\r\n🧪')
    expect(await thread().read(commentId)).toEqual({ body: 'zürich\r\n🧪', authorId: await idOf('wendy') })
    lab.deleteComment(commentId)
    expect(await thread().read(commentId)).toBeUndefined()
  })

  test('creating is tried once: nobody knows what became of a lost answer until somebody looks', async () => {
    const marker = '<!-- prism:run=A1 -->'
    lab.faults.add({ route: 'POST /repos/{owner}/{repo}/issues/{issue_number}/comments', kind: 'answer-lost' })
    const started = new Date()
    await expect(thread().create(`x\n\n${marker}`)).rejects.toMatchObject({ code: 'unavailable' })
    const found = await thread().findOurs(marker, started)
    expect(
      lab
        .thread(1)
        .filter((c) => c.body.includes(marker))
        .map((c) => c.id),
    ).toEqual([found?.id])
  })

  test('a marker counts in our own comments only, on their last line only, in this run’s time only', async () => {
    const marker = '<!-- prism:run=B2 -->'
    const started = new Date()
    await lab.comment('mallory', 1, `x\n\n${marker}`)
    await thread().create(`${marker}\n\nquoted by us, not meant by us`)
    expect(await thread().findOurs(marker, started)).toBeUndefined()
    const ours = await thread().create(`x\n\n${marker}`)
    expect(await thread().findOurs(marker, started)).toEqual(ours)
    expect(ours.url).toMatch(/\/acme\/research\/issues\/1#issuecomment-\d+$/)
    expect(await thread(lab.app.id + 1).findOurs(marker, started)).toBeUndefined()
    expect(await thread().findOurs(marker, new Date(Date.now() + 60_000))).toBeUndefined()
  })

  test('it is found on the second page too', async () => {
    const started = new Date()
    for (let i = 0; i < 120; i++) await lab.comment('wendy', 1, `talk ${i}`)
    const ours = await thread().create('x\n\n<!-- prism:run=C3 -->')
    expect(await thread().findOurs('<!-- prism:run=C3 -->', started)).toEqual(ours)
  })

  test('of a comment’s reactions each 👍 is read, with whose it is and when, over several pages; of one that is gone nothing', async () => {
    const { commentId } = await lab.comment('wendy', 1, 'a plan')
    lab.thumb('mary', commentId, 'heart')
    for (let n = 0; n < 100; n++) lab.thumb(`passer-by-${n}`, commentId)
    const last = lab.thumb('mary', commentId)
    const seen = await thread().thumbs(commentId)
    expect(seen?.thumbs).toHaveLength(101)
    expect(seen?.thumbs.at(-1)).toMatchObject({ id: last, by: { id: await idOf('mary'), login: 'mary' }, isPerson: true })
    expect(seen?.changedAt).toBe(seen?.writtenAt)
    lab.unthumb('mary', commentId)
    await lab.editComment('wendy', commentId, 'another plan')
    const after = await thread().thumbs(commentId)
    expect(after?.thumbs.map((t) => t.by.login)).not.toContain('mary')
    expect(after?.changedAt).not.toBe(after?.writtenAt)
    lab.deleteComment(commentId)
    expect(await thread().thumbs(commentId)).toBeUndefined()
  })

  test('edits and reactions arrive; what is too long is refused', async () => {
    const { commentId } = await lab.comment('wendy', 1, 'go')
    await thread().react(commentId, 'eyes')
    await thread().react(commentId, 'eyes')
    await thread().react(commentId, 'rocket')
    const { id } = await thread().create('one')
    await thread().edit(id, 'two')
    await expect(thread().edit(id, 'x'.repeat(65_537))).rejects.toMatchObject({ code: 'refused' })
    expect(
      lab
        .thread(1)
        .find((c) => c.id === commentId)!
        .reactions.map((r) => r.content),
    ).toEqual(['eyes', 'rocket'])
    expect(lab.thread(1).find((c) => c.id === id)).toMatchObject({ body: 'two', history: [{ body: 'one' }] })
  })
})

test('an answer of another shape is an error, not a permission', async () => {
  const clock = { now: () => new Date(), sleep: async () => {} }
  for (const data of [{}, null, 'admin', { permission: 'owner', role_name: 'owner', user: { id: 1 } }, { permission: 'admin', user: null }])
    await expect(
      createGitHub({ client: { request: async () => ({ status: 200, data }) }, clock, appId: 1 }).permission(repository, {
        id: 1,
        login: 'x',
      }),
    ).rejects.toMatchObject({ code: 'unexpected' })
})
