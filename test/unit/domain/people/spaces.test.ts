/** What people have on a volume: spaces, group directories and links; what is wanted, and what is seen of it. */
import { plainSpec, pointById } from '../../../../src/domain/mount-spec.ts'
import { changesOn, placesOf, stateOf, type VolumeSeen, type WantedVolume, wantedVolume } from '../../../../src/domain/people/spaces.ts'
import { registered, registryWith } from '../../../support/registered.ts'

const at = { fileSystemId: 'fs-1', mountPoint: '/mnt/data', addresses: ['10.0.0.5'] }
const people = [registered('ada', 65_536), registered('ben', 65_537)]
const registry = registryWith([...people, registered('zoe', 65_538)], {
  groups: [
    { name: 'imaging', gid: 65_541, directory: 'scans' },
    { name: 'genomics', gid: 65_540, directory: 'genes' },
    { name: 'club', gid: 65_542 },
  ],
  retired: [
    { number: 65_530, name: 'eve', since: '2026-01-01' },
    { number: 65_531, name: 'zoe', since: '2026-01-01' },
  ],
})
const wanted = (spec: Partial<typeof plainSpec> = {}, of = registry) => wantedVolume(of, people, at, { ...plainSpec, ...spec })!

describe('what is wanted', () => {
  test('spaces of those who have an account there, directories of groups in the order of their names, and whose each number is', () => {
    expect(wanted()).toEqual({
      ...at,
      gid: plainSpec.group.gid,
      people: [
        { name: 'ada', uid: 65_536 },
        { name: 'ben', uid: 65_537 },
      ],
      mounts: [],
      spaceMode: '0700',
      others: ['eve', 'zoe'],
      untried: 0,
      directories: [
        { name: 'genes', gid: 65_540, group: 'genomics' },
        { name: 'scans', gid: 65_541, group: 'imaging' },
      ],
      holders: new Map([
        [65_536, 'ada'],
        [65_537, 'ben'],
        [65_538, 'zoe'],
        [65_541, 'imaging'],
        [65_540, 'genomics'],
        [65_542, 'club'],
        [65_530, 'eve, who left'],
        [65_531, 'zoe, who left'],
      ]),
    })
  })

  test('spaces that others may read, where the registry says so', () => {
    expect(wanted({}, { ...registry, spaces: 'readable' }).spaceMode).toBe('0755')
  })

  test('the spaces of those whom the mount itself names are the mount’s own', () => {
    expect(wanted({ people: [{ name: 'ben' }, { name: 'max' }] }).mounts).toEqual(['ben'])
  })

  test('nothing where nobody can write, or everybody is one user', () => {
    expect(wantedVolume(registry, people, at, { ...plainSpec, readOnly: true })).toBeUndefined()
    const point = pointById('fsap-1')
    const user = { uid: 1, gid: 1, gids: [] } as unknown as NonNullable<typeof point.user>
    expect(wantedVolume(registry, people, at, { ...plainSpec, accessPoint: { ...point, user } })).toBeUndefined()
    expect(wanted({ accessPoint: point } as never)).toMatchObject({ accessPoint: 'fsap-1' })
    expect(wanted()).not.toHaveProperty('accessPoint')
  })

  test('five hundred others at most are tried, and how many are not is known', () => {
    const many = registryWith(Array.from({ length: 550 }, (_, n) => registered(`p${String(n).padStart(3, '0')}`, 66_000 + n)))
    expect(wanted({}, many)).toMatchObject({ untried: 50 })
    expect(wanted({}, many).others).toHaveLength(500)
    expect(wanted({}, many).others.at(-1)).toBe('p499')
  })
})

test('directories are made in the order in which one lies in another', () => {
  expect(placesOf(wanted({ people: [{ name: 'ben' }] }))).toEqual([
    { path: 'groups', uid: 0, gid: 3000, mode: '2755' },
    { path: 'groups/genes', uid: 0, gid: 65_540, mode: '2770' },
    { path: 'groups/scans', uid: 0, gid: 65_541, mode: '2770' },
    { path: 'users/ada', uid: 65_536, gid: 65_536, mode: '0700', name: 'ada' },
  ])
  expect(placesOf(wanted({}, registryWith(people))).map((p) => p.path)).toEqual(['users/ada', 'users/ben'])
})

type Seen = VolumeSeen['places'][number]
const volume = (places: readonly Seen[], more: Partial<VolumeSeen> = {}): VolumeSeen => ({
  state: 'there',
  places,
  homes: [],
  tries: [],
  did: [],
  ...more,
})
const has = (uid: number, gid: number, mode: string): Seen => ({ path: 'users/ada', refused: '', has: { uid, gid, mode } })
const space = { path: 'users/ada', uid: 65_536, gid: 65_536, mode: '0700', name: 'ada' }

describe('a directory is', () => {
  test.each<[string, Seen | undefined]>([
    ['unseen', undefined],
    ['refused', { path: 'users/ada', refused: 'a link' }],
    ['missing', { path: 'users/ada', refused: '' }],
    ['right', has(65_536, 65_536, '0700')],
    ['differs', has(65_536, 65_536, '0755')],
    ['differs', has(65_536, 100, '0700')],
    ['foreign', has(1000, 65_536, '0700')],
    // as it is in the middle of being made
    ['differs', has(0, 65_536, '0700')],
    ['differs', has(0, 0, '2700')],
    ['foreign', has(0, 0, '0755')],
  ])('%s, where %j is seen', (state, seen) => {
    expect(stateOf(space, volume(seen ? [seen] : []))).toBe(state)
  })

  test('root’s own only with its group', () => {
    const group = { path: 'groups/genes', uid: 0, gid: 65_540, mode: '2770' }
    const seen = (gid: number, mode: string) => volume([{ path: group.path, refused: '', has: { uid: 0, gid, mode } }])
    expect(stateOf(group, seen(65_540, '2770'))).toBe('right')
    expect(stateOf(group, seen(65_540, '0755'))).toBe('differs')
    expect(stateOf(group, seen(0, '0755'))).toBe('foreign')
    expect(stateOf(group, seen(0, '0700'))).toBe('differs')
  })

  test('unseen where the volume is not there, whatever was told', () => {
    const places = [has(65_536, 65_536, '0700')]
    for (const state of ['absent', 'silent'] as const) expect(stateOf(space, volume(places, { state }))).toBe('unseen')
    expect(stateOf(space, undefined)).toBe('unseen')
  })
})

describe('a mount would set', () => {
  const one: WantedVolume = wanted({}, registryWith(people))
  const linked = (name: string, links: VolumeSeen['homes'][number]['links'], why = '') => ({ name, links, why })

  test('what is missing, differs or was not seen, and links that are not there', () => {
    expect(changesOn(one, undefined, ['ada', 'ben'])).toEqual([
      'directory users/ada: 65536:65536 0700',
      'directory users/ben: 65537:65537 0700',
      'links in the home of ada',
      'links in the home of ben',
    ])
    const seen = volume([has(65_536, 65_536, '0700'), { path: 'users/ben', refused: '', has: { uid: 65_537, gid: 1, mode: '0700' } }], {
      homes: [linked('ada', ['ours', 'ours']), linked('ben', ['ours', 'none'])],
    })
    expect(changesOn(one, seen, ['ada', 'ben'])).toEqual(['directory users/ben: 65537:65537 0700', 'links in the home of ben'])
  })

  test('nothing for whoever has no account there, and nothing that is another’s', () => {
    expect(changesOn(one, volume([]), ['ada'])).toEqual(['directory users/ada: 65536:65536 0700', 'links in the home of ada'])
    const seen = volume([has(1000, 1000, '0700')], { homes: [linked('ada', ['other', 'ours'])] })
    expect(changesOn(one, seen, ['ada'])).toEqual([])
  })

  test('links where something is in the way of them', () => {
    const seen = volume([has(65_536, 65_536, '0700')], { homes: [linked('ada', [], 'no home')] })
    expect(changesOn(one, seen, ['ada'])).toEqual(['links in the home of ada'])
  })

  test('group directories, whoever is there', () => {
    expect(changesOn(wanted(), volume([]), [])).toEqual([
      'directory groups: 0:3000 2755',
      'directory groups/genes: 0:65540 2770',
      'directory groups/scans: 0:65541 2770',
    ])
  })
})

test('what is seen not to be there is made', () => {
  const one = wanted({}, registryWith([people[0]!]))
  const seen = volume([{ path: 'users/ada', refused: '' }], { homes: [{ name: 'ada', links: ['ours', 'ours'], why: '' }] })
  expect(changesOn(one, seen, ['ada'])).toEqual(['directory users/ada: 65536:65536 0700'])
})

test('directories of groups are in the order of their names, in whatever order the registry has the groups', () => {
  const of = (...names: string[]) =>
    wanted(
      {},
      registryWith(people, { groups: names.map((name, n) => ({ name: `g${n}`, gid: 65_540 + n, directory: name })) }),
    ).directories.map((d) => d.name)
  for (const names of [
    ['a', 'b', 'c'],
    ['c', 'b', 'a'],
    ['b', 'c', 'a'],
  ])
    expect(of(...names)).toEqual(['a', 'b', 'c'])
})
