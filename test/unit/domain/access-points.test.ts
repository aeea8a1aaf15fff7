/** Names, paths and ids of access points, and how one that is there differs from one that is asked for. */
import {
  type AccessPoint,
  accessPointDiffers,
  accessPointIn,
  findAccessPoint,
  formatAccessPointRef,
  isGoing,
  isPlainPath,
  parseAccessPointName,
  parseAccessPointPath,
  parseAccessPointRef,
} from '../../../src/domain/access-points.ts'
import { PrismError } from '../../../src/domain/catalogue.ts'

const id = 'fsap-0123456789abcdef0'
const point: AccessPoint = { id, name: 'genomics', fileSystemId: 'fs-0123456789abcdef0', path: '/projects/genomics', state: 'available' }
const ada = { uid: 5001, gid: 3000, groups: [3100] }
const folder = { uid: 5001, gid: 3000, mode: '2775' }

/** What is thrown, as its code and what was seen. */
function refusal(work: () => unknown): [string, string] {
  try {
    work()
  } catch (error) {
    if (error instanceof PrismError) return [error.finding.code, error.finding.seen]
    throw error
  }
  throw new Error('nothing was refused')
}

describe('a word for an access point', () => {
  test('is its id where it looks like one, else its name', () => {
    expect(parseAccessPointRef(id)).toEqual({ kind: 'id', id })
    expect(parseAccessPointRef('genomics')).toEqual({ kind: 'name', name: 'genomics' })
    expect([id, 'genomics'].map((word) => formatAccessPointRef(parseAccessPointRef(word)))).toEqual([id, 'genomics'])
  })

  test.each(['fsap-genomics', 'two words', ''])('is refused as %j', (word) => {
    expect(refusal(() => parseAccessPointName(word))).toEqual(['bad-access-point', `"${word}"`])
    expect(refusal(() => parseAccessPointRef(word))[0]).toBe('bad-access-point')
  })

  test('may have fsap- in it where it does not begin with that', () => {
    expect(parseAccessPointName('old-fsap-genomics')).toBe('old-fsap-genomics')
  })
})

describe('the options of a mount', () => {
  test('name their access point wherever it stands', () => {
    expect(accessPointIn(`rw,tls,accesspoint=${id},iam`)).toBe(id)
    expect(accessPointIn(`accesspoint=${id}`)).toBe(id)
  })

  test.each(['rw,tls', '', 'accesspoint=', 'accesspoint=genomics', `noaccesspoint=${id}`])('name none in %j', (options) => {
    expect(accessPointIn(options)).toBeUndefined()
  })
})

describe('a path', () => {
  test.each(['/data', '/projects/genomics', '/a/b/c/d', '/projects/shared', '/usersland', `/${'a'.repeat(64)}`])('may be %s', (path) => {
    expect(parseAccessPointPath(path)).toBe(path)
    expect(isPlainPath(path)).toBe(true)
  })

  test.each(['/', '', 'data', 'x/data', '/a/b/c/d/e', '/.hidden', '/a//b', '/a/', '/a b', `/${'a'.repeat(65)}`, '/data\n'])(
    'may not be %j',
    (path) => {
      expect(refusal(() => parseAccessPointPath(path))[0]).toBe('bad-access-point')
    },
  )

  test('has 100 characters at most', () => {
    const path = `/${'a'.repeat(49)}/${'b'.repeat(49)}`
    expect(parseAccessPointPath(path)).toBe(path)
    expect(refusal(() => parseAccessPointPath(`${path}b`))[0]).toBe('bad-access-point')
    expect([path, `${path}b`].map(isPlainPath)).toEqual([true, false])
  })

  test.each(['/shared', '/users/ada', '/groups/genomics'])('of the volume’s own layout is for one that enforces a user: %s', (path) => {
    expect(refusal(() => parseAccessPointPath(path))).toEqual(['bad-access-point', `"${path}"`])
    expect(parseAccessPointPath(path, true)).toBe(path)
  })

  test('of the whole volume is one that an access point may have, and that Prism gives to none', () => {
    expect(isPlainPath('/')).toBe(true)
    expect(isPlainPath('/.hidden')).toBe(false)
  })
})

describe('an access point that is there', () => {
  test('does not differ from one that asks for what it has', () => {
    expect(accessPointDiffers(point, { name: 'genomics', path: point.path })).toEqual([])
    expect(
      accessPointDiffers({ ...point, user: ada, folder }, { name: 'genomics', path: point.path, enforced: { user: ada, folder } }),
    ).toEqual([])
    // the layout settles the folder of one that enforces nobody
    expect(accessPointDiffers({ ...point, folder }, { name: 'genomics', path: point.path })).toEqual([])
  })

  test('differs in its path, its user and the folder that it makes, each in words', () => {
    const wanted = { name: 'genomics', path: '/data', enforced: { user: ada, folder } }
    expect(accessPointDiffers(point, wanted)).toEqual([
      'leads to /projects/genomics, not /data',
      'enforces nobody, not 5001:3000+3100',
      'makes its folder never, not 5001:3000 2775',
    ])
    expect(
      accessPointDiffers({ ...point, user: ada, folder: { ...folder, mode: '0700' } }, { name: 'genomics', path: point.path }),
    ).toEqual(['enforces 5001:3000+3100, not nobody'])
    expect(accessPointDiffers({ ...point, path: '/data', user: ada, folder: { ...folder, mode: '0700' } }, wanted)).toEqual([
      'makes its folder 5001:3000 700, not 5001:3000 2775',
    ])
  })
})

describe('of a volume’s access points', () => {
  const other = { ...point, id: 'fsap-0fedcba9876543210', path: '/old' }
  const find = (all: readonly AccessPoint[], word: string) => findAccessPoint(all, parseAccessPointRef(word), point.fileSystemId)

  test('one is found by its name or its id', () => {
    const robots = { ...other, name: 'robots' }
    expect(find([robots, point], 'genomics')).toBe(point)
    expect(find([robots, point], robots.id)).toBe(robots)
  })

  test('one that is not there is not found', () => {
    expect(refusal(() => find([point], 'robots'))).toEqual(['access-point-not-found', 'robots on fs-0123456789abcdef0'])
    expect(refusal(() => find([point], other.id))[0]).toBe('access-point-not-found')
  })

  test('two of one name have to be told apart by their ids', () => {
    expect(refusal(() => find([point, other], 'genomics'))).toEqual([
      'access-point-ambiguous',
      'fsap-0123456789abcdef0 (/projects/genomics), fsap-0fedcba9876543210 (/old)',
    ])
  })

  test.each(['deleting', 'deleted'])('one that is %s is found only by its id', (state) => {
    const going = { ...other, state }
    expect(isGoing(going)).toBe(true)
    expect(find([going, point], 'genomics')).toBe(point)
    expect(find([going, point], going.id)).toBe(going)
    expect(isGoing(point)).toBe(false)
  })
})
