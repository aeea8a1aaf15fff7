/** Who could reach a volume: by the mounts and the syncs that a ledger has. */
import type { Said } from '../../../../src/domain/ledger/entry.ts'
import { verify } from '../../../../src/domain/ledger/verify.ts'
import { type WhoCould, whoCould } from '../../../../src/domain/ledger/who-could.ts'
import { renderCouldTerminal } from '../../../../src/render/who.ts'
import { renderCouldCsv } from '../../../../src/render/who-csv.ts'
import { beginning, ledgerOf, runIdOf } from '../../../support/ledger.ts'

type Host = NonNullable<Said['instances']>[number]
type Doing = { readonly verb: 'mount' | 'unmount' | 'sync-people'; readonly day: number; readonly on: readonly Partial<Host>[] }

function doing(number: number, { verb, day, on }: Doing): Said[] {
  const isOfVolume = verb !== 'sync-people'
  const about = {
    run: runIdOf(number),
    actor: { id: '7', login: 'wendy' },
    via: 'github',
    repository: 'acme/research',
    verb,
    ...(isOfVolume ? { volume: 'research-data', fileSystem: 'fs-0123456789abcdef0', mountPoint: '/mnt/research-data' } : {}),
  }
  const instances = on.map(({ name = '', ...one }) => ({ verdict: 'holds', ...one, id: `i-${name}`, name }))
  const at = (second: number) => `2026-11-0${day}T12:00:0${second}.000Z`
  return [
    { ...about, at: at(1), event: 'requested', seq: 1 },
    { ...about, at: at(2), event: 'dispatching', seq: 5, job: 'k', instances: instances.map(({ id, name }) => ({ id, name })) },
    { ...about, at: at(3), event: 'ended', seq: 9, state: 'done', instances },
  ]
}

const told = (...all: readonly Doing[]) => verify(ledgerOf([[beginning], ...all.map((one, i) => doing(i + 1, one))]))
const volume = 'research-data'
const lines = (asked: Partial<WhoCould>, ...all: readonly Doing[]) =>
  whoCould(told(...all).entries, { volume, ...asked }).map(({ person, name, may, from, to, doubtful }) =>
    [person || 'login user', name, may, from.at.slice(8, 10), to?.at.slice(8, 10) ?? 'now', ...(doubtful ? ['doubtful'] : [])].join(' '),
  )

const mounts: Doing = { verb: 'mount', day: 2, on: [{ name: 'calc-1' }, { name: 'calc-2', readOnly: true }] }
const unmounts: Doing = { verb: 'unmount', day: 8, on: [{ name: 'calc-1' }] }
const joins: Doing = {
  verb: 'sync-people',
  day: 4,
  on: [
    { name: 'calc-1', opened: ['ada 65536 genomics,prism-shared', 'grace 65537 genomics'] },
    { name: 'calc-3', opened: ['eve 65538'] },
  ],
}
const leaves: Doing = { verb: 'sync-people', day: 6, on: [{ name: 'calc-1', closed: ['ada 65536'] }] }
const all = [mounts, joins, leaves, unmounts]

test('whom it was mounted for, and who had an account there meanwhile: who is not in its group only reads', () => {
  expect(lines({}, ...all)).toEqual([
    'login user calc-1 change 02 08',
    'login user calc-2 read 02 now',
    'ada calc-1 change 04 06',
    'grace calc-1 read 04 08',
  ])
})

test('on a day, at a moment, on one instance, in one repository, by the id of the file system', () => {
  expect(lines({ at: '2026-11-01' }, ...all)).toEqual([])
  expect(lines({ at: '2026-11-06' }, ...all)).toContain('ada calc-1 change 04 06')
  expect(lines({ at: '2026-11-06T13:00:00Z' }, ...all)).not.toContain('ada calc-1 change 04 06')
  expect(lines({ at: '2026-11-09' }, ...all)).toEqual(['login user calc-2 read 02 now'])
  expect(lines({ instance: 'calc-2' }, ...all)).toEqual(['login user calc-2 read 02 now'])
  expect(lines({ instance: 'i-calc-2' }, ...all)).toEqual(['login user calc-2 read 02 now'])
  expect(lines({ repository: 'acme/other' }, ...all)).toEqual([])
  expect(lines({ volume: 'fs-0123456789abcdef0' }, ...all)).toHaveLength(4)
  expect(lines({ volume: 'scratch' }, ...all)).toEqual([])
})

test('whom a mount names is told once where the account was there all the time, and otherwise for both', () => {
  const named: Doing = { verb: 'mount', day: 5, on: [{ name: 'calc-1', people: ['ada', 'rocky'] }] }
  expect(lines({}, joins, named)).toEqual(['ada calc-1 change 05 now', 'grace calc-1 read 05 now', 'rocky calc-1 change 05 now'])
  expect(lines({}, joins, named, leaves)).toContain('ada calc-1 change 05 now')
  expect(lines({}, joins, named, leaves)).toContain('ada calc-1 change 05 06')
})

test('an account that ended before the mount, or came after the unmount, reached nothing', () => {
  expect(lines({}, { ...joins, day: 1 }, { ...leaves, day: 1 }, mounts, unmounts)).not.toContainEqual(expect.stringContaining('ada'))
  expect(lines({}, mounts, unmounts, { ...joins, day: 9 })).not.toContainEqual(expect.stringContaining('ada'))
})

test('what did not end green is in doubt', () => {
  const half: Doing = { ...joins, on: [{ name: 'calc-1', verdict: 'differs', opened: ['ada 65536 prism-shared'] }] }
  expect(lines({ instance: 'calc-1' }, mounts, half)).toEqual(['login user calc-1 change 02 now', 'ada calc-1 change 04 now doubtful'])
  const failed: Doing = { ...mounts, on: [{ name: 'calc-1', verdict: 'unknown' }] }
  expect(lines({}, failed, joins)).toEqual([
    'login user calc-1 change 02 now doubtful',
    'ada calc-1 change 04 now doubtful',
    'grace calc-1 read 04 now doubtful',
  ])
})

test('a reader sees what it rests on, and a spreadsheet no formula', () => {
  const whole = told({ ...mounts, on: [{ name: '=1+1', accessPoint: 'fsap-1' }] })
  const asked = { volume, at: '2026-11-03' }
  const access = whoCould(whole.entries, asked)
  const text = renderCouldTerminal(access, asked, whole, { width: 200, colour: false } as never)
  expect(text).toContain('Who could reach research-data at 2026-11-03: 1 account on 1 instance')
  expect(text).toContain('the login user')
  expect(text).toContain('read and change')
  expect(text).toContain('2026-11-02 12:00 by wendy (#4)')
  expect(text).toContain('ledger #4: consistent')
  expect(renderCouldCsv(access).split('\n').slice(0, 2)).toEqual([
    'account,number,groups,instance,name,mount_point,access_point,could,from,from_by,to,to_by,doubtful',
    ",,,i-=1+1,'=1+1,/mnt/research-data,fsap-1,change,2026-11-02T12:00:03.000Z,wendy,,,no",
  ])
})
