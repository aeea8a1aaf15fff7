/** Whose account was where, for spreadsheets: a line an account and span, and nothing in it is a formula. */
import type { AccountSpan } from '../../../src/domain/ledger/accounts.ts'
import { renderWhoCsv } from '../../../src/render/who-csv.ts'

const moment = (at: string, more = {}) => ({ at, n: 7, by: 'ops', approvedBy: ['max', 'eve'], ...more })
const span = (more: Partial<AccountSpan> = {}): AccountSpan => ({
  person: 'ada',
  number: '65536',
  groups: ['genomics', 'imaging'],
  instance: 'i-1',
  name: 'calc-1',
  doubtful: false,
  ...more,
})
const lines = (...spans: readonly AccountSpan[]) => renderWhoCsv({ spans, unended: [] }).split('\n')

test('when it began and ended, by whose word, and by which registry', () => {
  const from = moment('2026-11-20T08:30:00Z', { registry: 'aaa' })
  const to = moment('2026-11-21T08:30:00Z', { registry: 'bbb', approvedBy: [] })
  expect(lines(span({ from, to }), span({ from, doubtful: true }), span({ person: 'ben' }))).toEqual([
    'person,number,groups,instance,name,from,from_by,from_approved_by,to,to_by,to_approved_by,doubtful,registry',
    'ada,65536,genomics imaging,i-1,calc-1,2026-11-20T08:30:00Z,ops,max eve,2026-11-21T08:30:00Z,ops,,no,bbb',
    'ada,65536,genomics imaging,i-1,calc-1,2026-11-20T08:30:00Z,ops,max eve,,,,yes,aaa',
    'ben,65536,genomics imaging,i-1,calc-1,,,,,,,no,',
    '',
  ])
})

test('what a spreadsheet would take for a formula is text', () => {
  expect(lines(span({ name: '=HYPERLINK("http://evil.example")' }))[1]).toEqual(
    'ada,65536,genomics imaging,i-1,"\'=HYPERLINK(""http://evil.example"")",,,,,,,no,',
  )
})

test('nor does a formula begin in the middle of a name, where a spreadsheet divides at semicolons', () => {
  for (const name of ['calc;=HYPERLINK("http://evil.example")', 'calc; +1+1', 'calc;"@SUM(1)', 'calc;＝1'])
    for (const cell of lines(span({ name }))[1]!.split(';').slice(1)) expect(cell).not.toMatch(/^["\s]*[=+\-@＝＋－＠]/)
  expect(lines(span({ name: 'calc-1;a-b' }))[1]).toContain(',calc-1;a-b,')
})

test('what a terminal would obey, or an eye take for another order, is spelled out, and no name makes a line', () => {
  const made = lines(span({ name: '\u001b[2Jcalc\u202e1\r\nada,0,root' }))
  expect(made).toHaveLength(3)
  expect(made[1]).toContain('\\u{1b}[2Jcalc\\u{202e}1\\u{d}\\nada,0,root')
})
