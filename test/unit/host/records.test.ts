import { RecordError, readRecord, recordIn } from '../../../src/host/records.ts'

const fieldsOf = (line: string) => {
  const record = recordIn(line)
  return [record.kind, record.text('name'), record.list('groups')]
}

describe('a line that comes again', () => {
  test('is one record, read as the first time', () => {
    const line = 'account name=ada groups=1,2'
    expect(recordIn(`${line}\n`.slice(0, -1))).toBe(recordIn(line))
    expect(fieldsOf(line)).toEqual(['account', 'ada', ['1', '2']])
    expect(recordIn(line)).toEqual(readRecord(line))
  })

  test('gives everybody a list of their own', () => {
    const line = 'account name=ada groups=1,2'
    recordIn(line).list('groups').push('0')
    expect(fieldsOf(line)).toEqual(['account', 'ada', ['1', '2']])
  })

  test('is read again after thousands of others, and as it was', () => {
    const first = recordIn('account name=ada groups=1,2')
    for (let n = 0; n < 3_000; n++) expect(recordIn(`account name=a${n} groups=`).text('name')).toBe(`a${n}`)
    expect(recordIn('account name=ada groups=1,2')).toEqual(first)
  })

  test.each([
    ['a letter that shares its last byte with another', 'account name=\u0141da groups='],
    ['a control character', 'account name=a\tda groups='],
    ['a field twice', 'account name=ada name=ada'],
    ['no kind', 'name=ada'],
  ])('is refused each time: %s', (_, line) => {
    for (let n = 0; n < 2; n++) expect(() => recordIn(line)).toThrow(RecordError)
  })

  test('that is long is read too', () => {
    const name = 'a'.repeat(1_000)
    expect(recordIn(`account name=${name} groups=`).text('name')).toBe(name)
  })
})
