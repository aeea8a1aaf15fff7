/** Through an access point that enforces a user, as rows: what everybody made is that one’s. */
import type { BehaviourFact, BehaviourTry, HostFacts } from '../../../../src/domain/facts.ts'
import { enforcedRows } from '../../../../src/domain/rows/enforced.ts'
import { healthyFacts } from '../../../support/healthy-facts.ts'
import { linesIn, wanted } from '../../../support/rows.ts'

const inWords = linesIn('behaviour')

const user = { uid: 5001, gid: 3000, groups: [] }
const made = (account: string, what: BehaviourTry, change: Partial<BehaviourFact> = {}): BehaviourFact => ({
  account,
  try: what,
  path: 'shared',
  outcome: 'done',
  uid: 5001,
  gid: 3000,
  ...change,
})
const all = [
  made('ubuntu', 'create-file', { mode: '0664' }),
  made('ubuntu', 'create-folder'),
  made('root', 'create-file'),
  made('root', 'give-away', { outcome: 'refused' }),
  made('outsider', 'outsider-write'),
]
const lines = (behaviours: HostFacts['behaviours'] | undefined, of = wanted()) =>
  inWords(enforcedRows(of, user, behaviours && { ...healthyFacts(), behaviours }))
const want = 'uid 5001, gid 3000 to EFS expected'

test('everybody is that user, and not even root is another', () => {
  expect(lines(all)).toEqual([
    `ubuntu · new file: holds: uid 5001, gid 3000 to EFS, 0664; ${want}`,
    `ubuntu · new folder: holds: uid 5001, gid 3000 to EFS; ${want}`,
    `root · new file: holds: uid 5001, gid 3000 to EFS; ${want}`,
    'root · giving a file to uid 0: holds: refused; refused expected',
    `somebody outside the group · new file: holds: uid 5001, gid 3000 to EFS; ${want}`,
  ])
  expect(new Set(enforcedRows(wanted(), user, undefined).map((r) => r.section))).toEqual(new Set(['behaviour']))
})

test('what nobody tried is unknown, row by row', () => {
  const unseen = lines(undefined)
  expect(unseen.every((line) => line.includes(': unknown (not-looked-at): not seen; '))).toBe(true)
  for (const [i] of all.entries()) expect(lines(all.toSpliced(i, 1))[i]).toBe(unseen[i])
})

test.each<[Partial<BehaviourFact>, string]>([
  [{ uid: 1000 }, 'differs (user-not-enforced): uid 1000, gid 3000 to EFS, 0664'],
  [{ gid: 1000 }, 'differs (user-not-enforced): uid 5001, gid 1000 to EFS, 0664'],
  [{ uid: undefined as unknown as number }, 'unknown (not-tried): created, but not seen afterwards'],
  [{ gid: undefined as unknown as number }, 'unknown (not-tried): created, but not seen afterwards'],
  [{ outcome: 'refused' }, 'differs (enforced-user-refused): refused'],
  [{ outcome: 'refused', detail: 'EACCES' }, 'differs (enforced-user-refused): refused: EACCES'],
  [{ outcome: 'refused', detail: 'read-only' }, 'differs (read-only): refused: read-only'],
  [{ outcome: 'error', detail: 'EIO' }, 'unknown (not-tried): error: EIO'],
  [{ outcome: 'timeout' }, 'unknown (not-tried): no answer within the time limit'],
])('a new file with %j', (change, said) => {
  expect(lines(all.with(0, { ...all[0]!, ...change }))[0]).toBe(`ubuntu · new file: ${said}; ${want}`)
})

test.each<[Partial<BehaviourFact>, string]>([
  [{ outcome: 'done' }, 'differs (user-not-enforced): done: root is root there'],
  [{ outcome: 'timeout' }, 'unknown (not-tried): no answer within the time limit'],
  [{ outcome: 'error' }, 'unknown (not-tried): error'],
])('a file that root gives away with %j', (change, said) => {
  expect(lines(all.with(3, { ...all[3]!, ...change }))[3]).toBe(`root · giving a file to uid 0: ${said}; refused expected`)
})

test('on a read-only mount each account is refused for that, and nobody else is asked', () => {
  const refused = (['create-file', 'create-folder'] as const).map((what) =>
    made('ubuntu', what, { outcome: 'refused', detail: 'read-only' }),
  )
  expect(lines(refused, wanted({}, { readOnly: true }))).toEqual(
    ['file', 'folder'].map((what) => `ubuntu · new ${what} in the folder: holds: refused: read-only; refused: read-only expected`),
  )
})
