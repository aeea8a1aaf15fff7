import { parseQueryForm, withLists } from '../../../../../src/lab/aws/wire/query-form.ts'

const read = (body: string) => withLists(parseQueryForm(body))

test('numbered members become lists, in the order of their numbers', () => {
  expect(read('Filter.1.Name=a&Filter.1.Value.2=y&Filter.1.Value.1=x&Filter.10.Name=c&Filter.2.Name=b')).toEqual({
    Filter: [{ Name: 'a', Value: ['x', 'y'] }, { Name: 'b' }, { Name: 'c' }],
  })
})

test('values keep their characters', () => {
  expect(read('A=%7B%7Bssm%3Ax%7D%7D+%0A%C3%BC')).toEqual({ A: '{{ssm:x}} \nü' })
})

test('a member named __proto__ is only a name', () => {
  const form = parseQueryForm('__proto__.polluted=yes&A=1')
  expect(form.A).toBe('1')
  expect(({} as Record<string, unknown>).polluted).toBeUndefined()
})
