import { matches } from '../../../../../src/lab/aws/ec2/filters.ts'

const attributes = { state: ['running'], platform: [] }
const tags = { Name: 'a.b', Team: 'x*y' }
const fits = (Name: string, ...Value: string[]) => matches([{ Name, Value }], attributes, tags)

test('values match exactly, in their case, and any of them is enough', () => {
  expect(fits('state', 'stopped', 'running')).toBe(true)
  expect(fits('state', 'Running')).toBe(false)
  expect(fits('platform', 'windows')).toBe(false)
})

test('wildcards are * and ?, all else is text', () => {
  expect(fits('tag:Name', 'a?b')).toBe(true)
  expect(fits('tag:Name', '*')).toBe(true)
  expect(fits('tag:Name', 'a+b')).toBe(false)
  expect(fits('tag:Team', 'x*y')).toBe(true)
  expect(fits('tag-key', 'Te*')).toBe(true)
})

test('all filters must match; an unknown one is an error', () => {
  expect(
    matches(
      [
        { Name: 'state', Value: ['running'] },
        { Name: 'tag:Name', Value: ['other'] },
      ],
      attributes,
      tags,
    ),
  ).toBe(false)
  expect(() => fits('no-such', 'x')).toThrow("The filter 'no-such' is invalid")
  expect(() => fits('constructor', 'x')).toThrow(/is invalid/)
})
