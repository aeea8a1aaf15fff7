/** Pull requests are checked each by itself: what a stranger’s holds keeps no other from its check. */
import { type CheckRun, type GitHub, GitHubError } from '../../../../src/domain/github.ts'
import { registryPath } from '../../../../src/domain/people/as-written.ts'
import { checkPulls } from '../../../../src/entrypoints/app/check-pulls.ts'

const stands = 'version: 1\npeople:\n  ada: {uid: 65536}\n'
const twice = `${stands}  ben: {uid: 65537}\n  cleo: {uid: 65537}\n`
const log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} }
type Pull = 'a folder' | 'GitHub is down' | 'a number twice' | 'nothing of it' | 'refuses checks'

async function checked(...kinds: readonly Pull[]) {
  const made: [number, Pick<CheckRun, 'name' | 'conclusion' | 'title'>][] = []
  const pulls = {
    defaultBranch: async () => 'main',
    openOn: async () => kinds.map((_, n) => n),
    read: async (number: number) => ({
      number,
      isOpen: true,
      base: 'main',
      head: `${number}`,
      merge: `merge ${number}`,
      isOfFork: true,
      author: { id: 7, login: 'stranger', isPerson: true },
      conflicts: false,
    }),
    fileAt: async (path: string, ref: string) => {
      if (path !== registryPath) return undefined
      const kind = kinds[Number(ref.replace('merge ', ''))]
      if (kind === 'a folder') throw new GitHubError('unexpected', 'a folder')
      if (kind === 'GitHub is down') throw new GitHubError('unavailable', '503')
      return kind === undefined || kind === 'nothing of it' ? { blob: 'main', text: stands } : { blob: ref, text: twice }
    },
    check: async (head: string, { name, conclusion, title }: CheckRun) => {
      if (kinds[Number(head)] === 'refuses checks') throw new GitHubError('unexpected', 'not this one')
      made.push([Number(head), { name, conclusion, title }])
    },
    account: async () => undefined,
  }
  const github = { pulls: () => pulls, permission: async () => ({ base: 'read' }) } as unknown as GitHub
  const event = { deliveryId: 'd', repository: { owner: 'acme', repo: 'research' } }
  const end = await checkPulls({ prism: {} as never, log: log as never, reviewWaived: () => false }, github, event)
  return { end, made }
}
const red = { name: 'Prism: people.yml', conclusion: 'failure', title: 'one error' }
const unread = { ...red, title: 'it could not be read' }

test('a folder in the registry’s place is red itself, and those behind it are looked at', async () => {
  expect(await checked('a folder', 'a number twice', 'nothing of it')).toEqual({
    end: 'settled',
    made: [
      [0, unread],
      [1, red],
    ],
  })
})

test('where GitHub does not answer for one, the others are checked, and all of it is tried again', async () => {
  expect(await checked('GitHub is down', 'a number twice')).toEqual({ end: 'open', made: [[1, red]] })
})

test('a check that GitHub does not take ends nothing', async () => {
  expect(await checked('refuses checks', 'a number twice')).toEqual({ end: 'settled', made: [[1, red]] })
})
