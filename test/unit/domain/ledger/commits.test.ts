/** Whether a ledger’s commits are as the App makes them. */
import { chained, noHead, pathOf } from '../../../../src/domain/ledger/chain.ts'
import { type SeenCommit, withCommits } from '../../../../src/domain/ledger/commits.ts'
import { verify } from '../../../../src/domain/ledger/verify.ts'

const begun = { at: '2026-11-23T12:00:00.000Z', event: 'begun', repository: 'acme/research', app: 'prism' } as const
const { lines } = chained(noHead, [begun])
const files = verify([{ path: pathOf(1), bytes: Buffer.from(`${lines[0]}\n`) }])
const signer = 'A'.repeat(40)
const commit = (n: number, more: Partial<SeenCommit> = {}): SeenCommit => ({
  oid: `${n}`.repeat(40),
  parents: n === 1 ? [] : [`${n - 1}`.repeat(40)],
  author: 'prism[bot]',
  signer,
  added: [pathOf(n)],
  changed: [],
  ...more,
})
const checked = (commits: readonly SeenCommit[], more = {}) => withCommits(files, { commits, faults: [], ...more }, [signer])
const faults = (...commits: readonly SeenCommit[]) => checked(commits).faults.map(({ path, what }) => `${path} ${what}`)

test('one after the other, each with one file of entries, by the App’s bot and signed', () => {
  const first = commit(1, { added: [pathOf(1), 'README.md'] })
  expect(checked([first, commit(2), commit(3)])).toMatchObject({
    verdict: 'consistent, not witnessed',
    faults: [],
    commits: 3,
    signedBy: [signer],
  })
})

test.each<[string, SeenCommit, string]>([
  ['two parents', commit(2, { parents: ['1'.repeat(40), '9'.repeat(40)] }), 'does not follow the commit before it alone'],
  ['another parent', commit(2, { parents: ['9'.repeat(40)] }), 'does not follow the commit before it alone'],
  ['no parent', commit(2, { parents: [] }), 'does not follow the commit before it alone'],
  ['somebody else', commit(2, { author: 'ada' }), 'is by "ada", not by prism[bot]'],
  ['a long name', commit(2, { author: 'x'.repeat(99) }), `is by "${'x'.repeat(80)}", not by prism[bot]`],
  ['another signer', commit(2, { signer: 'B'.repeat(40) }), `is signed by ${'B'.repeat(40)}, which is none of the signers`],
  ['a file that is changed', commit(2, { changed: ['entries/x', 'y'] }), 'changes or removes entries/x'],
  ['two files of entries', commit(2, { added: [pathOf(2), pathOf(3)] }), 'adds 2 files, of which 2 of entries'],
  ['another file beside it', commit(2, { added: [pathOf(2), 'README.md'] }), 'adds 2 files, of which 1 of entries'],
  ['no file', commit(2, { added: [] }), 'adds 0 files, of which 0 of entries'],
])('%s is a fault', (_, wrong, what) => {
  expect(faults(commit(1), wrong)).toEqual([`commit ${'2'.repeat(12)} ${what}`])
  expect(checked([commit(1), wrong]).verdict).toBe('broken')
})

test('no signature is a fault, with why', () => {
  const { signer: _, ...unsigned } = commit(2)
  expect(faults(commit(1), unsigned)).toEqual([`commit ${'2'.repeat(12)} is not signed by a key that was given: no signature`])
  expect(faults(commit(1), { ...unsigned, unsigned: 'an expired key' })).toEqual([
    `commit ${'2'.repeat(12)} is not signed by a key that was given: an expired key`,
  ])
  expect(checked([unsigned]).signedBy).toEqual([])
})

test('the first commit has no parent, and one file of entries among others', () => {
  expect(faults(commit(1, { parents: ['9'.repeat(40)] }))).toHaveLength(1)
  expect(faults(commit(1, { added: ['README.md'] }))).toEqual([`commit ${'1'.repeat(12)} adds 1 files, of which 0 of entries`])
})

test('faults of the files and of the clone come before those of commits; whose App it is, the first entry says', () => {
  const own = { path: 'x', line: 0, what: 'own' }
  expect(checked([commit(1, { author: 'x' })], { faults: [own] }).faults.map((f) => f.what)).toEqual([
    'own',
    'is by "x", not by prism[bot]',
  ])
  const empty = withCommits(verify([]), { commits: [commit(1, { author: '[bot]' })], faults: [] }, [signer])
  expect(empty.faults.map((f) => f.what)).toEqual(['there is no entry'])
})
