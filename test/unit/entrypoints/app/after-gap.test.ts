/** What is asked about comments that were posted in a gap, and which of them are received. */
import { type GitHub, GitHubError, type PostedComment } from '../../../../src/domain/github.ts'
import { makeAfterGap } from '../../../../src/entrypoints/app/after-gap.ts'
import { makeLog } from '../../../../src/entrypoints/app/log.ts'

const repository = { owner: 'acme', repo: 'research' }
const posted = (id: number, author: number): PostedComment => ({
  id,
  issue: { number: 1, isPull: false, locked: false },
  body: '/prism verify research-data',
  author: { id: author, login: `user-${author}`, type: 'User' },
  viaApp: false,
  createdAt: '2026-11-25T12:00:00Z',
})

async function look(comments: readonly PostedComment[], writers: readonly number[], gone?: number) {
  const asked: string[] = []
  const received: string[] = []
  const gitHub: Pick<GitHub, 'reached' | 'postedSince' | 'isAnswered' | 'permission' | 'isCollaborator'> = {
    reached: async () => [repository],
    postedSince: async () => ({ isPrivate: false, comments, isWhole: true }),
    isAnswered: async (_, id) => {
      asked.push(`answered ${id}`)
      if (id === gone) throw new GitHubError('not-found', 'no such comment')
      return false
    },
    permission: async (_, { id }) => {
      asked.push(`permission of ${id}`)
      return writers.includes(id) ? { base: 'write', roleName: 'write' } : { base: 'read', roleName: 'read' }
    },
    isCollaborator: async (_, login) => {
      asked.push(`collaborator ${login}`)
      return false
    },
  }
  const isWhole = await makeAfterGap({
    installed: async () => [{ account: 'acme', isOrganization: true, installationId: 1 }],
    gitHubAt: async () => gitHub,
    receive: async ({ id }) => {
      received.push(id)
      return undefined
    },
    clock: { now: () => new Date('2026-11-30T12:00:00Z') },
    log: makeLog({ write: () => {}, secrets: [] }),
    signal: new AbortController().signal,
  })(new Date('2026-11-24T12:00:00Z'))
  return { isWhole, asked, received }
}

test('of a stranger who posts much GitHub is asked once, and nothing of theirs is received', async () => {
  const comments = [posted(10, 7), posted(11, 7), posted(12, 2), posted(13, 7), posted(14, 2)]
  expect(await look(comments, [2])).toEqual({
    isWhole: true,
    asked: ['permission of 7', 'collaborator user-7', 'permission of 2', 'answered 12', 'answered 14'],
    received: ['listed comment 12', 'listed comment 14'],
  })
})

test('one that is deleted while it is looked through keeps no answer from the others', async () => {
  expect(await look([posted(10, 2), posted(11, 2)], [2], 10)).toMatchObject({ isWhole: true, received: ['listed comment 11'] })
})
