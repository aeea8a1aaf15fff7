/** Which version of the policy counts, asked of the lab's GitHub. */
import { ProbotOctokit } from 'probot'
import type { GitHubClient } from '../../../src/domain/github.ts'
import { createGitHub } from '../../../src/github/github.ts'
import { policyFile } from '../../../src/github/policy-file.ts'
import { type LabGitHub, startLabGitHub } from '../../../src/lab/github/start.ts'
import { impatientClock } from '../../support/app-stage.ts'
import { installationToken } from '../lab/github/client.ts'
import { gitHubDescription } from '../lab/github/github-openapi.ts'

const path = '.github/prism.yml'
const repository = { owner: 'acme', repo: 'research' }
let lab: LabGitHub
let client: GitHubClient

beforeEach(async () => {
  lab = await startLabGitHub({
    repositories: [
      { fullName: 'acme/research', collaborators: { wendy: 'write', mary: 'maintain', tom: 'read' }, files: { [path]: 'seeded' } },
    ],
  })
  const octokit = new ProbotOctokit({
    baseUrl: lab.url,
    auth: { token: await installationToken(lab, 'acme/research') },
    throttle: { enabled: false },
  })
  client = { request: (route, parameters) => octokit.request(route, parameters) }
})
afterEach(() => lab.stop())

const counts = async (): Promise<string | undefined> => (await policyFile(client, impatientClock, repository, true)).counts?.text

/** A pull request of wendy's that mary approves. */
function proposed(text: string, approver: string | null = 'mary'): number {
  const pull = lab.propose('wendy', path, text)
  if (approver) lab.review(approver, pull, 'APPROVED')
  return pull
}

test('what came by a pull request that somebody else approved counts', async () => {
  expect(await counts()).toBe('seeded')
  lab.merge(proposed('second'))
  expect(await counts()).toBe('second')
})

test('what one person pushed, or deleted, does not count; the one before stays in force, and is told apart from the newest', async () => {
  lab.pushFile('wendy', path, 'mine')
  expect(await policyFile(client, impatientClock, repository, true)).toMatchObject({ counts: { text: 'seeded' }, newest: { text: 'mine' } })
  lab.pushFile('wendy', path, undefined)
  expect(await counts()).toBe('seeded')
})

test('behind more pushes than are looked through no policy is known, which is not a repository without one', async () => {
  for (let n = 0; n < 20; n++) lab.pushFile('wendy', path, `mine ${n}`)
  await expect(counts()).rejects.toThrow('none of the newest 20 versions of .github/prism.yml was approved')
})

test('a deletion that somebody approved counts', async () => {
  const pull = lab.propose('wendy', path, undefined)
  lab.review('mary', pull, 'APPROVED')
  lab.merge(pull)
  expect(await counts()).toBeUndefined()
})

test.each<[string, () => number]>([
  ['nobody approved', () => proposed('x', null)],
  ['its author approved', () => proposed('x', 'wendy')],
  ['a reader approved', () => proposed('x', 'tom')],
  ['a stranger approved', () => proposed('x', 'eve')],
  [
    'somebody approved who wrote one of its commits',
    () => {
      const pull = proposed('x', null)
      lab.pushTo(pull, 'mary', 'y')
      lab.review('mary', pull, 'APPROVED')
      return pull
    },
  ],
  [
    'somebody approved who committed what another wrote',
    () => {
      const pull = proposed('x', null)
      lab.pushTo(pull, 'mary', 'y', 'wendy')
      lab.review('mary', pull, 'APPROVED')
      return pull
    },
  ],
  [
    'a commit is nobody’s',
    () => {
      const pull = proposed('x', null)
      lab.pushTo(pull, 'wendy', 'y', null)
      lab.review('mary', pull, 'APPROVED')
      return pull
    },
  ],
  [
    'somebody approved who wrote one of its commits in another’s name',
    () => {
      const pull = proposed('x', null)
      lab.pushTo(pull, 'wendy', 'y', undefined, undefined, false)
      lab.review('mary', pull, 'APPROVED')
      return pull
    },
  ],
  [
    'a commit came after the approval',
    () => {
      const pull = proposed('x')
      lab.pushTo(pull, 'wendy', 'y')
      return pull
    },
  ],
  [
    'the approval was taken back',
    () => {
      const pull = proposed('x')
      lab.review('mary', pull, 'DISMISSED')
      return pull
    },
  ],
  [
    'the approval was taken back after more reviews than GitHub lists at once',
    () => {
      const pull = proposed('x')
      for (let n = 1; n < 100; n++) lab.review('wendy', pull, 'COMMENTED')
      lab.review('mary', pull, 'CHANGES_REQUESTED')
      return pull
    },
  ],
])('a pull request does not count where %s', async (_, make) => {
  lab.merge(make())
  expect(await counts()).toBe('seeded')
})

test('a merge that holds something else than was approved does not count', async () => {
  lab.merge(proposed('approved'), 'something else')
  expect(await counts()).toBe('seeded')
})

test('where the operator waived the review the newest counts', async () => {
  lab.pushFile('wendy', path, 'mine')
  expect(await policyFile(client, impatientClock, repository, false)).toMatchObject({ isPublic: true, counts: { text: 'mine' } })
})

test('a team is asked for by its id; an invitation that was not accepted is no membership', async () => {
  lab.setTeam(42, 'storage', { wendy: 'active', mary: 'pending' })
  lab.setTeam(43, 'others', { wendy: 'active' })
  const github = createGitHub({ client, clock: impatientClock, appId: lab.app.id })
  expect(await github.teamsOf('acme', 'wendy', [42, 44])).toEqual([{ id: 42, slug: 'storage' }])
  expect(await github.teamsOf('acme', 'mary', [42])).toEqual([])
})

test('what is asked and what the lab answers are as GitHub describes them', async () => {
  lab.setTeam(42, 'storage', { wendy: 'active' })
  lab.merge(proposed('second'))
  await counts()
  await createGitHub({ client, clock: impatientClock, appId: lab.app.id }).teamsOf('acme', 'wendy', [42])
  const description = await gitHubDescription()
  const problems = lab.calls().map((c) => ({ call: `${c.method} ${c.path}`, ...description.check(c) }))
  expect(problems.filter((p) => p.request.length + p.answer.length > 0)).toEqual([])
})
