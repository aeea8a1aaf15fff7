import { accounts } from '../../../../src/lab/instances/accounts.ts'

describe('the account files of an image', () => {
  test('hold the image’s login user as uid 1000 in a group of its own', () => {
    const { files, homes } = accounts('rocky', [], [])
    expect(files['/etc/passwd']).toContain('rocky:x:1000:1000:rocky:/home/rocky:/bin/bash')
    expect(files['/etc/group']).toContain('rocky:x:1000:\n')
    expect(homes).toEqual(['rocky:1000:1000:/home/rocky'])
  })

  test('name the same people in all four files', () => {
    const { files } = accounts('ubuntu', [{ name: 'ada', uid: 2001, groups: ['lab'] }], [{ name: 'lab', gid: 3100, members: ['ubuntu'] }])
    const people = (path: string) => (files[path] ?? '').split('\n').map((line) => line.split(':', 1)[0])
    expect(people('/etc/shadow')).toEqual(people('/etc/passwd'))
    expect(people('/etc/gshadow')).toEqual(people('/etc/group'))
    expect(files['/etc/group']).toContain('lab:x:3100:ubuntu,ada\n')
    expect(files['/etc/group']).toContain('ada:x:2001:\n')
  })

  test('put a user into a given group without making another one', () => {
    const { files } = accounts('debian', [{ name: 'bob', uid: 2002, gid: 3000 }], [{ name: 'others', gid: 3000 }])
    expect(files['/etc/passwd']).toContain('bob:x:2002:3000:')
    expect(files['/etc/group']).not.toMatch(/^bob:/m)
  })
})
