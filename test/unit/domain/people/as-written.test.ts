import { gitHubAccountIn } from '../../../../src/domain/people/as-written.ts'

test('an account on GitHub is written with its number', () => {
  expect(gitHubAccountIn('ada-l:583231')).toEqual({ id: 583231, login: 'ada-l' })
  for (const text of [
    'ada-l',
    'ada-l:',
    ':7',
    'ada-l:0',
    'ada-l:07',
    'a b:7',
    'ada_l:7',
    `${'a'.repeat(40)}:7`,
    'x ada:7',
    'ada:7 x',
    `a:1${'0'.repeat(15)}`,
  ])
    expect({ text, account: gitHubAccountIn(text) }).toEqual({ text, account: undefined })
  expect(gitHubAccountIn(`${'a'.repeat(39)}:1${'0'.repeat(14)}`)).toEqual({ id: 1e14, login: 'a'.repeat(39) })
})
