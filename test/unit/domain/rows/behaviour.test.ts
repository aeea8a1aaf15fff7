/** What each account could really do, as rows. */
import type { BehaviourFact, BehaviourTry, HostFacts } from '../../../../src/domain/facts.ts'
import { behaviourRows, readOnlyRows } from '../../../../src/domain/rows/behaviour.ts'
import { healthyFacts } from '../../../support/healthy-facts.ts'
import { linesIn, wanted } from '../../../support/rows.ts'

const inWords = linesIn('behaviour')

const healthy = healthyFacts()
const lines = (facts: HostFacts | undefined, of = wanted()) => inWords(behaviourRows(of, facts))
const otherwise = (facts: HostFacts | undefined, of = wanted()) => lines(facts, of).filter((line) => !line.includes(': holds: '))
const trying = (what: BehaviourTry, change: Partial<BehaviourFact>, facts = healthy): HostFacts => ({
  ...facts,
  behaviours: facts.behaviours.map((b) => (b.try === what ? { ...b, ...change } : b)),
})
const lacking = 'not tried: Python on the instance lacks modules'

test('what was tried and went as it should holds, in words', () => {
  expect(lines(healthy)).toEqual([
    'ubuntu · new file in shared/: holds: prism-shared 0664; prism-shared 0664 expected',
    'ubuntu · new folder in shared/: holds: prism-shared 2775; prism-shared 2775 expected',
    'ubuntu · own space: holds: written; may write expected',
    'somebody outside the group · shared/: holds: refused; refused expected',
  ])
  expect(new Set(behaviourRows(wanted(), healthy).map((r) => r.section))).toEqual(new Set(['behaviour']))
})

test('what nobody tried is unknown, also where others did', () => {
  expect(lines(undefined).every((line) => line.includes('unknown (not-looked-at): not seen'))).toBe(true)
  const others = { ...healthy, behaviours: healthy.behaviours.map((b) => ({ ...b, account: 'grace' })) }
  expect(otherwise(others)).toHaveLength(3)
})

const file = 'ubuntu · new file in shared/'
const want = 'prism-shared 0664 expected'
test.each<[Partial<BehaviourFact>, string]>([
  [{ mode: '0644' }, 'differs (not-shared): prism-shared 0644'],
  [{ mode: '0624' }, 'differs (not-shared): prism-shared 0624'],
  [{ mode: '0646' }, 'differs (not-shared): prism-shared 0646'],
  [{ group: 'ubuntu' }, 'differs (not-shared): ubuntu 0664'],
  [{ outcome: 'refused' }, 'differs (not-shared): refused'],
  [{ outcome: 'refused', detail: 'EACCES' }, 'differs (not-shared): refused: EACCES'],
  [{ outcome: 'refused', detail: 'read-only' }, 'differs (read-only): refused: read-only'],
  [{ outcome: 'error', detail: 'EIO' }, 'differs (not-shared): error: EIO'],
  [{ outcome: 'error', detail: 'python-incomplete' }, `unknown (python-incomplete): ${lacking}`],
  [{ outcome: 'timeout' }, 'unknown (not-tried): no answer within the time limit'],
  [{ mode: undefined as unknown as string }, 'unknown (not-tried): created, but not seen afterwards'],
  [{ group: undefined as unknown as string }, 'unknown (not-tried): created, but not seen afterwards'],
  [{ umask: 'unknown' }, 'unknown (session-unmeasured): created; the umask of a session of the account could not be measured'],
  [{ umask: 'unknown', group: 'ubuntu' }, 'differs (not-shared): ubuntu 0664'],
])('a new file with %j', (change, said) => expect(otherwise(trying('create-file', change))).toEqual([`${file}: ${said}; ${want}`]))

test.each(['0664', '0666', '664', '0674'])('a new file with mode %s is the group’s to change', (mode) => {
  expect(otherwise(trying('create-file', { mode }))).toEqual([])
})

test.each<[string, boolean]>([
  ['2775', true],
  ['3775', true],
  ['2777', true],
  ['6775', true],
  ['0775', false],
  ['1775', false],
  ['2755', false],
])('a new folder with mode %s is shared, and what is in it: %s', (mode, is) => {
  expect(otherwise(trying('create-folder', { mode }))).toEqual(
    is ? [] : [`ubuntu · new folder in shared/: differs (not-shared): prism-shared ${mode}; prism-shared 2775 expected`],
  )
})

test('who is refused with more groups than NFS carries is refused for that', () => {
  const crowded = (count: number) => ({
    ...trying('create-file', { outcome: 'refused' }),
    accounts: [{ ...healthy.accounts[0]!, groups: Array.from({ length: count }, (_, i) => i) }],
  })
  expect(otherwise(crowded(17))).toEqual([`${file}: differs (too-many-groups): refused; ${want}`])
  expect(otherwise(crowded(16))).toEqual([`${file}: differs (not-shared): refused; ${want}`])
  // those of somebody else are not theirs
  const eve = { ...healthy.accounts[0]!, name: 'eve', groups: [] }
  expect(otherwise({ ...crowded(17), accounts: [eve, ...crowded(17).accounts] })).toEqual([
    `${file}: differs (too-many-groups): refused; ${want}`,
  ])
  // whose groups nobody saw, has none too many
  expect(otherwise({ ...crowded(17), accounts: [] })).toEqual([`${file}: differs (not-shared): refused; ${want}`])
})

describe('somebody outside the group', () => {
  const line = (change: Partial<BehaviourFact>) => otherwise(trying('outsider-write', change)).join()
  test('is to be refused', () => {
    const subject = 'somebody outside the group · shared/'
    expect(line({ outcome: 'done' })).toBe(`${subject}: differs (not-refused): written; refused expected`)
    expect(line({ outcome: 'timeout' })).toBe(`${subject}: unknown (not-tried): no answer within the time limit; refused expected`)
    expect(line({ outcome: 'error', detail: 'EIO' })).toBe(`${subject}: unknown (not-tried): error: EIO; refused expected`)
    expect(line({ outcome: 'refused', detail: 'EACCES' })).toBe('')
  })
})

describe('personal spaces', () => {
  test('one’s own may be written', () => {
    expect(otherwise(trying('write-own-space', { outcome: 'refused', detail: 'EACCES' }))).toEqual([
      'ubuntu · own space: differs (not-shared): refused: EACCES; may write expected',
    ])
  })

  test('one of somebody else’s refuses, where that was tried', () => {
    const tried = (outcome: BehaviourFact['outcome'], account = 'ubuntu'): HostFacts => ({
      ...healthy,
      behaviours: [...healthy.behaviours, { account, try: 'write-other-space', path: 'users/grace', outcome }],
    })
    expect(lines(tried('refused'))[3]).toBe('ubuntu · users/grace: holds: refused; refused expected')
    expect(otherwise(tried('done'))).toEqual(['ubuntu · users/grace: differs (not-refused): written; refused expected'])
    expect(otherwise(tried('done', 'eve'))).toEqual([])
  })

  const pair = wanted({ accounts: ['ubuntu', 'grace'] }, { privateSpaces: true })
  const both: HostFacts = {
    ...healthy,
    accounts: [healthy.accounts[0]!, { ...healthy.accounts[0]!, name: 'grace', uid: 1001 }],
    spaces: {
      found: 2,
      seen: [],
      tries: [
        { account: 'ubuntu', space: 'grace', read: 'refused', change: 'refused' },
        { account: 'grace', space: 'ubuntu', read: 'refused', change: 'refused' },
      ],
    },
  }
  const reading = (facts: HostFacts | undefined, of = pair) => lines(facts, of).filter((line) => line.includes('reading'))

  test('that are private refuse to be read by each of the others', () => {
    expect(reading(both)).toEqual([
      'ubuntu · reading DIR/users/grace: holds: refused; refused expected',
      'grace · reading DIR/users/ubuntu: holds: refused; refused expected',
    ])
    expect(reading(both, wanted({ accounts: ['ubuntu', 'grace'] }))).toEqual([])
  })

  test('that are read by others are open', () => {
    const [mine, hers] = both.spaces!.tries
    expect(reading({ ...both, spaces: { ...both.spaces!, tries: [{ ...mine!, read: 'done' }, hers!] } })).toEqual([
      'ubuntu · reading DIR/users/grace: differs (space-open): read; refused expected',
      'grace · reading DIR/users/ubuntu: holds: refused; refused expected',
    ])
    expect(reading({ ...both, spaces: { ...both.spaces!, tries: [{ ...mine!, read: 'error' }] } })).toEqual([
      'ubuntu · reading DIR/users/grace: unknown (not-tried): could not be determined; refused expected',
      'grace · reading DIR/users/ubuntu: unknown (not-looked-at): not seen; refused expected',
    ])
  })

  test('of two names with one number have no row: they are one person to the server', () => {
    expect(reading({ ...both, accounts: both.accounts.map((a) => ({ ...a, uid: 1000 })) })).toEqual([])
    // of whom no number is known, it is not the same
    expect(reading({ ...both, accounts: [] })).toHaveLength(2)
    expect(reading(undefined)).toHaveLength(2)
  })

  test('are not tried where Python cannot, for any account', () => {
    const lacks = trying(
      'create-file',
      { outcome: 'error', detail: 'python-incomplete' },
      { ...both, spaces: undefined as unknown as NonNullable<HostFacts['spaces']> },
    )
    expect(reading(lacks)).toEqual([
      `ubuntu · reading DIR/users/grace: unknown (python-incomplete): ${lacking}; refused expected`,
      `grace · reading DIR/users/ubuntu: unknown (python-incomplete): ${lacking}; refused expected`,
    ])
  })
})

describe('on a read-only mount', () => {
  const readOnly = (outcome: BehaviourFact['outcome'], detail?: string, account = 'ubuntu'): HostFacts => ({
    ...healthy,
    behaviours: (['create-file', 'create-folder'] as const).map((what) => ({
      account,
      try: what,
      path: 'shared',
      outcome,
      ...(detail ? { detail } : {}),
    })),
  })
  const rows = (facts: HostFacts | undefined) => inWords(readOnlyRows('ubuntu', facts, 'shared/'))
  const both = (said: string) => ['file', 'folder'].map((what) => `ubuntu · new ${what} in shared/: ${said}; refused: read-only expected`)

  test('a write is to be refused for that reason, and no other', () => {
    expect(rows(readOnly('refused', 'read-only'))).toEqual(both('holds: refused: read-only'))
    expect(rows(readOnly('refused', 'EACCES'))).toEqual(both('unknown (not-tried): refused: EACCES'))
    expect(rows(readOnly('done'))).toEqual(both('differs (not-read-only): written'))
    expect(rows(readOnly('done', 'read-only'))).toEqual(both('differs (not-read-only): written'))
    expect(rows(readOnly('error', 'python-incomplete'))).toEqual(both(`unknown (python-incomplete): ${lacking}`))
    for (const facts of [undefined, readOnly('refused', 'read-only', 'grace')])
      expect(rows(facts)).toEqual(both('unknown (not-looked-at): not seen'))
  })

  test('a file and a folder are two tries', () => {
    const [tried, other] = readOnly('refused', 'read-only').behaviours
    expect(rows({ ...healthy, behaviours: [tried!, { ...other!, outcome: 'done' }] })).toEqual([
      'ubuntu · new file in shared/: holds: refused: read-only; refused: read-only expected',
      'ubuntu · new folder in shared/: differs (not-read-only): written; refused: read-only expected',
    ])
  })

  test('each account has these two rows, and nothing is asked of spaces', () => {
    const of = wanted({}, { readOnly: true, privateSpaces: true })
    expect(lines(readOnly('refused', 'read-only'), of).slice(0, 2)).toEqual(both('holds: refused: read-only'))
    expect(lines(readOnly('refused', 'read-only'), of)).toHaveLength(3)
  })
})
