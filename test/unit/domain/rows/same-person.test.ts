/** Somebody of the registry on several instances: their file from elsewhere is theirs here too. */
import type { Identity } from '../../../../src/domain/facts.ts'
import type { SharingCell } from '../../../../src/domain/report.ts'
import { samePersonRows } from '../../../../src/domain/rows/same-person.ts'
import { linesIn } from '../../../support/rows.ts'

const inWords = linesIn('people')

const at = (instanceId: string, account = 'ada', uid = 65_536, temporary = false): Identity => ({ instanceId, account, uid, temporary })
const cell = (writer: Identity, read: SharingCell['read'], detail?: string, reader = at('i-1', 'ben', 65_537)): SharingCell => ({
  writer,
  reader,
  read,
  append: 'done',
  verdict: 'shared',
  ...(detail === undefined ? {} : { detail }),
})
const part = new Map([['i-1', [{ name: 'ada', uid: 65_536 }]]])
const lines = (cells: readonly SharingCell[], instanceId = 'i-1', of = part) =>
  inWords(samePersonRows(instanceId, of, { verdict: 'holds', cells, notes: [] }, (id) => `calc-${id.slice(2)}`))
const subject = (from = 2) => `ada · their file from elsewhere, calc-${from}`
const want = 'of uid 65536 expected'

test('a file that somebody here could read is theirs', () => {
  expect(lines([cell(at('i-2'), 'refused'), cell(at('i-2'), 'done')])).toEqual([`${subject()}: holds: of uid 65536; ${want}`])
  expect(samePersonRows('i-1', part, { verdict: 'holds', cells: [cell(at('i-2'), 'done')], notes: [] }, String)[0]?.section).toBe('people')
})

test('one that root saw as somebody else’s is not', () => {
  expect(lines([cell(at('i-2'), 'missing', 'late'), cell(at('i-2'), 'error', 'the file belongs, of uid 1000')])).toEqual([
    `${subject()}: differs (uid-differs): the file belongs, of uid 1000; ${want}`,
  ])
})

test('one that nobody could read says nothing', () => {
  expect(lines([cell(at('i-2'), 'missing'), cell(at('i-2'), 'missing', 'not reported')])).toEqual([
    `${subject()}: unknown (not-tried): not reported; ${want}`,
  ])
  expect(lines([cell(at('i-2'), 'missing')])).toEqual([`${subject()}: unknown (not-tried): nobody could read it; ${want}`])
})

test('there is a row for each instance that theirs were read from', () => {
  expect(lines([cell(at('i-2'), 'done'), cell(at('i-3'), 'done')]).map((line) => line.split(':')[0])).toEqual([subject(2), subject(3)])
})

test.each<[string, readonly SharingCell[]]>([
  ['read elsewhere', [cell(at('i-2'), 'done', undefined, at('i-3'))]],
  ['written here', [cell(at('i-1'), 'done')]],
  ['of a stand-in', [cell(at('i-2', 'ada', 65_536, true), 'done')]],
  ['of another account', [cell(at('i-2', 'eve'), 'done')]],
  ['of that name with another number', [cell(at('i-2', 'ada', 1000), 'done')]],
])('a file %s is none of theirs', (_name, cells) => expect(lines(cells)).toEqual([]))

test('an instance on which nobody took part has no row', () => expect(lines([cell(at('i-2'), 'done')], 'i-1', new Map())).toEqual([]))
