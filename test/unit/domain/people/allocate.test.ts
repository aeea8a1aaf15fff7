/** The next number is nobody's, and was nobody's. */
import { peopleGroup } from '../../../../src/domain/account-numbers.ts'
import type { JobResult } from '../../../../src/domain/job-result.ts'
import { nextNumber, numbersSeen } from '../../../../src/domain/people/allocate.ts'
import { registered, registryWith } from '../../../support/registered.ts'
import { noAccount, peopleSeen, rightAccount } from '../../../support/seen-people.ts'

const ada = registered('ada', 65536)
const since = '2026-11-01'
const few = { numbers: { first: 65540, last: 65543 } }

test.each([
  ['of an empty registry, the first', registryWith([]), [], 65536],
  ['is after the highest that was ever given', registryWith([ada], { retired: [{ number: 65540, name: 'x', since }] }), [], 65541],
  [
    'is no group’s and none that a host or the volume has',
    registryWith([ada], { groups: [{ name: 'g', gid: 65537 }] }),
    [65538, 1000],
    65539,
  ],
  ['is not after what lies outside of the space', registryWith([registered('b', 65540)], few), [65536, 70000], 65541],
  ['is the space’s own last one too', registryWith([registered('b', 65542)], few), [], 65543],
  ['is none below the highest, though it is free', registryWith([registered('b', 65541)], few), [], 65542],
  ['at the end of the space is the lowest free one', registryWith([registered('z', 94198), ada]), [65537], 65538],
  ['at the end of a narrower space too', registryWith([registered('z', 65543), registered('b', 65540)], few), [65541], 65542],
])('%s', (_, registry, seen, number) => {
  expect(nextNumber(registry, new Set(seen))).toBe(number)
})

test('the group of all people is no person’s, and hides no free number', () => {
  const last = { numbers: { first: peopleGroup.gid - 1, last: peopleGroup.gid } }
  expect(nextNumber(registryWith([], last), new Set([peopleGroup.gid]))).toBe(peopleGroup.gid - 1)
  expect(() => nextNumber(registryWith([registered('z', peopleGroup.gid - 1)], last))).toThrow(/registry-full/)
})

test('where there is none, it is refused with the space', () => {
  expect(() => nextNumber(registryWith([ada], { numbers: { first: 65536, last: 65536 } }))).toThrow(
    expect.objectContaining({
      finding: expect.objectContaining({ code: 'registry-full', seen: 'every number from 65536 to 65536 was given' }) as object,
    }),
  )
})

type Transcript = Extract<JobResult, { kind: 'transcript' }>
const told = (more: Partial<Transcript>): Transcript => ({
  kind: 'transcript',
  instanceId: 'i-1',
  state: 'done',
  steps: [],
  failures: [],
  sharing: [],
  ...more,
})
const has = { uid: 70_001, gid: 70_002, groups: [70_001, 70_003], shell: '/bin/sh', ends: '', password: 'none' } as const
const { groupGid: _, ...groupless } = noAccount('eve', 65_538)
const place = (path: string, has?: { uid: number; gid: number; mode: string }) => ({ path, refused: '', ...(has ? { has } : {}) })
const rule = { under: '.', uid: 1000, gid: 1000, to: { uid: 65_536, gid: 65_536 }, itself: false }

test.each<[string, JobResult, number[]]>([
  ['without an answer none', { kind: 'installed', instanceId: 'i-1', said: '' }, []],
  ['of a look at no people none', told({}), []],
  ['an account’s and its group’s', told({ people: peopleSeen('i-1', [groupless], { groups: [] }) }), [65_538, 65_538]],
  [
    'those that the account has there, too, and the group of its name',
    told({ people: peopleSeen('i-1', [rightAccount('ada', 65_536, { groupGid: 1800, has })], { groups: [] }) }),
    [65_536, 1800, 70_001, 70_002, 70_001, 70_003],
  ],
  [
    'of the registry’s groups those that are there',
    told({
      people: peopleSeen('i-1', [], {
        groups: [
          { name: 'ml', gid: 65_540, holder: '' },
          { name: 'qa', holder: '' },
        ],
      }),
    }),
    [65_540],
  ],
  [
    'whose the spaces on the volume are',
    told({
      volume: {
        state: 'there',
        places: [place('users/ada', { uid: 65_536, gid: 3000, mode: '0700' }), place('users/ben')],
        homes: [],
        tries: [],
        did: [],
      },
    }),
    [65_536, 3000],
  ],
  [
    'whose the data is that a migration counts',
    told({
      migration: { rule, counts: [], folders: [{ top: '.', uid: 1000, gid: 1001, entries: 3 }], left: [], open: [] },
    }),
    [1000, 1001],
  ],
])('numbers that an answer tells of: %s', (_, result, numbers) => {
  expect(numbersSeen(result)).toEqual(numbers)
})
