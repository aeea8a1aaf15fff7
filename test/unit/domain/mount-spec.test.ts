import { guardsOf, type MountSpec, missingGuards, plainSpec, pointById } from '../../../src/domain/mount-spec.ts'
import { formatSpec, parseSpec } from '../../../src/domain/options/spec.ts'
import { mount } from '../../../src/host/mount/contract.ts'

const everything: MountSpec = {
  ...plainSpec,
  people: [{ name: 'ada' }, { name: 'ben-2' }, { name: '_svc' }],
  groups: [
    { name: 'astro', gid: 4000, accounts: ['ada', 'ben-2'] },
    { name: 'lab_1', gid: 4001, accounts: [] },
  ],
  sticky: true,
  privateSpaces: true,
  readOnly: true,
  encrypted: false,
  accessPoint: pointById('fsap-0123456789abcdef0'),
}

describe('what a mount was asked for', () => {
  test.each([plainSpec, everything, { ...plainSpec, privateSpaces: true }, { ...plainSpec, people: [{ name: 'ada' }] }])(
    'comes back as it went, by a word that the host script takes: %j',
    (spec) => {
      expect(parseSpec(formatSpec(spec))).toEqual(spec)
      expect(formatSpec(spec)).toMatch(mount.parameters.asked.pattern)
    },
  )

  test.each([
    ['nothing', ''],
    ['another version', '2~private'],
    ['a word of a newer Prism', '1~private~quota=5'],
    ['a word twice', '1~private~private'],
    ['another order', '1~private~sticky'],
    ['root', '1~users=root'],
    ['no name', '1~users='],
    ['a name for a shell', '1~users=$(reboot)'],
    ['a group for a stranger', '1~users=ada~groups=astro:4000:ben'],
    ['the shared group’s number', '1~groups=astro:3000:'],
    ['half an access point', '1~access-point=fsap-0123'],
  ])('is not guessed where the note says %s', (_, text) => {
    expect(parseSpec(text)).toBeUndefined()
  })
})

test('what guards an instance is nosuid and nodev, or nodev alone where set-id programs are allowed', () => {
  const suid = { ...plainSpec, suid: true }
  expect([guardsOf(plainSpec), guardsOf(suid)]).toEqual([['nosuid', 'nodev'], ['nodev']])
  expect(missingGuards(plainSpec, 'rw,nosuid,nodev')).toEqual([])
  expect(missingGuards(plainSpec, 'rw,nodev,nosuidx')).toEqual(['nosuid'])
  expect(missingGuards(plainSpec, '')).toEqual(['nosuid', 'nodev'])
  expect([missingGuards(suid, 'rw,nodev'), missingGuards(suid, 'nosuid')]).toEqual([[], ['nodev']])
})

test('an access point that was not looked up has its id for a name, and no path', () => {
  expect(pointById('fsap-1')).toEqual({ id: 'fsap-1', name: 'fsap-1', path: '' })
})
