/** Keys that follow an account on GitHub: what is taken of them, what is not, and what is told. */

import { wantedPeople } from '../../../../src/domain/people/accounts.ts'
import {
  followedKeys,
  followersOn,
  followNotes,
  holdersOfKeys,
  keyNews,
  type Shown,
  withFollowed,
} from '../../../../src/domain/people/follow.ts'
import { type PublicKey, parsePublicKey } from '../../../../src/domain/people/public-key.ts'
import { keysDigest } from '../../../../src/domain/people/ssh.ts'
import type { PeopleHost } from '../../../../src/domain/people/sync.ts'
import { keysOfSshKeygen, rsa1024 } from '../../../support/public-keys.ts'
import { registered, registryWith } from '../../../support/registered.ts'
import { peopleSeen, rightAccount } from '../../../support/seen-people.ts'

const { ed25519, rsa2048, ecdsa256 } = keysOfSshKeygen
const github = { id: 1001, login: 'Ada-L' }
const ada = { name: 'ada', uid: 65_536, github }
const nobodys = new Map<string, string>()
const shows = (keys: readonly string[], login = 'ada-l'): Shown => ({ kind: 'answered', account: { login, keys } })
const keyOf = (text: string): PublicKey => parsePublicKey(text) as PublicKey
const host = (...people: readonly ReturnType<typeof registered>[]): PeopleHost => ({
  instanceId: 'i-1',
  name: 'calc-1',
  wanted: wantedPeople(registryWith(people), people),
  ended: [],
  retired: [],
})
const follower = registered('ada', 65_536, { github, follows: true })

test('the keys that the account shows are taken, encoded anew, each once', () => {
  const { keys, stay, refused } = followedKeys(ada, shows([`${ed25519[0]} laptop`, rsa2048[0], rsa2048[0]]), nobodys)
  expect(keys.map((key) => key.fingerprint)).toEqual([ed25519[1], rsa2048[1]])
  expect([stay, refused]).toEqual([undefined, []])
})

test.each<[string, Shown, string, string]>([
  ['a failed answer', { kind: 'none', why: 'GitHub could not be asked: 502' }, 'unknown', 'GitHub could not be asked: 502'],
  ['an account that is gone', { kind: 'answered', account: undefined }, 'unknown', 'nobody on GitHub has the id 1001 any more'],
  ['a renamed login', shows([ed25519[0]], 'ada-new'), 'unknown', '1001 is ada-new on GitHub by now, and Ada-L in the registry'],
  ['an empty answer', shows([]), 'none', 'Ada-L shows no key on GitHub that is taken'],
  ['weak keys alone', shows([rsa1024]), 'none', 'Ada-L shows no key on GitHub that is taken'],
])('%s removes nothing and lets nobody in', (_, shown, how, why) => {
  expect(followedKeys(ada, shown, nobodys)).toMatchObject({ keys: [], stay: { shown: how, why } })
})

test('a weak key, and one that is somebody else’s, are told and not taken', () => {
  const others = new Map([
    [ecdsa256[1], 'grace'],
    [ed25519[1], 'ada'],
  ])
  const { keys, refused } = followedKeys(ada, shows([rsa1024, ecdsa256[0], ed25519[0]]), others)
  expect(keys.map((key) => key.fingerprint)).toEqual([ed25519[1]])
  expect(refused).toEqual([expect.stringContaining('RSA of 1024 bits is weak'), `${ecdsa256[1]} is grace’s key`])
})

test('who is asked for are those who follow and have an account there', () => {
  const team = registryWith([
    follower,
    registered('ben', 65_537, { keys: [keyOf(ecdsa256[0])] }),
    { ...follower, name: 'eve', uid: 65_538 },
  ])
  expect(followersOn([host(...team.people.slice(0, 2))], team)).toEqual([ada])
  // an account that is only named is not followed
  const named = registryWith([registered('ada', 65_536, { github })])
  expect(followersOn([host(...named.people)], named)).toEqual([])
  expect(holdersOfKeys(team)).toEqual(new Map([[ecdsa256[1], 'ben']]))
})

test('an account gets what GitHub showed; where it showed nothing, what is there stays', () => {
  const ben = registered('ben', 65_537)
  const [filled] = withFollowed([host(follower, ben)], [followedKeys(ada, shows([ed25519[0]]), nobodys)])
  expect(filled?.wanted.accounts).toMatchObject([
    { name: 'ada', keys: [keyOf(ed25519[0])] },
    { name: 'ben', keys: [] },
  ])
  expect(filled?.wanted.accounts.map((a) => a.keysStay)).toEqual([undefined, undefined])
  const [empty] = withFollowed([host(follower)], [followedKeys(ada, shows([]), nobodys)])
  expect(empty?.wanted.accounts[0]).toMatchObject({ keys: [], keysStay: { shown: 'none' } })
  const [unasked] = withFollowed([host(follower)], [])
  expect(unasked?.wanted.accounts[0]).toMatchObject({ keys: [], keysStay: { shown: 'unknown', why: 'GitHub is not asked from here' } })
})

test('a key that comes or goes by GitHub alone is told, with its fingerprint and where', () => {
  const following = [followedKeys(ada, shows([ed25519[0], rsa1024]), nobodys)]
  const [calc] = withFollowed([host(follower)], following) as [PeopleHost]
  const seen = (keyFile: Parameters<typeof rightAccount>[2]) => peopleSeen('i-1', [rightAccount('ada', 65_536, keyFile)])
  const news = keyNews(calc, seen({ keyFile: { digest: 'f'.repeat(32), state: '0:0644', prints: [rsa2048[1]] } }), following)
  expect(news).toEqual([
    { name: 'ada', uid: 65_536, fingerprint: ed25519[1], kind: 'new' },
    { name: 'ada', uid: 65_536, fingerprint: rsa2048[1], kind: 'gone' },
  ])
  expect(keyNews(calc, seen({ keyFile: { digest: keysDigest([keyOf(ed25519[0])]), state: '0:0644', prints: [] } }), following)).toEqual([])
  expect(
    followNotes(following, [{ name: 'calc-1', keyNews: news }, { name: 'calc-2', keyNews: news.slice(0, 1) }, { name: 'calc-3' }]),
  ).toEqual([
    `ada’s keys follow Ada-L (1001) on GitHub: a new key, ${ed25519[1]}, on calc-1, calc-2`,
    `ada’s keys follow Ada-L (1001) on GitHub: a key that is not shown there any more, ${rsa2048[1]}, on calc-1`,
    expect.stringMatching(/^ada’s keys follow Ada-L \(1001\) on GitHub: a key there is not taken: RSA of 1024 bits/),
  ])
})

test('of keys that stay it is told why, and none of them is news', () => {
  const following = [followedKeys(ada, { kind: 'none', why: 'no answer' }, nobodys)]
  const [calc] = withFollowed([host(follower)], following) as [PeopleHost]
  const seen = peopleSeen('i-1', [rightAccount('ada', 65_536, { keyFile: { digest: 'x', state: '0:0644', prints: [rsa2048[1]] } })])
  expect(keyNews(calc, seen, following)).toEqual([])
  expect(followNotes(following, [{ name: 'calc-1' }])).toEqual([
    'ada’s keys follow Ada-L (1001) on GitHub, and stay as they are: no answer',
  ])
})

test('of more than twenty keys the others are told', () => {
  const many = Array.from({ length: 21 }, (_, n) => {
    const body = Buffer.from(keyOf(ed25519[0]).body, 'base64')
    body[body.length - 1] = n
    return `ssh-ed25519 ${body.toString('base64')}`
  })
  const { keys, refused } = followedKeys(ada, shows(many), nobodys)
  expect(keys).toHaveLength(20)
  expect(refused).toEqual([`${keyOf(many[20]!).fingerprint} comes after 20 others`])
})

test('what a host has already is no news, and of several people each is told their own', () => {
  const bea = { name: 'bea', uid: 65_540, github: { id: 1002, login: 'bea' } }
  const follows = [follower, registered('bea', 65_540, { github: bea.github, follows: true })]
  const following = [followedKeys(ada, shows([ed25519[0], rsa2048[0]]), nobodys), followedKeys(bea, shows([ecdsa256[0]], 'bea'), nobodys)]
  const [both, adasAlone] = withFollowed([host(...follows), host(follower)], following) as [PeopleHost, PeopleHost]
  const file = (...prints: string[]) => ({ keyFile: { digest: 'f'.repeat(32), state: '0:0644', prints } })
  const seen = peopleSeen('i-1', [
    rightAccount('ada', 65_536, file(ed25519[1])),
    rightAccount('bea', 65_540, file(rsa2048[1], ecdsa256[1])),
  ])
  const news = keyNews(both, seen, following)
  expect(news).toEqual([
    { name: 'ada', uid: 65_536, fingerprint: rsa2048[1], kind: 'new' },
    { name: 'bea', uid: 65_540, fingerprint: rsa2048[1], kind: 'gone' },
  ])
  // bea has an account there, which the registry does not give any more
  expect(keyNews(adasAlone, seen, following)).toEqual(news.slice(0, 1))
  expect(followNotes(following, [{ name: 'calc-1', keyNews: news }])).toEqual([
    `ada’s keys follow Ada-L (1001) on GitHub: a new key, ${rsa2048[1]}, on calc-1`,
    `bea’s keys follow bea (1002) on GitHub: a key that is not shown there any more, ${rsa2048[1]}, on calc-1`,
  ])
})
