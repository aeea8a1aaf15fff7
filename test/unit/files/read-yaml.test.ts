/** Files that strangers propose are read to their end, however much is wrong with them. */
import { z } from 'zod'
import { mostErrors, readYaml } from '../../../src/files/read-yaml.ts'

const schema = z.strictObject({ people: z.record(z.string(), z.strictObject({ uid: z.number() })).optional() })
const many = Array.from({ length: 60_000 }, (_, n) => `a${n.toString(36)}`)
const read = (text: string) => readYaml(text, schema, 2 ** 21)

test.each([
  ['every entry is wrong', `people:\n${many.map((name) => ` ${name}: 1\n`).join('')}`, 2],
  ['every key is unknown', many.map((name) => `${name}: 1\n`).join(''), 1],
  ['every key is there twice', `people:\n${many.map((name) => ` ${name}: {uid: 1}\n ${name}: {uid: 1}\n`).join('')}`, 3],
  ['every value is an alias', `people:\n${many.map((name) => ` ${name}: *x\n`).join('')}`, 2],
  ['nothing is YAML', ']\n'.repeat(60_000), 1],
])('where %s, the first hundred are told, each with its line', (_, text, first) => {
  const told = read(text)
  if (told.kind === 'read') throw new Error('it was taken')
  expect(told.errors).toHaveLength(mostErrors)
  expect(told.errors[0]!.line).toBe(first)
})

test('a key that stands twice is told where it stands again, whatever it is written like', () => {
  expect(read('people:\n  ada: {uid: 1}\n  "ada": {uid: 2}\n')).toEqual({
    kind: 'wrong',
    errors: [{ line: 3, message: 'the key stands here a second time' }],
  })
  expect(read('people: {}\npeople: {}\n')).toMatchObject({ kind: 'wrong', errors: [{ line: 2 }] })
  expect(read('people:\n  ada: {uid: 1}\n  ben: {uid: 1}\n')).toMatchObject({ kind: 'read' })
})
