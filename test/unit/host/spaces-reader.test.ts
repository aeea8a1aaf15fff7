/** What a host tells of people on a volume: strictly read, and nothing that it does not tell is green. */
import { changesOn, placesOf, stateOf, type WantedVolume } from '../../../src/domain/people/spaces.ts'
import { spaceRows } from '../../../src/domain/rows/spaces.ts'
import { readTold } from '../../../src/host/facts-reader.ts'
import { readRecord } from '../../../src/host/records.ts'

const told = (...lines: string[]) => readTold(lines.map(readRecord), 'i-0123456789abcdef0')
const ada = { name: 'ada', uid: 65_536 }
const volume: WantedVolume = {
  fileSystemId: 'fs-0123456789abcdef0',
  mountPoint: '/mnt/data',
  addresses: [],
  gid: 3000,
  people: [ada],
  mounts: [],
  spaceMode: '0700',
  others: [],
  untried: 0,
  directories: [{ name: 'genomics', gid: 65_540, group: 'genomics' }],
  holders: new Map(),
}

test('what is told without its end, or with another count, was not seen', () => {
  const path = 'space-path path=users/ada uid=65536 gid=65536 mode=0700 refused='
  expect(told(path)).not.toHaveProperty('volume')
  expect(() => told(path, 'space-volume state=there paths=2 homes=0 tried=0')).toThrow('another count')
  expect(told(path, 'space-volume state=there paths=1 homes=0 tried=0').volume?.places).toEqual([
    { path: 'users/ada', refused: '', has: { uid: 65_536, gid: 65_536, mode: '0700' } },
  ])
})

test.each(['rwx', 'w-', 'r', 'x', ''])('a try that came to %j is none', (came) => {
  const line = `space-tried name=ada own=rw others=1 there=1 open=ben:${came} groups= why=`
  expect(() => told(line, 'space-volume state=there paths=0 homes=0 tried=1')).toThrow('space-tried')
})

test('where nothing was seen every row is unknown', () => {
  const rows = spaceRows({ accounts: [], groups: [] }, volume, undefined, undefined)
  expect(rows.map((r) => r.verdict)).toEqual(['unknown'])
  const silent = { state: 'silent' as const, places: [], homes: [], tries: [], did: [] }
  expect(placesOf(volume).map((place) => stateOf(place, silent))).toEqual(['unseen', 'unseen', 'unseen'])
})

test('a plan names what is not as it is to be, and leaves what is somebody else’s', () => {
  const places = [
    { path: 'groups', refused: '', has: { uid: 0, gid: 3000, mode: '2755' } },
    { path: 'groups/genomics', refused: '', has: { uid: 0, gid: 65_541, mode: '2770' } },
    { path: 'users/ada', refused: '', has: { uid: 65_536, gid: 3000, mode: '0755' } },
  ]
  const homes = [{ name: 'ada', links: ['ours' as const, 'other' as const], why: '' }]
  const seen = { state: 'there' as const, places, homes, tries: [], did: [] }
  expect(changesOn(volume, seen, ['ada'])).toEqual(['directory users/ada: 65536:65536 0700'])
  expect(changesOn(volume, seen, [])).toEqual([])
})
