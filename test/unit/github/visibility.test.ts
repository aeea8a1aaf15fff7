/** Who can read a repository, and whose it is. */
import type { GitHubClient } from '../../../src/domain/github.ts'
import { isPublic } from '../../../src/github/visibility.ts'

const clock = { now: () => new Date(), sleep: async () => {} }
const answering = (data: unknown): GitHubClient => ({ request: async () => ({ data, headers: {} }) }) as unknown as GitHubClient
const evidence = { owner: 'acme', repo: 'evidence' }

test('is asked of GitHub, by whatever name the owner’s repository has by now', async () => {
  expect(await isPublic(answering({ private: false, full_name: 'Acme/records' }), clock, evidence)).toBe(true)
  expect(await isPublic(answering({ private: true, full_name: 'acme/evidence' }), clock, evidence)).toBe(false)
})

test('of one that GitHub leads on to, as it was given to another owner, is not said', async () => {
  const asked = isPublic(answering({ private: true, full_name: 'mallory/evidence' }), clock, evidence)
  await expect(asked).rejects.toMatchObject({ code: 'not-found' })
})
