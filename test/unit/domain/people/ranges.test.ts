/** Ranges that a host gives out by itself, against the numbers of the registry. */
import { wantedPeople } from '../../../../src/domain/people/accounts.ts'
import { numbersOf, overlapsOf } from '../../../../src/domain/people/ranges.ts'
import { hostReport, type PeopleHost } from '../../../../src/domain/people/sync.ts'
import { registered, registryWith } from '../../../support/registered.ts'
import { peopleSeen } from '../../../support/seen-people.ts'

const range = (first: number, last: number) => ({ where: '/etc/subuid: builder', first, last })

test('one that reaches into the registry’s space is told, by the file that says it', () => {
  expect(overlapsOf([range(30_000, 65_536)])).toEqual(['/etc/subuid: builder gives out 30000 to 65536, and the registry 65536 to 94199'])
  expect(overlapsOf([range(94_199, 200_000)])).toHaveLength(1)
  expect(overlapsOf([range(1_000, 65_535), range(94_200, 200_000)])).toEqual([])
})

test('a narrower space leaves the rest to others, but for numbers that somebody has or had', () => {
  const numbers = { first: 80_000, last: 80_999 }
  const retired = [{ number: 70_001, name: 'eve', since: '2026-01-01' }]
  const narrow = numbersOf(registryWith([registered('ada', 80_001)], { numbers, retired }))
  expect(overlapsOf([range(65_536, 70_000)], narrow)).toEqual([])
  expect(overlapsOf([range(65_536, 79_999)], narrow)).toEqual(['/etc/subuid: builder gives out 65536 to 79999, with 70001 of the registry'])
  expect(overlapsOf([range(65_536, 80_000)], narrow)).toEqual([
    '/etc/subuid: builder gives out 65536 to 80000, and the registry 80000 to 80999',
  ])
})

test('the report of an instance is red by it, with its cause', () => {
  const host: PeopleHost = { instanceId: 'i-1', name: 'calc-1', wanted: wantedPeople(registryWith([]), []), ended: [], retired: [] }
  const seen = peopleSeen('i-1', [], { ranges: [range(65_536, 131_071)] })
  expect(hostReport(host, seen)).toMatchObject({ verdict: 'differs', findings: [{ code: 'number-ranges-overlap', instanceId: 'i-1' }] })
  expect(hostReport(host, peopleSeen('i-1', []))).toMatchObject({ verdict: 'holds', findings: [] })
})

test('a number that somebody had is in a range from its first to its last', () => {
  const numbers = { first: 80_000, last: 80_999 }
  const narrow = numbersOf(registryWith([], { numbers, retired: [{ number: 70_001, name: 'eve', since: '2026-01-01' }] }))
  const reaches = (first: number, last: number) => overlapsOf([range(first, last)], narrow).length > 0
  expect([reaches(70_001, 70_005), reaches(69_000, 70_001), reaches(70_002, 70_005), reaches(69_000, 70_000)]).toEqual([
    true,
    true,
    false,
    false,
  ])
})
