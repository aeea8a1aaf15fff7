/** GitHub is asked for the keys of whoever follows it, and one answer that fails costs nobody else theirs. */
import { type AccountKeys, GitHubError } from '../../../src/domain/github.ts'
import { wantedPeople } from '../../../src/domain/people/accounts.ts'
import { digestThatStays } from '../../../src/domain/people/ssh.ts'
import type { Request } from '../../../src/domain/request.ts'
import { followKeys } from '../../../src/engine/follow-keys.ts'
import { syncPeople } from '../../../src/engine/sync-people.ts'
import { answering, known } from '../../support/answering-hosts.ts'
import { keysOfSshKeygen, rsa1024 } from '../../support/public-keys.ts'
import { registered, registryWith } from '../../support/registered.ts'
import { noAccount, peopleSeen, rightAccount } from '../../support/seen-people.ts'

const { ed25519, ecdsa256 } = keysOfSshKeygen
const hosts = [{ kind: 'pattern', pattern: '*' }] as const
const follower = (name: string, uid: number, id: number) => registered(name, uid, { hosts, github: { id, login: name }, follows: true })
const [ada, ben] = [follower('ada', 65_536, 1), follower('ben', 65_537, 2)]
const team = registryWith([ada, ben])
const host = { instanceId: 'i-00000000000000001', name: 'calc-1', wanted: wantedPeople(team, team.people), ended: [], retired: [] }
const asking = (of: (id: number) => Promise<AccountKeys | undefined>) => ({ gitHubKeys: () => ({ kind: 'asked' as const, of }) })

test('one answer that fails leaves that one’s keys as they are', async () => {
  const { following, hosts: filled } = await followKeys(
    [host],
    team,
    asking(async (id) => {
      if (id === 1) throw new GitHubError('unavailable', 'GET /user/1: 502')
      return { login: 'ben', keys: [ed25519[0]] }
    }),
  )
  expect(following.map((one) => one.stay?.why)).toEqual(['GitHub could not be asked: GET /user/1: 502', undefined])
  expect(filled[0]?.wanted.accounts.map((a) => a.keys.length)).toEqual([0, 1])
})

test('a key that two of them show is the first one’s alone', async () => {
  const { following } = await followKeys(
    [host],
    team,
    asking(async (id) => ({ login: id === 1 ? 'ada' : 'ben', keys: [ed25519[0]] })),
  )
  expect(following.map((one) => one.keys.length)).toEqual([1, 0])
  expect(following[1]?.refused).toEqual([`${ed25519[1]} is ada’s key`])
})

test('where keys may not follow nobody is asked, and what is there stays', async () => {
  const { following } = await followKeys([host], team, { gitHubKeys: () => ({ kind: 'not', why: 'the operator keeps keys pinned' }) })
  expect(following.map((one) => one.stay)).toEqual(
    Array.from({ length: 2 }, () => ({ shown: 'unknown', why: 'the operator keeps keys pinned' })),
  )
})

test('a fault of ours is not taken for GitHub’s', async () => {
  const broken = () => Promise.reject(new TypeError('ours'))
  await expect(followKeys([host], team, asking(broken))).rejects.toThrow('ours')
})

describe('a sync', () => {
  const one = host.instanceId
  const asked: Extract<Request, { readonly verb: 'sync-people' }> = {
    verb: 'sync-people',
    selectors: [{ kind: 'id', id: one }],
    registry: registryWith([ada]),
    confirmRemovals: false,
  }
  async function synced(keys: readonly string[], account = noAccount('ada', 65_536)) {
    const gitHubKeys = { kind: 'asked' as const, of: async () => ({ login: 'ada', keys }) }
    const seen = answering({ instances: [known(one, 'calc-1')], host: () => ({ people: peopleSeen(one, [account]) }), gitHubKeys })
    const answer = await syncPeople(asked, seen.ctx)
    if (answer.kind !== 'people') throw new Error(answer.kind)
    return { answer, sent: seen.sent }
  }

  test('writes the keys that GitHub shows and tells each, with its fingerprint, in plan and notes', async () => {
    const { answer, sent } = await synced([ed25519[0], rsa1024])
    expect(sent.map((job) => job.params.keys)).toEqual(['', `ada:${ed25519[0].replace(' ', ':')}`])
    expect(answer.plan.hosts[0]?.keyNews).toEqual([{ name: 'ada', uid: 65_536, fingerprint: ed25519[1], kind: 'new' }])
    expect(answer.notes?.join('\n')).toMatch(/a new key, SHA256:39emg.*, on calc-1\n.*not taken: RSA of 1024 bits is weak/)
  })

  test('is another plan where GitHub shows another key', async () => {
    const [first, other] = [await synced([ed25519[0]]), await synced([ecdsa256[0]])]
    expect(first.answer.plan.digest).not.toBe(other.answer.plan.digest)
  })

  test('writes no file of keys where GitHub shows none, and is not green over those that are there', async () => {
    const keyFile = { digest: 'f'.repeat(32), state: '0:0644', prints: [ed25519[1]] }
    const { answer, sent } = await synced([], rightAccount('ada', 65_536, { keyFile }))
    expect(sent.map((job) => [job.params.change, job.params.people?.includes(digestThatStays)])).toEqual([['0', true]])
    expect(answer.report?.verdict).toBe('unknown')
    expect(answer.report?.hosts[0]?.rows[0]?.cells.find((c) => c.what === 'keys')).toEqual({
      what: 'keys',
      expected: 'as on GitHub',
      seen: `${ed25519[1]}, which stay: ada shows no key on GitHub that is taken`,
    })
    const without = await synced([], rightAccount('ada', 65_536))
    expect(without.answer.report?.verdict).toBe('holds')
  })
})
