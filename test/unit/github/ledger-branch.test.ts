/** Whose commit of the ledger it is: of what GitHub's answer says, only what nobody else can have written. */
import { ledgerBranch } from '../../../src/github/ledger-branch.ts'
import { impatientClock } from '../../support/app-stage.ts'

const bot = { name: 'prism-efs[bot]', email: '7+prism-efs[bot]@users.noreply.github.com' }
const gitHub = { name: 'GitHub', email: 'noreply@github.com' }
const mallory = { name: 'GitHub', email: 'mallory@example.com' }

async function isVerified(author: object, committer: object, webUrl?: string): Promise<boolean> {
  const date = '2026-11-29T00:00:00Z'
  const data = {
    sha: 'a',
    message: 'm',
    tree: { sha: 't' },
    parents: [],
    author: { ...author, date },
    committer: { ...committer, date },
    verification: { verified: true },
  }
  const client = { request: async () => ({ status: 200, headers: {}, data }) }
  const at = webUrl === undefined ? {} : { webUrl }
  return (await ledgerBranch({ client, clock: impatientClock, repository: { owner: 'acme', repo: 'research' }, ...at }).commit('a'))
    .verified
}

test('what GitHub signed for the bot is verified', async () => {
  expect(await isVerified(bot, gitHub)).toBe(true)
})

test.each([
  ['somebody signed with a key of theirs, as the bot', bot, mallory],
  ['GitHub signed for somebody who took the bot’s name', { name: bot.name, email: 'mallory@example.com' }, gitHub],
])('what %s is not', async (_, author, committer) => {
  expect(await isVerified(author, committer)).toBe(false)
})

test('a server of one’s own signs under another address', async () => {
  expect(await isVerified(bot, { ...gitHub, email: 'noreply@git.example.com' }, 'https://git.example.com')).toBe(true)
})
