import { noteRow, seenRow, unknownRow } from '../../../../src/domain/rows/row.ts'

test('a row whose fact is missing is unknown, never green, and says so by its code', () => {
  expect(unknownRow('mount', '/mnt/data', 'mounted')).toEqual({
    section: 'mount',
    subject: '/mnt/data',
    expected: 'mounted',
    observed: 'not seen',
    verdict: 'unknown',
    code: 'not-looked-at',
  })
  expect(unknownRow('group', 'ada', 'a member', 'no such account', 'account-missing')).toMatchObject({
    observed: 'no such account',
    verdict: 'unknown',
    code: 'account-missing',
  })
})

test('a row whose fact is there holds without a code, or differs with one', () => {
  const row = { section: 'umask', subject: 'ada', expected: '0002', observed: '0022' }
  expect(seenRow('umask', 'ada', '0002', '0022', true, 'row-differs')).toEqual({ ...row, verdict: 'holds' })
  expect(seenRow('umask', 'ada', '0002', '0022', false, 'row-differs')).toEqual({ ...row, verdict: 'differs', code: 'row-differs' })
})

test('a note proves nothing, with a code or without', () => {
  const row = { section: 'mount', subject: 'a', expected: 'b', observed: 'c', verdict: 'note' }
  expect(noteRow('mount', 'a', 'b', 'c')).toEqual(row)
  expect(noteRow('mount', 'a', 'b', 'c', 'not-nosuid')).toEqual({ ...row, code: 'not-nosuid' })
})
